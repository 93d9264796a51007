/**
 * Excel's query file: lines that end in CR LF. They are the word XLODBC, the version 1, the connection string, the
 * statement, two lines for parameters (none), and the names of the columns with tabs between them.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ClientFile } from './client.ts';
import { nameOrDriverText, shownName } from './connection-text.ts';
import { fileName } from './quoting.ts';
import { onlyTable, tableStatement } from './table-statement.ts';

export const dqy: ClientFile = {
  kind: 'dqy',
  title: 'Excel query',
  help: 'The older kind of query file, which Microsoft Query reads too. One table.',
  tables: 'one',
  make(facts, tables) {
    const chosen = onlyTable(tables);
    const columns = chosen.table.columns.map(({ name }) => name).join('\t');
    const lines = ['XLODBC', '1', `${nameOrDriverText(facts)};`, tableStatement(chosen), '', '', columns];
    const text = lines.map((line) => `${line}\r\n`).join('');
    refuseBeyondLatin(text);
    return {
      name: `${fileName(shownName(facts), chosen.table.name)}.dqy`,
      mediaType: 'text/plain',
      bytes: Buffer.from(text, 'latin1'),
      notes: isAscii(text)
        ? []
        : [
            'Excel reads this file rightly where Windows uses a Western code page. The .odc file works everywhere.',
          ],
    };
  },
};

function isAscii(text: string): boolean {
  return !/[^\t\r\n -~]/.test(text);
}

/** Excel reads the file in the code page of Windows, in which Latin-1's letters stand where they do here. */
function refuseBeyondLatin(text: string): void {
  if (!/[^\t\r\n -~\u00A0-\u00FF]/.test(text)) return;
  throw new DrawbridgeError(
    SqlState.featureNotSupported,
    'A .dqy file cannot hold the characters of this name.',
    { hint: 'Save the .odc file, which can, or rename the data source.' },
  );
}
