import type { Client } from './client.ts';
import { connectionText } from './connection-text.ts';
import { engineNotes, nameNotes } from './notes.ts';
import { doubleQuoted } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

export const python: Client = {
  id: 'python',
  title: 'Python',
  trial: 'tested',
  files: [],
  guide: (facts) => ({
    steps: ['Install pyodbc: python3 -m pip install pyodbc, or apt install python3-pyodbc.'],
    texts: [
      {
        title: 'pyodbc',
        text: `import pyodbc

connection = pyodbc.connect(${doubleQuoted(connectionText(facts))}, autocommit=True)
for row in connection.execute(${doubleQuoted(sampleStatement)}):
    print(row)
connection.close()
`,
      },
    ],
    notes: [...nameNotes(facts), ...engineNotes(facts)],
  }),
};
