import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ColumnType, TableDef } from '../catalog/table.ts';
import { SqlState } from '../error.ts';
import type { StoreConnection } from './connection.ts';
import { openStore, type Store } from './store.ts';

let folder: string;
let stores: Store[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-test-'));
  stores = [];
});

afterEach(async () => {
  for (const store of stores) await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<Store> {
  const memoryLimit = 256 * 1024 * 1024;
  const macros = ['CREATE MACRO twice(x) AS x * 2'];
  const store = await openStore({ temporaryFolder: folder, memoryLimit, threads: 2, macros });
  stores.push(store);
  return store;
}

function tableOf(columns: Readonly<Record<string, ColumnType>>): TableDef {
  return {
    name: 'Things',
    scope: 'workspace',
    description: 'Things.',
    primaryKey: [],
    foreignKeys: [],
    scopes: [],
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type,
      nullable: true,
      description: name,
      path: name,
    })),
  };
}

const things = tableOf({ Id: 'BIGINT', Name: 'VARCHAR' });
const target = { catalog: 'Bitbucket', schema: 'Information', table: things, columns: ['Id', 'Name'] };

async function rowsOf(connection: StoreConnection, sql: string): Promise<unknown[][]> {
  const result = await connection.run(sql);
  const rows: unknown[][] = [];
  for (let chunk = await result.next(); chunk !== null; chunk = await result.next())
    rows.push(...chunk.getRows());
  return rows;
}

test('gives every instance a private spill folder and removes it on close', async () => {
  const [first, second] = [await open(), await open()];
  const names = await readdir(folder);
  expect(names).toHaveLength(2);
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o700);
  stores = [];
  await first.close();
  await second.close();
  expect(await readdir(folder)).toEqual([]);
});

test('spills into its own folder while another instance does the same', async () => {
  const connections = await Promise.all([await open(), await open()].map((store) => store.connect()));
  const sql = 'SELECT count(*) FROM (SELECT range AS a, random() AS b FROM range(3000000) ORDER BY b)';
  expect(await Promise.all(connections.map((connection) => connection.value(sql, [])))).toEqual([
    '3000000',
    '3000000',
  ]);
  for (const connection of connections) await connection.close();
}, 60_000);

test('refuses settings, files and extensions', async () => {
  const connection = await (await open()).connect();
  for (const sql of [
    "SET memory_limit = '1GB'",
    "SET TimeZone = 'Europe/Berlin'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    `COPY (SELECT 1) TO '${folder}/x.csv'`,
    `ATTACH '${folder}/x.db'`,
    'INSTALL httpfs',
  ]) {
    await expect(connection.run(sql), sql).rejects.toMatchObject({ name: 'DrawbridgeError' });
  }
  await connection.close();
});

test('divides integers, sorts NULLs and tells the time as PostgreSQL does', async () => {
  const connection = await (await open()).connect();
  expect(await rowsOf(connection, 'SELECT 7 / 2, twice(4)')).toEqual([[3, 8]]);
  expect(await rowsOf(connection, 'SELECT * FROM (VALUES (1), (NULL), (2)) t(a) ORDER BY a')).toEqual([
    [1],
    [2],
    [null],
  ]);
  expect(await rowsOf(connection, 'SELECT * FROM (VALUES (1), (NULL), (2)) t(a) ORDER BY a DESC')).toEqual([
    [null],
    [2],
    [1],
  ]);
  expect(await rowsOf(connection, "SELECT current_setting('TimeZone')")).toEqual([['UTC']]);
  await connection.close();
});

test('creates a table once, however many ask for it at the same time', async () => {
  const store = await open();
  const spellings = ['Information', 'information', 'INFORMATION', 'other"one'];
  await Promise.all(
    [...spellings, ...spellings].map((schema) => store.ensureTables([{ schema, table: things }])),
  );
  const connection = await store.connect();
  expect(await rowsOf(connection, 'SELECT count(*) FROM "Bitbucket"."other""one"."Things"')).toEqual([[0n]]);
  expect(await rowsOf(connection, 'SELECT count(*) FROM Bitbucket.information.things')).toEqual([[0n]]);
  await connection.close();
});

test('shows loaded rows to their own transaction only, and keeps none', async () => {
  const store = await open();
  await store.ensureTables([{ schema: 'Information', table: things }]);
  const [one, other] = [await store.connect(), await store.connect()];
  await one.begin();
  await other.begin();
  await one.append(target, { rowCount: 1, values: [[1n], ['one']] });
  await other.append(target, {
    rowCount: 2,
    values: [
      [2n, 3n],
      ['two', 'three'],
    ],
  });
  const sql = 'SELECT Id FROM Information.Things ORDER BY Id';
  expect(await rowsOf(one, sql)).toEqual([[1n]]);
  expect(await rowsOf(other, sql)).toEqual([[2n], [3n]]);
  await one.rollback();
  expect(await rowsOf(one, sql)).toEqual([]);
  await one.close();
  await other.close();
});

test('loads every type, batches longer than a chunk, and leaves columns that were not asked for NULL', async () => {
  const table = tableOf({
    A: 'VARCHAR',
    B: 'BIGINT',
    C: 'INTEGER',
    D: 'BOOLEAN',
    E: 'DOUBLE',
    F: 'TIMESTAMP',
    G: 'DATE',
    H: 'JSON',
    I: 'VARCHAR',
  });
  const store = await open();
  await store.ensureTables([{ schema: 'Information', table }]);
  const connection = await store.connect();
  await connection.begin();
  const one = ['ä', 9007199254740993n, -5, false, 0.1, 1_704_067_200_000_001n, 19_723, '{"a":1}'];
  const rowCount = 5000;
  await connection.append(
    { ...target, table, columns: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] },
    {
      rowCount,
      values: one.map((value) => Array.from({ length: rowCount }, (_, row) => (row === 4999 ? null : value))),
    },
  );
  const sql =
    "SELECT DISTINCT A, B, C, D, E, CAST(F AS VARCHAR), CAST(G AS VARCHAR), H->>'a', I FROM Information.Things ORDER BY B";
  expect(await rowsOf(connection, sql)).toEqual([
    ['ä', 9007199254740993n, -5, false, 0.1, '2024-01-01 00:00:00.000001', '2024-01-01', '1', null],
    Array.from({ length: 9 }, () => null),
  ]);
  expect(await rowsOf(connection, 'SELECT count(*) FROM Information.Things')).toEqual([[5000n]]);
  await connection.close();
});

test('stores U+0000, which no client could read, as U+FFFD', async () => {
  const store = await open();
  await store.ensureTables([{ schema: 'Information', table: things }]);
  const connection = await store.connect();
  await connection.begin();
  await connection.append(target, { rowCount: 1, values: [[1n], ['a\0b\0']] });
  expect(await rowsOf(connection, 'SELECT Name FROM Information.Things')).toEqual([['a\uFFFDb\uFFFD']]);
  await connection.close();
});

test('rejects when a streamed statement fails after its first rows, instead of ending', async () => {
  const connection = await (await open()).connect();
  const sql = `SELECT CAST(CASE WHEN range = 3000000 THEN 'x' ELSE CAST(range AS VARCHAR) END AS INTEGER) FROM range(5000000)`;
  const result = await connection.stream(sql, 1);
  let rows = 0;
  const read = async (): Promise<void> => {
    for (let chunk = await result.next(); chunk !== null; chunk = await result.next()) rows += chunk.rowCount;
  };
  await expect(read()).rejects.toMatchObject({ name: 'DrawbridgeError' });
  expect(rows).toBeGreaterThan(0);
  await connection.close();
});

test('streams every row in order, with the names and types of the statement, and no marker', async () => {
  const connection = await (await open()).connect();
  const result = await connection.stream(
    'SELECT range AS a, 7 - range % 7 AS b FROM range(300000) ORDER BY b, a DESC -- end',
    2,
  );
  let expected = { b: 1n, a: 300_000n };
  let rows = 0;
  for (let chunk = await result.next(); chunk !== null; chunk = await result.next()) {
    expect(chunk.columnCount).toBe(2);
    for (const [a, b] of chunk.getRows()) {
      const next = { a: a as bigint, b: b as bigint };
      if (next.b < expected.b || (next.b === expected.b && next.a >= expected.a))
        throw new Error(`row ${rows}`);
      expected = next;
      rows += 1;
    }
  }
  expect(rows).toBe(300_000);
  expect(await result.next()).toBeNull();
  await connection.close();
});

test.each(['run', 'stream'] as const)('interrupts %s when its signal fires', async (how) => {
  const connection = await (await open()).connect();
  const abort = new AbortController();
  const endless =
    'SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11';
  const work =
    how === 'run' ? connection.run(endless, abort.signal) : connection.stream(endless, 1, abort.signal);
  setImmediate(() => abort.abort());
  await expect(work).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
  expect(await connection.value('SELECT 42', [])).toBe('42');
  await connection.close();
});

test('closes while a statement runs', async () => {
  const connection = await (await open()).connect();
  await connection.begin();
  const work = connection.run(
    'SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11',
  );
  const outcome = expect(work).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
  await connection.close();
  await outcome;
  await connection.close();
  await expect(connection.run('SELECT 1')).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
});
