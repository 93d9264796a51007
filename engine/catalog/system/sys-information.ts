import { defineTable } from '../define-table.ts';
import { factColumn, factText } from './fact-column.ts';
import type { SystemTable } from './system-table.ts';

export const sysInformation: SystemTable = {
  definition: defineTable({
    name: 'sys_information',
    scope: 'system',
    description: 'The product that answers, and what this connection leads to.',
    columns: [
      factColumn('Product', factText(64), 'The name of the product.'),
      factColumn('Version', factText(32), 'Its version.'),
      factColumn('License', factText(32), 'The licence that it comes with.'),
      factColumn('DatabaseEngine', factText(64), 'What carries out the SQL, with its version.'),
      factColumn('Runtime', factText(64), 'What the engine runs in, with its version.'),
      factColumn('Platform', factText(64), 'The operating system and the processor that it runs on.'),
      factColumn('DataSource', factText(255), 'The data source; empty for a connection string without one.'),
      factColumn('Workspace', factText(255), 'The workspace.'),
      factColumn('ApiURL', factText(2048), 'Where the calls go.'),
      factColumn('AuthScheme', factText(32), 'How the connection signs in.'),
    ],
    primaryKey: ['Product'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ information: facts }) => [
    [
      facts.product,
      facts.version,
      facts.license,
      facts.databaseEngine,
      facts.runtime,
      facts.platform,
      facts.dataSource,
      facts.workspace,
      facts.apiUrl,
      facts.authScheme,
    ],
  ],
};
