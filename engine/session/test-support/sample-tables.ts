/** Two small tables with every type and every kind of filter, and rows that are awkward on purpose. */
import type { CellValue, ColumnDef, FilterOperator, TableDef } from '../../catalog/table.ts';

const endpoint: TableDef['endpoint'] = {
  path: '/sample',
  paging: 'pages',
  pageLength: 7,
  hasSize: true,
  partial: true,
};

type Fidelity = 'exact' | 'superset';

function filter(fidelity: Fidelity, operators: readonly FilterOperator[]): Pick<ColumnDef, 'filter'> {
  const declared = Object.fromEntries(operators.map((operator) => [operator, fidelity]));
  return { filter: { field: 'sample', via: 'q', operators: declared } };
}

const compared: readonly FilterOperator[] = ['=', '<>', '<', '<=', '>', '>=', 'in'];
const nullable: readonly FilterOperator[] = [...compared, 'isNull', 'isNotNull'];
const looked: readonly FilterOperator[] = ['=', 'in', 'contains', 'prefix'];

type Column = Omit<ColumnDef, 'description' | 'path' | 'nullable'> & { readonly nullable?: boolean };

const column = (def: Column): ColumnDef => ({
  description: def.name,
  path: def.name,
  nullable: true,
  ...def,
});

export const tickets: TableDef = {
  name: 'Tickets',
  scope: 'workspace',
  description: 'Tickets.',
  endpoint,
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: [],
  columns: [
    column({ name: 'Id', type: 'BIGINT', nullable: false, sort: 'id', ...filter('exact', compared) }),
    column({
      name: 'Title',
      type: 'VARCHAR',
      length: 60,
      ...filter('superset', [...looked, 'isNull', 'isNotNull']),
    }),
    column({
      name: 'State',
      type: 'VARCHAR',
      length: 10,
      nullable: false,
      ...filter('exact', ['=', '<>', 'in']),
    }),
    column({
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      sort: 'created_on',
      ...filter('exact', compared),
    }),
    column({ name: 'Big', type: 'BIGINT', ...filter('exact', nullable) }),
    column({ name: 'Flag', type: 'BOOLEAN', ...filter('exact', ['=']) }),
    column({ name: 'Score', type: 'DOUBLE', ...filter('exact', nullable) }),
    column({ name: 'Due', type: 'DATE', ...filter('exact', nullable) }),
    column({ name: 'OwnerId', type: 'INTEGER' }),
    column({ name: 'Note', type: 'VARCHAR' }),
    column({ name: 'Labels', type: 'JSON' }),
  ],
};

export const people: TableDef = {
  name: 'People',
  scope: 'workspace',
  description: 'People.',
  endpoint: { ...endpoint, pageLength: 3 },
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: [],
  columns: [
    column({ name: 'Id', type: 'INTEGER', nullable: false, sort: 'id', ...filter('exact', compared) }),
    column({ name: 'Name', type: 'VARCHAR', ...filter('superset', looked) }),
    column({ name: 'Team', type: 'VARCHAR', ...filter('exact', [...looked, 'isNull', 'isNotNull']) }),
    column({ name: 'JoinedOn', type: 'TIMESTAMP', ...filter('exact', nullable) }),
  ],
};

export const titles: readonly (string | null)[] = [
  'Größe ändern',
  'größe',
  'naïve café',
  'Крыша',
  '日本語の題名',
  'O\'Brien\'s "fix"',
  '100% sure_thing',
  'a',
  'A',
  'ab\\c',
  '',
  null,
  '😀 smile',
];
export const states = ['OPEN', 'MERGED', 'DECLINED', 'open'];
const bigs: readonly (bigint | null)[] = [
  9007199254740993n,
  9007199254740992n,
  -9007199254740993n,
  7n,
  0n,
  null,
];
const scores: readonly (number | null)[] = [0.1, -2.5, 1e9, 0, null, 3];
const teams: readonly (string | null)[] = ['red', 'Blue', null, 'größe'];

/** 2024-01-01 in microseconds. */
export const epoch = 1_704_067_200_000_000n;
const hour = 3_600_000_000n;

export type Row = Readonly<Record<string, CellValue>>;

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

export const ticketRows: readonly Row[] = Array.from({ length: 60 }, (_, index) => ({
  Id: BigInt(index + 1),
  Title: at(titles, index * 5),
  State: at(states, index * 3 + (index % 7)),
  // Ties on purpose: many tickets share an hour.
  CreatedOn: epoch + BigInt(index % 9) * hour + (index % 11 === 0 ? 1n : 0n),
  Big: at(bigs, index * 7),
  Flag: at([true, false, null], index * 2 + (index % 5)),
  Score: at(scores, index * 5 + 1),
  Due: index % 6 === 0 ? null : 19_700 + (index % 4),
  OwnerId: index % 8 === 0 ? null : (index % 10) + 1,
  Note: index % 4 === 0 ? null : `note ${index % 3}`,
  Labels: index % 3 === 0 ? null : `["l${index % 2}"]`,
}));

export const peopleRows: readonly Row[] = Array.from({ length: 9 }, (_, index) => ({
  Id: index + 1,
  Name: at(titles, index * 3 + 1),
  Team: at(teams, index),
  JoinedOn: index % 4 === 0 ? null : epoch + BigInt(index) * hour,
}));
