import { defineTable } from '../define-table.ts';
import { factColumn, factCount, factText } from './fact-column.ts';
import type { SystemTable } from './system-table.ts';

export const sysIdentity: SystemTable = {
  definition: defineTable({
    name: 'sys_identity',
    scope: 'system',
    description: 'The rows that the latest INSERT, UPDATE or DELETE of this connection has written.',
    columns: [
      factColumn('Ordinal', factCount, 'The place of the row in its statement, counted from 1.'),
      factColumn(
        'Id',
        { type: 'VARCHAR', nullable: false },
        'Its primary key, as far as it is known; of several columns with commas between them.',
      ),
      factColumn('SchemaName', factText(128), 'The schema of its table.'),
      factColumn('TableName', factText(128), 'Its table.'),
      factColumn('Operation', factText(6), 'INSERT, UPDATE or DELETE.'),
      factColumn('Batch', factCount, 'Counts up with each write of the connection, from 1.'),
    ],
    primaryKey: ['Ordinal'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ written }) =>
    written === null
      ? []
      : written.keys.map((key, index) => [
          index + 1,
          key,
          written.schema,
          written.table,
          written.verb,
          written.batch,
        ]),
};
