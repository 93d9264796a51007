import type { Client } from './client.ts';
import { databaseName } from './connection-text.ts';
import { engineNotes, nameNotes } from './notes.ts';
import { doubleQuoted } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

/** Apart, so that it is not taken for an import of this file. */
const driverImport = "import pg from 'pg';";

export const node: Client = {
  id: 'node',
  title: 'Node.js',
  trial: 'tested',
  files: [],
  guide: (facts) => ({
    steps: ['Install node-postgres: npm install pg.', 'Save the text as query.mjs, and run: node query.mjs'],
    texts: [
      {
        title: 'node-postgres',
        text: `import { userInfo } from 'node:os';
${driverImport}

const client = new pg.Client({
  host: ${doubleQuoted(facts.runDir)},
  port: ${facts.port},
  database: ${doubleQuoted(databaseName(facts))},
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
