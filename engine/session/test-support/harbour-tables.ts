/**
 * Small tables of parents and children, for joins: ships with crates and marks, crates with items, owners, and tugs,
 * whose foreign keys name ships and crates.
 */
import type { ColumnDef, Endpoint, TableDef } from '../../catalog/table.ts';
import type { Row } from './sample-tables.ts';

const endpoint: Endpoint = {
  path: '/sample',
  paging: 'pages',
  pageLength: 7,
  hasSize: true,
  partial: true,
};

const column = (name: string, type: ColumnDef['type'], more: Partial<ColumnDef> = {}): ColumnDef => ({
  name,
  type,
  nullable: true,
  description: name,
  path: name,
  ...more,
});

const key = column('Id', 'BIGINT', {
  nullable: false,
  filter: { field: 'id', via: 'q', operators: { '=': 'exact', '<': 'exact', '>': 'exact', in: 'exact' } },
});

const link = (name: string): ColumnDef =>
  column(name, 'BIGINT', {
    nullable: false,
    filter: {
      field: name,
      via: 'path',
      operators: { '=': 'exact', in: 'exact', '<': 'exact', '>': 'exact' },
    },
  });

const state = column('State', 'VARCHAR', {
  filter: { field: 'state', via: 'q', operators: { '=': 'superset', in: 'superset' } },
});

/** Bitbucket has no filter for it. */
const size = column('Size', 'BIGINT');

function table(name: string, columns: readonly ColumnDef[], parent?: TableDef['parent']): TableDef {
  return {
    name,
    scope: 'workspace',
    description: name,
    endpoint,
    primaryKey: ['Id'],
    foreignKeys: [],
    scopes: [],
    columns: [key, state, size, ...columns],
    ...(parent === undefined ? {} : { parent }),
  };
}

const owners = table('Owners', []);
const ships = table('Ships', [column('OwnerId', 'BIGINT')]);
const crates = table('Crates', [link('ShipId')], { table: 'Ships', columns: { ShipId: 'Id' } });
const marks = table('Marks', [link('ShipId')], { table: 'Ships', columns: { ShipId: 'Id' } });
const items = table('Items', [link('CrateId')], { table: 'Crates', columns: { CrateId: 'Id' } });

const tugs: TableDef = {
  ...table('Tugs', [column('ShipId', 'BIGINT'), column('CrateId', 'BIGINT')]),
  foreignKeys: [
    { columns: ['ShipId'], references: { table: 'Ships', columns: ['Id'] } },
    { columns: ['CrateId'], references: { table: 'Crates', columns: ['Id'] } },
  ],
};

const states = ['OPEN', 'CLOSED', 'open', null];

function rows(count: number, links: (index: number) => Row): readonly Row[] {
  return Array.from({ length: count }, (_, index) => ({
    Id: BigInt(index + 1),
    State: states[(index * 3 + (index % 5)) % states.length] ?? null,
    Size: index % 6 === 0 ? null : BigInt((index * 7) % 5),
    ...links(index),
  }));
}

export const harbour: readonly (readonly [TableDef, readonly Row[]])[] = [
  [owners, rows(4, () => ({}))],
  [ships, rows(9, (index) => ({ OwnerId: index % 4 === 0 ? null : BigInt((index % 5) + 1) }))],
  [crates, rows(20, (index) => ({ ShipId: BigInt(((index * 5) % 8) + 1) }))],
  [marks, rows(12, (index) => ({ ShipId: BigInt((index % 6) + 2) }))],
  [
    tugs,
    rows(6, (index) => ({
      ShipId: index === 3 ? null : BigInt(((index * 4) % 7) + 1),
      CrateId: index === 1 ? null : BigInt(((index * 5) % 16) + 1),
    })),
  ],
  [items, rows(24, (index) => ({ CrateId: BigInt(((index * 7) % 18) + 1) }))],
];
