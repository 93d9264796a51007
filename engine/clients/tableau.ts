import type { Client } from './client.ts';
import { driverName } from '../dsn/odbc-files.ts';
import { connectionText, fileExtras } from './connection-text.ts';
import { nameNotes, noFileNotes, serviceNote, untestedNote, windowsNote } from './notes.ts';
import { odbcIdentity } from './odbc-identity.ts';
import { tdc } from './tableau-tdc.ts';
import { tds } from './tableau-tds.ts';

export const tableau: Client = {
  id: 'tableau',
  title: 'Tableau',
  trial: 'untested',
  files: [tds, tdc],
  guide: (facts) => ({
    steps: [
      'Save the .tdc file to My Tableau Repository/Datasources, and start Tableau anew. It tells Tableau what Drawbridge can do.',
      facts.dsn.scope === 'file'
        ? 'Open the .tds file. Or: Connect → To a Server → Other Databases (ODBC), Driver and its name below, then Connect, the text below as String Extras, and Sign In.'
        : 'Open the .tds file. Or: Connect → To a Server → Other Databases (ODBC), DSN and the name below, then Connect and Sign In.',
      `Database: ${odbcIdentity.catalog}. Schema: ${facts.defaultSchema}, or Information for what belongs to the whole workspace.`,
      'Leave the connection live, or make an extract.',
    ],
    texts:
      facts.dsn.scope === 'file'
        ? [
            { title: 'Driver', text: `${driverName}\n` },
            { title: 'String Extras', text: `${fileExtras(facts)}\n` },
          ]
        : [
            { title: 'DSN', text: `${facts.dsn.name}\n` },
            { title: 'Connection string', text: `${connectionText(facts)}\n` },
          ],
    notes: [
      ...windowsNote(facts),
      untestedNote,
      ...noFileNotes(facts, 'Tableau'),
      'Tableau Server and Tableau Bridge need the same .tdc file in their own Datasources folder.',
      ...(facts.defaultSchema.includes('.')
        ? [
            `Tableau cannot open the schema ${facts.defaultSchema} by hand, because of the dot in it. The .tds file reads its tables by statements.`,
          ]
        : []),
      ...serviceNote(facts, 'Tableau Bridge'),
      ...nameNotes(facts),
    ],
  }),
};
