import type { Client } from './client.ts';
import { connectionText } from './connection-text.ts';
import { nameNotes, serviceNote, untestedNote, windowsNote } from './notes.ts';
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
      'Home → Get data → More… → ODBC, and choose the data source by its name. Or open the .pbids file below.',
      'Where it asks for credentials: Default or Custom, with nothing typed. The engine signs in to Bitbucket itself.',
      'Or: Get data → Blank query → Advanced editor, and paste one of the texts below.',
    ],
    texts: [
      {
        title: 'All tables',
        text: `let
  Source = Odbc.DataSource(${mText(connectionText(facts))}, [HierarchicalNavigation = true])
in
  Source
`,
      },
      {
        title: 'One statement',
        text: `let
  Source = Odbc.Query(${mText(connectionText(facts))}, ${mText(sampleStatement)})
in
  Source
`,
      },
    ],
    notes: [
      windowsNote,
      untestedNote,
      'ODBC sources are imported: data is as fresh as the latest refresh. DirectQuery is not possible this way.',
      ...serviceNote(facts, 'The on-premises data gateway'),
      ...nameNotes(facts),
    ],
  }),
};
