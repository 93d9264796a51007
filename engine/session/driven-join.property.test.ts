/**
 * A join that drives a scan changes nothing but the calls: random joins of parents and children yield what plain
 * DuckDB yields over all rows. `npm test` tries the same queries each time; with DRAWBRIDGE_DEEP they are more and new.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TableDef } from '../catalog/table.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { harbour } from './test-support/harbour-tables.ts';
import { MemoryScanSource, tableMap } from './test-support/memory-scan-source.ts';
import { openReference, type Reference } from './test-support/reference-run.ts';
import { select } from './test-support/select-bench.ts';

const deep = process.env['DRAWBRIDGE_DEEP'] !== undefined;
const asked = process.env['DRAWBRIDGE_PROPERTY_RUNS'];
const runs = Number(asked ?? (deep ? 5000 : 150));
const fixedSeed = 20_261_127;

const tables: readonly TableDef[] = harbour.map(([table]) => table);
const source = new MemoryScanSource(tableMap(harbour));
let folder: string;
let store: Store;
let environment: SelectEnvironment;
let reference: Reference;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driven-property-'));
  store = await openStore({
    temporaryFolder: folder,
    memoryLimit: 256 * 1024 * 1024,
    threads: 2,
    macros: [],
  });
  environment = {
    store,
    source,
    searchPath: ['Information'],
    functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
    resolver: {
      tableNames: tables.map(({ name }) => name),
      resolve: ({ table: name }) => {
        const table = tables.find((known) => known.name === name);
        return Promise.resolve(table && { schema: 'Information', table });
      },
    },
  };
  reference = await openReference(harbour);
});

afterAll(async () => {
  reference.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Pairs of tables that are joined most often, each with the condition that belongs to it. */
const relations: readonly (readonly [string, string, string, string])[] = [
  ['Ships', 'Id', 'Crates', 'ShipId'],
  ['Ships', 'Id', 'Marks', 'ShipId'],
  ['Crates', 'Id', 'Items', 'CrateId'],
  ['Crates', 'ShipId', 'Marks', 'ShipId'],
  ['Owners', 'Id', 'Ships', 'OwnerId'],
  ['Crates', 'Id', 'Crates', 'Size'],
  ['Tugs', 'ShipId', 'Crates', 'ShipId'],
  ['Tugs', 'ShipId', 'Ships', 'Id'],
  ['Tugs', 'CrateId', 'Items', 'CrateId'],
  ['Tugs', 'CrateId', 'Crates', 'Id'],
];
const both = relations.flatMap(([a, x, b, y]) => [[a, x, b, y] as const, [b, y, a, x] as const]);
/** What may drive comes more often. */
const often = [...both, ...both.slice(0, 6), ...both.slice(0, 6)];

const filterOf = (alias: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    `${alias}.State = 'OPEN'`,
    `${alias}.State IN ('OPEN', 'CLOSED')`,
    `${alias}.State IS NULL`,
    `${alias}.State <> 'OPEN'`,
    `${alias}.Size > 2`,
    `${alias}.Size IS NULL`,
    `${alias}.Size + 1 < 4`,
    `${alias}.Id < 5`,
    `${alias}.Id IN (2, 3, 11)`,
    `(${alias}.Size = 1 OR ${alias}.Id > 6)`,
  );

const joins = fc.oneof(
  { weight: 2, arbitrary: fc.constant('JOIN') },
  { weight: 1, arbitrary: fc.constantFrom('LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN') },
);

/** The table itself, or rows made from it that keep its columns. */
const sourceOf = (table: string, joined: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constant(table) },
    { weight: 1, arbitrary: filterOf('f').map((filter) => `(SELECT * FROM ${table} f WHERE ${filter})`) },
    { weight: 1, arbitrary: fc.constant(`(SELECT * FROM ${table} ORDER BY Id DESC LIMIT 7)`) },
    { weight: 1, arbitrary: fc.constant(`(SELECT DISTINCT * FROM ${table})`) },
    {
      weight: 1,
      arbitrary: fc.constant(
        `(SELECT "${joined}", min(Id) AS Id, max(State) AS State, sum(Size)::BIGINT AS Size FROM ${table} GROUP BY "${joined}")`.replace(
          'SELECT "Id", min(Id) AS Id',
          'SELECT Id',
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constant(`(SELECT *, row_number() OVER (ORDER BY Id) AS n FROM ${table})`),
    },
  );

const subqueryFor = (table: string, alias: string): fc.Arbitrary<string> => {
  const usable = both.filter(([name]) => name === table);
  return fc
    .tuple(fc.constantFrom(...usable), filterOf('s'), fc.nat(5))
    .map(([[, own, other, key], filter, kind]) => {
      const inner = `SELECT s."${key}" FROM ${other} s WHERE ${filter}`;
      switch (kind) {
        case 0:
          return `${alias}."${own}" NOT IN (${inner} AND s."${key}" IS NOT NULL)`;
        case 1:
          return `EXISTS (${inner} AND s."${key}" = ${alias}."${own}")`;
        case 2:
          return `NOT EXISTS (${inner} AND s."${key}" = ${alias}."${own}")`;
        case 3:
          return `(${alias}."${own}" IN (${inner}) OR ${alias}.Size = 2)`;
        default:
          return `${alias}."${own}" IN (${inner})`;
      }
    });
};

const query: fc.Arbitrary<string> = fc.constantFrom(...often).chain(([first, x, second, y]) => {
  const thirds = both.filter(([name]) => name === second);
  return fc
    .record({
      left: sourceOf(first, x),
      right: sourceOf(second, y),
      kind: joins,
      extra: fc.option(filterOf('b'), { freq: 3 }),
      or: fc.option(filterOf('a'), { freq: 8 }),
      third: fc.option(fc.tuple(fc.constantFrom(...thirds), joins), { freq: 2 }),
      where: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: fc.oneof(filterOf('a'), filterOf('b')) },
          { weight: 1, arbitrary: fc.oneof(subqueryFor(first, 'a'), subqueryFor(second, 'b')) },
        ),
        { maxLength: 2 },
      ),
      across: fc.option(fc.tuple(filterOf('a'), filterOf('b')), { freq: 5 }),
      counted: fc.boolean(),
      again: fc.boolean(),
    })
    .map(({ left, right, kind, extra, or, third, where, across, counted, again }) => {
      const needsLink = (text: string, column: string): boolean =>
        text.includes('GROUP BY') && !text.includes(`GROUP BY "${column}"`);
      const on = [`a."${x}" = b."${y}"`, ...(extra === null ? [] : [extra])].join(' AND ');
      const thirdOn = third === null ? '' : `b."${third[0][1]}" = c."${third[0][3]}"`;
      const usable = third !== null && !needsLink(right, third[0][1]);
      const conditions = [...where, ...(across === null ? [] : [`(${across.join(' OR ')})`])];
      const text = [
        counted
          ? `SELECT a.State, count(*) AS n, sum(b.Id) AS s`
          : `SELECT a.Id, a.State, b.Id, b.Size${usable ? ', c.Id' : ''}`,
        `FROM ${left} a ${kind} ${right} b ON ${or === null ? on : `(${on}) OR (${or} AND b.Id = 3)`}`,
        usable ? `${third[1]} ${third[0][2]} c ON ${thirdOn}` : '',
        conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
        counted ? 'GROUP BY a.State' : '',
      ].join(' ');
      // A CTE that is used twice, once in a set operation.
      return again && counted
        ? `WITH q AS (${text}) SELECT * FROM q UNION ALL SELECT * FROM q WHERE n > 2`
        : text;
    });
});

test('a statement yields the same whether or not a join drives its scans', async () => {
  let driven = 0;
  await fc.assert(
    fc.asyncProperty(query, fc.constantFrom('none' as const, 'some' as const), async (sql, superfluous) => {
      source.hostility = { ...source.hostility, superfluous };
      source.requests.length = 0;
      const truth = await reference.run(sql).catch((thrown: unknown) => String(thrown));
      // A grouped source lacks columns that the query may name; and some joins DuckDB itself cannot plan.
      if (typeof truth === 'string') {
        expect(truth).toMatch(/Binder Error|INTERNAL Error: Failed to bind column reference/);
        return;
      }
      const ours = await select({ environment }, sql);
      expect(ours.rows.map(String).sort()).toEqual(truth.rows.map(String).sort());
      if (source.requests.some(({ drivenBy }) => drivenBy !== undefined)) driven += 1;
    }),
    { numRuns: runs, ...(deep || asked !== undefined ? {} : { seed: fixedSeed }) },
  );
  expect(driven / runs).toBeGreaterThan(0.1);
}, 600_000);
