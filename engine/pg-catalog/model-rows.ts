/**
 * The data model as rows: one for each table, column, key and procedure of each kind of schema. The views of the catalog
 * join them with the schemas that there are.
 */
import { pgTypeOf } from '../catalog/pg-type.ts';
import { allProcedures, findProcedure } from '../catalog/procedures.ts';
import type { ProcedureParameter } from '../catalog/procedure.ts';
import { informationSchema, rollUpSchema, type SchemaInfo, type SchemaKind } from '../catalog/schema-name.ts';
import type { ForeignKey, TableDef } from '../catalog/table.ts';
import { allTables } from '../catalog/tables.ts';
import { tablesOfSchema } from '../catalog/tables-of-schema.ts';
import { quoteIdentifier } from '../store/quote.ts';
import type { Cell, ModelTable } from './fill-table.ts';
import { places } from './oids.ts';

const nobody = { key: '', name: '', uuid: '' };

/** A schema of each kind; what is both a project's and a repository's is of two kinds. */
const kinds: Readonly<Record<SchemaKind, SchemaInfo>> = {
  information: informationSchema,
  'roll-up': rollUpSchema,
  project: { name: '', kind: 'project', aliases: [], project: nobody },
  repository: {
    name: '',
    kind: 'repository',
    aliases: [],
    repository: { slug: '', uuid: '', projectKey: null },
  },
};

const allKinds = Object.keys(kinds) as readonly SchemaKind[];

const tablesOf = (kind: SchemaKind): readonly TableDef[] => tablesOfSchema(kinds[kind], allTables);

const ordinals: ReadonlyMap<string, number> = new Map(
  allTables.map(({ name }, index) => [name.toLowerCase(), places.table + index]),
);

/** A table's place in the model, whatever schema it stands in; undefined for what is none, as a procedure's result. */
export const tableOrdinal = (name: string): number | undefined => ordinals.get(name.toLowerCase());

function ordinalOf({ name }: Pick<TableDef, 'name'>): number {
  const ordinal = tableOrdinal(name);
  if (ordinal === undefined) throw new Error(`${name} is no table of the model.`);
  return ordinal;
}

const indexOrdinal = (table: Pick<TableDef, 'name'>): number =>
  ordinalOf(table) - places.table + places.index;

function eachTable(
  of: (table: TableDef, kind: SchemaKind) => readonly (readonly Cell[])[],
): readonly Cell[][] {
  return allKinds.flatMap((kind) =>
    tablesOf(kind).flatMap((table) => of(table, kind).map((row) => [kind, ordinalOf(table), ...row])),
  );
}

const numbersOf = (table: TableDef, columns: readonly string[]): readonly number[] =>
  columns.map((name) => table.columns.findIndex((column) => column.name === name) + 1);

const list = (columns: readonly string[]): string => columns.map(quoteIdentifier).join(', ');

const place = { kind: 'VARCHAR', ord: 'INTEGER' } as const;

const tables: ModelTable = {
  name: 'model_tables',
  columns: {
    ...place,
    name: 'VARCHAR',
    description: 'VARCHAR',
    natts: 'INTEGER',
    haspkey: 'BOOLEAN',
    insertable: 'BOOLEAN',
    updatable: 'BOOLEAN',
    deletable: 'BOOLEAN',
  },
  rows: eachTable(({ name, description, columns, primaryKey, writes }) => [
    [
      name,
      description,
      columns.length,
      primaryKey.length > 0,
      writes?.insert !== undefined,
      writes?.update !== undefined,
      writes?.delete !== undefined,
    ],
  ]),
};

const columns: ModelTable = {
  name: 'model_columns',
  columns: {
    ...place,
    num: 'SMALLINT',
    name: 'VARCHAR',
    typid: 'UINTEGER',
    typmod: 'INTEGER',
    required: 'BOOLEAN',
    description: 'VARCHAR',
  },
  rows: eachTable((table) =>
    table.columns.map((column, index) => {
      const { oid, modifier } = pgTypeOf(column);
      return [index + 1, column.name, oid, modifier, !column.nullable, column.description];
    }),
  ),
};

const primaryKeys: ModelTable = {
  name: 'model_primary_keys',
  columns: { ...place, index_ord: 'INTEGER', name: 'VARCHAR', keys: 'SMALLINT[]', columns_text: 'VARCHAR' },
  rows: eachTable((table) =>
    table.primaryKey.length === 0
      ? []
      : [
          [
            indexOrdinal(table),
            `${table.name}_pkey`,
            numbersOf(table, table.primaryKey),
            list(table.primaryKey),
          ],
        ],
  ),
};

/** Where the table stands that a key of a table of this kind leads to; null: in no schema that can be told. */
function placeOfTarget(kind: SchemaKind, { scope }: TableDef): 'information' | 'same' | 'project' | null {
  switch (scope) {
    case 'workspace':
    case 'system':
      return 'information';
    case 'repository':
      return kind === 'repository' || kind === 'roll-up' ? 'same' : null;
    case 'project':
      if (kind === 'project') return 'same';
      return kind === 'repository' ? 'project' : null;
  }
}

function foreignKeyRow(kind: SchemaKind, table: TableDef, { columns: own, references }: ForeignKey): Cell[] {
  const base = allTables.find(({ name }) => name === references.table);
  const at = base === undefined ? null : placeOfTarget(kind, base);
  const targetKind = at === 'same' ? kind : (at ?? 'information');
  const target = tablesOf(targetKind).find(({ name }) => name === references.table);
  if (at === null || target === undefined) return [];
  return [
    `${table.name}_${own.join('_')}_fkey`,
    numbersOf(table, own),
    list(own),
    at,
    targetKind,
    ordinalOf(target),
    numbersOf(target, references.columns),
    list(references.columns),
  ];
}

const foreignKeys: ModelTable = {
  name: 'model_foreign_keys',
  columns: {
    ...place,
    name: 'VARCHAR',
    keys: 'SMALLINT[]',
    columns_text: 'VARCHAR',
    target_place: 'VARCHAR',
    target_kind: 'VARCHAR',
    target_ord: 'INTEGER',
    target_keys: 'SMALLINT[]',
    target_columns_text: 'VARCHAR',
    key_ord: 'INTEGER',
  },
  rows: eachTable((table, kind) =>
    table.foreignKeys.map((key) => foreignKeyRow(kind, table, key)).filter((row) => row.length > 0),
  ).map((row, index) => [...row, places.foreignKey + index]),
};

const typeOf = (parameter: ProcedureParameter): number => pgTypeOf(parameter).oid;

const procedureRows: ModelTable = {
  name: 'model_procedures',
  columns: {
    kind: 'VARCHAR',
    ord: 'INTEGER',
    name: 'VARCHAR',
    description: 'VARCHAR',
    types: 'UINTEGER[]',
    defaults: 'SMALLINT',
  },
  rows: allProcedures.map(({ name, description, parameters }, index) => [
    findProcedure(name) === undefined ? 'information' : 'repository',
    places.procedure + index,
    name,
    description,
    parameters.map(typeOf),
    parameters.filter(({ required }) => !required).length,
  ]),
};

const parameterRows: ModelTable = {
  name: 'model_parameters',
  columns: {
    ord: 'INTEGER',
    num: 'INTEGER',
    name: 'VARCHAR',
    typid: 'UINTEGER',
    typmod: 'INTEGER',
    required: 'BOOLEAN',
  },
  rows: allProcedures.flatMap(({ parameters }, index) =>
    parameters.map((parameter, number) => {
      const { oid, modifier } = pgTypeOf(parameter);
      return [places.procedure + index, number + 1, parameter.name, oid, modifier, parameter.required];
    }),
  ),
};

export const modelRows: readonly ModelTable[] = Object.freeze([
  tables,
  columns,
  primaryKeys,
  foreignKeys,
  procedureRows,
  parameterRows,
]);
