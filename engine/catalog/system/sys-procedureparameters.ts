import { defineTable } from '../define-table.ts';
import { pgTypeOf } from '../pg-type.ts';
import type { CellValue, ColumnType } from '../table.ts';
import { procedureName, procedureRows } from './procedure-rows.ts';
import { catalogName, columnName, schemaName, typeColumns, type SystemTable } from './system-table.ts';

export const sysProcedureParameters: SystemTable = {
  definition: defineTable({
    name: 'sys_procedureparameters',
    scope: 'system',
    description: 'The parameters of every procedure, and the columns of its result.',
    columns: [
      catalogName,
      schemaName,
      procedureName,
      { ...columnName, description: 'The parameter, or the column of the result.' },
      {
        name: 'Direction',
        type: 'VARCHAR',
        length: 8,
        nullable: false,
        description: 'IN for a parameter, RESULT for a column of the result.',
        path: 'Direction',
      },
      ...typeColumns('The PostgreSQL type that clients know it as.'),
      {
        name: 'IsRequired',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether a call must give the parameter.',
        path: 'IsRequired',
      },
      {
        name: 'IsNullable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether it may be null.',
        path: 'IsNullable',
      },
      {
        name: 'Values',
        type: 'VARCHAR',
        length: 255,
        nullable: true,
        description: 'The only values that it takes, with commas between them; null where there are others.',
        path: 'Values',
      },
      {
        name: 'Description',
        type: 'VARCHAR',
        length: 1024,
        nullable: false,
        description: 'What it means.',
        path: 'Description',
      },
      {
        name: 'Ordinal',
        type: 'INTEGER',
        nullable: false,
        description: 'Its place among the parameters, or among the columns of the result, counted from 1.',
        path: 'Ordinal',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'ProcedureName', 'Direction', 'ColumnName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    procedureRows(facts, ({ parameters, result }) => [
      ...parameters.map(({ required, values, ...one }, index) =>
        described('IN', { ...one, isRequired: required, isNullable: !required, values }, index),
      ),
      ...result.map(({ nullable, ...one }, index) =>
        described('RESULT', { ...one, isRequired: false, isNullable: nullable, values: undefined }, index),
      ),
    ]),
};

interface Described {
  readonly name: string;
  readonly type: ColumnType;
  readonly length?: number;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isNullable: boolean;
  readonly values: readonly string[] | undefined;
}

function described(direction: 'IN' | 'RESULT', one: Described, index: number): readonly CellValue[] {
  const { oid, modifier } = pgTypeOf(one);
  return [
    one.name,
    direction,
    one.type,
    oid,
    modifier,
    one.length ?? null,
    one.isRequired,
    one.isNullable,
    one.values?.join(', ') ?? null,
    one.description,
    index + 1,
  ];
}
