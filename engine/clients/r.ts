import type { Client, ClientFacts } from './client.ts';
import { connectionText } from './connection-text.ts';
import { engineNotes, nameNotes, untestedNote } from './notes.ts';
import { doubleQuoted } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

function source(facts: ClientFacts): string {
  const { name, scope } = facts.dsn;
  return scope === 'file'
    ? `.connection_string = ${doubleQuoted(connectionText(facts))}`
    : `dsn = ${doubleQuoted(name)}`;
}

export const r: Client = {
  id: 'r',
  title: 'R',
  trial: 'untested',
  files: [],
  guide: (facts) => ({
    steps: ['Install the packages DBI and odbc: install.packages(c("DBI", "odbc")).'],
    texts: [
      {
        title: 'DBI and odbc',
        text: `library(DBI)

connection <- dbConnect(odbc::odbc(), ${source(facts)})
rows <- dbGetQuery(connection, ${doubleQuoted(sampleStatement)})
print(rows)
dbDisconnect(connection)
`,
      },
    ],
    notes: [untestedNote, ...nameNotes(facts), ...engineNotes(facts)],
  }),
};
