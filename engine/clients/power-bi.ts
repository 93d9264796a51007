import type { Client } from './client.ts';
import { nameOrDriverText } from './connection-text.ts';
import { nameNotes, noFileNotes, serviceNote, untestedNote, windowsNote } from './notes.ts';
import { pbids } from './power-bi-pbids.ts';
import { mText } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

export const powerBi: Client = {
  id: 'power-bi',
  title: 'Power BI',
  trial: 'untested',
  files: [pbids],
  guide: (facts) => ({
    steps: [
      facts.dsn.scope === 'file'
        ? 'Open the .pbids file below. Or: Home → Get data → More… → ODBC, choose (None), and give what is in quotes in the first text under Advanced options.'
        : 'Home → Get data → More… → ODBC, and choose the data source by its name. Or open the .pbids file below.',
      'Where it asks for credentials: Default or Custom, with nothing typed. The engine signs in to Bitbucket itself.',
      'Or: Get data → Blank query → Advanced editor, and paste one of the texts below.',
    ],
    texts: [
      {
        title: 'All tables',
        text: `let
  Source = Odbc.DataSource(${mText(nameOrDriverText(facts))}, [HierarchicalNavigation = true])
in
  Source
`,
      },
      {
        title: 'One statement',
        text: `let
  Source = Odbc.Query(${mText(nameOrDriverText(facts))}, ${mText(sampleStatement)})
in
  Source
`,
      },
    ],
    notes: [
      ...windowsNote(facts),
      untestedNote,
      'ODBC sources are imported: data is as fresh as the latest refresh. DirectQuery is not possible this way.',
      ...noFileNotes(facts, 'Power BI'),
      ...serviceNote(facts, 'The on-premises data gateway'),
      ...nameNotes(facts),
    ],
  }),
};
