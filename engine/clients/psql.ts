import type { Client, ClientFacts } from './client.ts';
import { databaseName } from './connection-text.ts';
import { engineNotes, nameNotes } from './notes.ts';
import { libpqValue, shellWord } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

/** psql takes what looks like an address or like Key=Value for a connection string, so that one says it outright. */
function database(facts: ClientFacts): string {
  const name = databaseName(facts);
  const needsSaying = facts.dsn.scope === 'file' || /^postgres(ql)?:\/\//.test(name);
  return needsSaying ? `dbname=${libpqValue(name)}` : name;
}

const command = (facts: ClientFacts): string =>
  `psql -h ${shellWord(facts.runDir)} -p ${facts.port} -d ${shellWord(database(facts))}`;

export const psql: Client = {
  id: 'psql',
  title: 'psql',
  trial: 'tested',
  files: [],
  guide: (facts) => ({
    steps: ['Install the PostgreSQL client: apt install postgresql-client.'],
    texts: [
      { title: 'A session', text: `${command(facts)}\n` },
      { title: 'One statement', text: `${command(facts)} -c ${shellWord(sampleStatement)}\n` },
    ],
    notes: [
      'The commands that begin with \\d describe what there is: \\dn the schemas, \\dt *.* every table, \\d and a name one of them.',
      ...nameNotes(facts),
      ...engineNotes(facts),
    ],
  }),
};
