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

const longTexts =
  'Versions of odbc before July 2026 take what stands behind their buffer for the rest of a text that is longer than the driver told. MaximumColumnSize makes the buffers larger; leave out columns with longer texts, or update the package.';

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

connection <- dbConnect(odbc::odbc(), ${source(facts)}, MaximumColumnSize = 60000)
rows <- dbGetQuery(connection, ${doubleQuoted(sampleStatement)})
print(rows)
dbDisconnect(connection)
`,
      },
    ],
    notes: [longTexts, untestedNote, ...nameNotes(facts), ...engineNotes(facts)],
  }),
};
