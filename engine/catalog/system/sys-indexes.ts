import { defineTable } from '../define-table.ts';
import { factColumn, factFlag, factNumber, factText, nullable } from './fact-column.ts';
import { catalogName, columnName, schemaName, tableName, type SystemTable } from './system-table.ts';
import { primaryKeyName } from './table-keys.ts';
import { tableRows } from './table-rows.ts';

/** ODBC's SQL_INDEX_OTHER: neither statistics nor a cluster nor hashes. */
const otherIndex = 3;

export const sysIndexes: SystemTable = {
  definition: defineTable({
    name: 'sys_indexes',
    scope: 'system',
    description:
      'What is unique in every table, as applications that ask for indexes want to know it: the primary keys.',
    columns: [
      catalogName,
      schemaName,
      tableName,
      factColumn('IndexName', factText(128), 'The name, which is that of the key.'),
      columnName,
      factColumn('IsUnique', factFlag, 'Whether no two rows have the same values.'),
      factColumn('IsPrimary', factFlag, 'Whether it is the primary key.'),
      factColumn('Type', factNumber, 'The kind of the index as ODBC counts it; 3 is another kind.'),
      factColumn('SortOrder', nullable(factText(1)), 'A or D where the index has an order; null where none.'),
      factColumn('OrdinalPosition', factNumber, 'The place of the column in the index, counted from 1.'),
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'TableName', 'IndexName', 'ColumnName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    tableRows(facts, (table) =>
      table.primaryKey.map((column, index) => [
        primaryKeyName(table.name),
        column,
        true,
        true,
        otherIndex,
        null,
        index + 1,
      ]),
    ),
};
