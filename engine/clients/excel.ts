import type { Client } from './client.ts';
import { nameOrDriverText } from './connection-text.ts';
import { dqy } from './excel-dqy.ts';
import { odc } from './excel-odc.ts';
import { nameNotes, noFileNotes, untestedNote, windowsNote } from './notes.ts';
import { mText } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

export const excel: Client = {
  id: 'excel',
  title: 'Excel',
  trial: 'untested',
  files: [odc, dqy],
  guide: (facts) => ({
    steps: [
      facts.dsn.scope === 'file'
        ? 'Data → Get Data → From Other Sources → From ODBC, choose (None), and paste the connection string under Advanced options.'
        : 'Data → Get Data → From Other Sources → From ODBC, and choose the data source by its name.',
      'Where it asks for credentials: Default or Custom, with nothing typed. The engine signs in to Bitbucket itself.',
      'Or open one of the files below; Excel asks whether it may connect.',
    ],
    texts: [
      { title: 'Connection string', text: `${nameOrDriverText(facts)}\n` },
      {
        title: 'Power Query',
        text: `let
  Source = Odbc.Query(${mText(nameOrDriverText(facts))}, ${mText(sampleStatement)})
in
  Source
`,
      },
    ],
    notes: [...windowsNote(facts), untestedNote, ...noFileNotes(facts, 'Excel'), ...nameNotes(facts)],
  }),
};
