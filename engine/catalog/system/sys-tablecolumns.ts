import { defineTable } from '../define-table.ts';
import { pgTypeOf } from '../pg-type.ts';
import type { CellValue, ColumnDef, ColumnType, TableDef } from '../table.ts';
import {
  catalogName,
  columnName,
  schemaName,
  tableName,
  typeColumns,
  type SystemTable,
} from './system-table.ts';
import { tableRows } from './table-rows.ts';

/** Decimal digits that the numeric types hold, and how many of them stand behind the point. */
const digits: Readonly<Partial<Record<ColumnType, { precision: number; scale: number | null }>>> = {
  BIGINT: { precision: 19, scale: 0 },
  INTEGER: { precision: 10, scale: 0 },
  DOUBLE: { precision: 15, scale: null },
};

export const sysTableColumns: SystemTable = {
  definition: defineTable({
    name: 'sys_tablecolumns',
    scope: 'system',
    description: 'The columns of every table, with their types.',
    columns: [
      catalogName,
      schemaName,
      tableName,
      columnName,
      ...typeColumns('The PostgreSQL type that clients get the column as.'),
      {
        name: 'NumericPrecision',
        type: 'INTEGER',
        nullable: true,
        description: 'How many decimal digits a number has.',
        path: 'NumericPrecision',
      },
      {
        name: 'NumericScale',
        type: 'INTEGER',
        nullable: true,
        description: 'How many of these stand behind the decimal point.',
        path: 'NumericScale',
      },
      {
        name: 'IsNullable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether the column may be null.',
        path: 'IsNullable',
      },
      {
        name: 'Description',
        type: 'VARCHAR',
        length: 1024,
        nullable: false,
        description: 'What the column holds.',
        path: 'Description',
      },
      {
        name: 'Ordinal',
        type: 'INTEGER',
        nullable: false,
        description: 'The place of the column in its table, counted from 1.',
        path: 'Ordinal',
      },
      {
        name: 'IsKey',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether the column belongs to the primary key.',
        path: 'IsKey',
      },
      {
        name: 'IsReadOnly',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether the column can not be written.',
        path: 'IsReadOnly',
      },
      {
        name: 'IsInsertable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether INSERT may name the column.',
        path: 'IsInsertable',
      },
      {
        name: 'IsRequired',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether INSERT must name the column.',
        path: 'IsRequired',
      },
      {
        name: 'IsUpdatable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether UPDATE may set the column.',
        path: 'IsUpdatable',
      },
      {
        name: 'IsWriteOnly',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether Bitbucket tells no value of the column, so that it is null in every row.',
        path: 'IsWriteOnly',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'TableName', 'ColumnName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    tableRows(facts, (table) => table.columns.map((column, index) => describe(table, column, index + 1))),
};

function describe(table: TableDef, column: ColumnDef, ordinal: number): readonly CellValue[] {
  const type = pgTypeOf(column);
  const numeric = digits[column.type];
  const { insert, update } = table.writes ?? {};
  const isRequired = insert?.required.includes(column.name) ?? false;
  const isInsertable = isRequired || (insert?.optional.includes(column.name) ?? false);
  const isUpdatable = update?.columns.includes(column.name) ?? false;
  return [
    column.name,
    column.type,
    type.oid,
    type.modifier,
    column.length ?? null,
    numeric?.precision ?? null,
    numeric?.scale ?? null,
    column.nullable,
    column.description,
    ordinal,
    table.primaryKey.includes(column.name),
    !isInsertable && !isUpdatable,
    isInsertable,
    isRequired,
    isUpdatable,
    column.writeOnly === true,
  ];
}
