import type { Client } from './client.ts';
import { engineNotes, nameNotes } from './notes.ts';
import { doubleQuoted } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

export const node: Client = {
  id: 'node',
  title: 'Node.js',
  tested: true,
  files: [],
  guide: (facts) => ({
    steps: ['Install node-postgres: npm install pg.', 'Save the text as query.mjs, and run: node query.mjs'],
    texts: [
      {
        title: 'node-postgres',
        text: `import { userInfo } from 'node:os';
import pg from 'pg';

const client = new pg.Client({
  host: ${doubleQuoted(facts.runDir)},
  port: ${facts.port},
  database: ${doubleQuoted(facts.dsn.name)},
  user: userInfo().username,
});
await client.connect();
const { rows } = await client.query(${doubleQuoted(sampleStatement)});
console.table(rows);
await client.end();
`,
      },
    ],
    notes: [
      'The text reaches the engine of this computer and this account, through its socket. No password is needed.',
      ...nameNotes(facts),
      ...engineNotes(facts),
    ],
  }),
};
