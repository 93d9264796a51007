import type { Client } from './client.ts';
import { engineNotes, nameNotes, untestedNote } from './notes.ts';
import { doubleQuoted } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

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

connection <- dbConnect(odbc::odbc(), dsn = ${doubleQuoted(facts.dsn.name)})
rows <- dbGetQuery(connection, ${doubleQuoted(sampleStatement)})
print(rows)
dbDisconnect(connection)
`,
      },
    ],
    notes: [untestedNote, ...nameNotes(facts), ...engineNotes(facts)],
  }),
};
