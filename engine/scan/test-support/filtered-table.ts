/** A table with every kind of filter, objects of its API, and predicates over it. */
import * as fc from 'fast-check';
import { defineTable } from '../../catalog/define-table.ts';
import type { Constant, Predicate } from '../../plan/scan-request.ts';
import { both, compare, either, text, timestamp } from './predicates.ts';

const every = {
  '=': 'exact',
  '<>': 'exact',
  '<': 'exact',
  '<=': 'exact',
  '>': 'exact',
  '>=': 'exact',
  in: 'exact',
} as const;
const states = ['OPEN', 'MERGED', 'DECLINED'];

export const things = defineTable({
  name: 'Things',
  scope: 'repository',
  description: 'A table with every kind of filter.',
  columns: [
    {
      name: 'Id',
      type: 'BIGINT',
      nullable: false,
      description: 'id',
      path: 'id',
      filter: { field: 'id', via: 'q', operators: every },
    },
    {
      name: 'Score',
      type: 'DOUBLE',
      nullable: true,
      description: 'score',
      path: 'score',
      filter: { field: 'score', via: 'q', operators: { '<': 'exact', '>=': 'exact' } },
    },
    {
      name: 'Title',
      type: 'VARCHAR',
      nullable: true,
      description: 'title',
      path: 'text.title',
      filter: {
        field: 'text.title',
        via: 'q',
        operators: {
          '=': 'superset',
          in: 'superset',
          contains: 'superset',
          prefix: 'superset',
          isNull: 'exact',
          isNotNull: 'exact',
        },
      },
    },
    {
      name: 'Flag',
      type: 'BOOLEAN',
      nullable: true,
      description: 'flag',
      path: 'flag',
      filter: { field: 'flag', via: 'q', operators: { '=': 'exact' } },
    },
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'created',
      path: 'created_on',
      filter: { field: 'created_on', via: 'q', operators: every },
    },
    {
      name: 'State',
      type: 'VARCHAR',
      nullable: false,
      description: 'state',
      path: 'state',
      filter: {
        field: 'status',
        via: 'parameter',
        operators: { '=': 'exact', in: 'exact' },
        values: states,
        alsoInQ: 'state',
      },
    },
    {
      name: 'Kind',
      type: 'VARCHAR',
      nullable: true,
      description: 'kind',
      path: 'kind',
      filter: { field: 'kind', via: 'parameter', operators: { '=': 'superset' } },
    },
    {
      name: 'ParentId',
      type: 'BIGINT',
      nullable: false,
      description: 'parent',
      path: 'parent.id',
      filter: { field: 'ParentId', via: 'path', operators: { '=': 'exact', in: 'exact' } },
    },
    { name: 'Local', type: 'VARCHAR', nullable: true, description: 'local', path: 'local' },
  ],
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: [],
});

const words = fc.oneof(
  fc.constantFrom(
    'a',
    'A',
    'ab',
    'Ab',
    'aB c',
    'Straße',
    'x"y',
    'back\\slash',
    'tab\there',
    "it's",
    '',
    ' ',
    '%',
    'null',
    ')',
    '日本',
    '\ud800',
  ),
  fc.string({ maxLength: 4, unit: 'grapheme' }),
);
const integers = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(BigInt),
  fc.constantFrom(9007199254740993n, 9007199254740992n),
);
const times = fc
  .tuple(
    fc.constantFrom('2026-03-01T10:00:00', '2026-03-01T10:00:01', '1969-12-31T23:59:59'),
    fc.constantFrom('', '0', '5', '123', '123456', '123999', '124'),
  )
  .map(([seconds, fraction]) => ({ seconds, fraction }));
const stamps = fc
  .tuple(times, fc.constantFrom('', '001', '999'), fc.constantFrom('+00:00', 'Z'))
  .map(([{ seconds, fraction }, nanos, zone]) => {
    const digits = nanos === '' ? fraction : fraction.padEnd(6, '0') + nanos;
    return `${seconds}${digits === '' ? '' : '.'}${digits}${zone}`;
  });

export const members = fc.record({
  id: integers,
  score: fc.option(fc.constantFrom(-1.5, 0, 0.25, 2), { nil: null }),
  text: fc.option(fc.record({ title: fc.option(words, { nil: null }) }), { nil: null }),
  flag: fc.option(fc.boolean(), { nil: null }),
  created_on: stamps,
  state: fc.constantFrom(...states),
  kind: fc.option(fc.constantFrom('k1', 'k2'), { nil: null }),
  parent: fc.record({ id: fc.integer({ min: 1, max: 3 }) }),
  local: fc.option(words, { nil: null }),
});

const constants: Readonly<Record<string, fc.Arbitrary<Constant>>> = {
  Id: fc
    .oneof(
      integers.map((value) => String(value)),
      fc.constantFrom('1.5', '-2'),
    )
    .map((value) => ({ kind: 'number', text: value })),
  Score: fc.constantFrom('0', '0.25', '-1.5', '10').map((value) => ({ kind: 'number', text: value })),
  Title: words.map(text),
  Flag: fc.boolean().map((value) => ({ kind: 'boolean', text: String(value) })),
  CreatedOn: times.map(({ seconds, fraction }) => timestamp(`${seconds}.${fraction.padEnd(6, '0')}`)),
  State: fc.constantFrom('OPEN', 'MERGED', 'DECLINED', 'open', 'OTHER').map(text),
  Kind: fc.constantFrom('k1', 'k2', 'k3').map(text),
  ParentId: fc.constantFrom('1', '2', '3', '4').map((value) => ({ kind: 'number', text: value })),
  Local: words.map(text),
};

const leaf: fc.Arbitrary<Predicate> = fc.constantFrom(...Object.keys(constants)).chain((column) => {
  const constant = constants[column] ?? words.map(text);
  const texts = things.columns.find(({ name }) => name === column)?.type === 'VARCHAR';
  const operators = [
    '=',
    '<>',
    '<',
    '<=',
    '>',
    '>=',
    ...(texts ? (['contains', 'prefix'] as const) : []),
  ] as const;
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...operators), constant)
        .map(([operator, value]) => compare(column, operator, value)),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(constant, { maxLength: 3 })
        .map((values): Predicate => ({ kind: 'in', column, values })),
    },
    { weight: 1, arbitrary: fc.boolean().map((negated): Predicate => ({ kind: 'null', column, negated })) },
  );
});

export const predicates = fc.letrec<{ node: Predicate }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((terms) => both(...terms)),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((terms) => either(...terms)),
  ),
})).node;
