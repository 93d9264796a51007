/**
 * Power BI's data source file: JSON that names a connection and holds no credentials (Microsoft's "Create a PBIDS file":
 * `details` with `protocol` and `address`, and a `mode`).
 */
import type { ClientFile } from './client.ts';
import { nameOrDriverText, shownName } from './connection-text.ts';
import { fileName } from './quoting.ts';

export const pbids: ClientFile = {
  kind: 'pbids',
  title: 'Power BI data source',
  help: 'Opens Power BI Desktop with this data source chosen.',
  tables: 'none',
  make(facts) {
    const address = { connectionString: nameOrDriverText(facts) };
    const connection = { details: { protocol: 'odbc', address }, mode: 'Import' };
    const text = `${JSON.stringify({ version: '0.1', connections: [connection] }, null, 2)}\n`;
    return {
      name: `${fileName(shownName(facts))}.pbids`,
      mediaType: 'application/json',
      bytes: Buffer.from(text, 'utf8'),
      notes: [],
    };
  },
};
