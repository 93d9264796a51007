/**
 * Walks the catalog. Each table with rules of writing joins by itself: a row is inserted, updated and deleted with all
 * columns that the rules name, in its own schema and in AllRepositories; the calls are those that the rules promise, and
 * what a statement returns is what plain HTTP calls then bring. What a table needs beside that stands in `specials`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseOf, rolledUp } from '../catalog/roll-up.ts';
import type { ColumnDef, TableDef, WriteCall } from '../catalog/table.ts';
import { apiTables } from '../catalog/tables.ts';
import { type PlainReader, type PlainRow, plainRowsOf } from '../scan/test-support/plain-rows.ts';
import type { Session } from './session.ts';
import { specials } from './test-support/written-specials.ts';
import { writtenValue, type Specials } from './test-support/written-values.ts';
import { run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

/** A repository whose schema a project shares. */
const schema = 'api';

let bench: WrittenBench;
let session: Session;
let reader: PlainReader;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open(`Schema=${schema}`);
  const { sandbox } = bench;
  reader = {
    sandbox,
    authorization: `Bearer ${sandbox.accessToken}`,
    place: new Map([
      ['workspace', sandbox.workspace],
      ['repository', schema],
      ['project', schema.toUpperCase()],
    ]),
  };
});
afterAll(() => bench.close());

const writable = apiTables.filter(({ writes }) => writes !== undefined);
const walked = [
  ...writable.map((table) => ({ table, where: table.name })),
  ...writable
    .filter(({ scope }) => scope === 'repository')
    .map((table) => ({ table: rolledUp(table, apiTables), where: `AllRepositories.${table.name}` })),
];

it('every special belongs to a table that is walked', () => {
  const names = writable.map(({ name }) => name);
  expect(Object.keys(specials).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(walked)('$where', ({ table, where }) => {
  const special: Specials = specials[table.name] ?? {};
  const { insert, update, delete: remove } = table.writes ?? {};
  let row: PlainRow | undefined;

  if (insert !== undefined) {
    it('inserts a row with each column that it takes', async () => {
      const given = await valuesOf(table, [...insert.required, ...insert.optional], special, 0);
      bench.sandbox.clearRequests();
      const isReturned = insert.notReturned === undefined;
      const returning = isReturned ? ` RETURNING ${returned(table)}` : '';
      const sql = `INSERT INTO ${where} (${names(given)}) VALUES (${given.map(asParameter).join(', ')})${returning}`;
      const { tag, rows } = await run(session, sql, { parameters: given.map(({ text }) => text) });
      expect(tag).toBe('INSERT 0 1');
      expect(bench.requests()).toEqual([expect.stringMatching(called(insert))]);
      row = isReturned ? plainRow(table, rows[0]) : await inserted(table, where, given);
      expect(row).toMatchObject(asWritten(given, special));
      const [now, ...others] = await rowsLike(table, row);
      expect(others).toEqual([]);
      const once = Object.keys(special.toldOnce ?? {}).map((name) => [name, row?.[name]] as const);
      for (const [name, value] of once)
        expect([value, now?.[name]], name).toEqual([expect.any(String), null]);
      const unknown = Object.keys(special.notReturned ?? {}).map((name) => [name, null] as const);
      expect(base(table, row)).toEqual({ ...now, ...Object.fromEntries([...unknown, ...once]) });
      row = { ...row, ...now };
    });
  }

  if (update !== undefined) {
    it('updates each column that it can', async () => {
      row ??= await existing(table, where, special);
      const given = await valuesOf(table, update.columns, special, 1);
      bench.sandbox.clearRequests();
      const set = given.map((one, index) => `${one.column.name} = ${asParameter(one, index)}`).join(', ');
      const sql = `UPDATE ${where} SET ${set} WHERE ${keyIs(table, row)} RETURNING ${returned(table)}`;
      const { tag, rows } = await run(session, sql, { parameters: given.map(({ text }) => text) });
      expect(tag).toBe('UPDATE 1');
      const actions = Object.values(update.actions ?? {}).flatMap(([first]) => first ?? []);
      expect(bench.requests()).toHaveLength(
        actions.length + (actions.length < update.columns.length ? 1 : 0),
      );
      row = plainRow(table, rows[0]);
      expect(row).toMatchObject(asWritten(given, special));
      expect(await rowsLike(table, row)).toEqual([base(table, row)]);
    });
  }

  if (remove !== undefined) {
    it('deletes it', async () => {
      row ??= await existing(table, where, special);
      bench.sandbox.clearRequests();
      const sql = `DELETE FROM ${where} WHERE ${keyIs(table, row)} RETURNING ${returned(table)}`;
      const { tag, rows } = await run(session, sql);
      expect(tag).toBe('DELETE 1');
      expect(plainRow(table, rows[0])).toEqual(row);
      expect(bench.requests()).toEqual([expect.stringMatching(called(remove))]);
      const left = await run(session, `SELECT count(*) FROM ${where} WHERE ${keyIs(table, row)}`);
      expect(left.rows).toEqual([[0n]]);
      const remains = special.remains;
      expect(await rowsLike(table, row)).toEqual(
        remains === undefined ? [] : [expect.objectContaining(remains)],
      );
    });
  }
});

interface Given {
  readonly column: ColumnDef;
  readonly text: string;
}

async function valuesOf(
  table: TableDef,
  wanted: readonly string[],
  special: Specials,
  round: 0 | 1,
): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const column of table.columns) {
    if (!wanted.includes(column.name) || special.without?.includes(column.name) === true) continue;
    const text =
      column.name === 'RepositorySlug' ? schema : await writtenValue(session, table, column, special, round);
    given.push({ column, text });
  }
  return given;
}

const names = (given: readonly Given[]): string => given.map(({ column }) => column.name).join(', ');

const asParameter = ({ column }: Given, index: number): string => `$${index + 1}::${column.type}`;

/** All columns as text, in the words of the plain rows. */
function returned({ columns }: TableDef): string {
  return columns
    .map(({ name, type }) => (type === 'TIMESTAMP' ? `epoch_us(${name})::VARCHAR` : `${name}::VARCHAR`))
    .join(', ');
}

function plainRow({ columns }: TableDef, values: readonly unknown[] = []): PlainRow {
  return Object.fromEntries(
    columns.map(({ name }, index) => [name, (values[index] ?? null) as string | null]),
  );
}

function asWritten(given: readonly Given[], { otherwise = {} }: Specials): PlainRow {
  return Object.fromEntries(
    given
      .filter(({ column }) => otherwise[column.name] === undefined)
      .map(({ column: { name, type }, text }) => [
        name,
        type === 'TIMESTAMP' ? String(BigInt(Date.parse(`${text.replace(' ', 'T')}Z`)) * 1000n) : text,
      ]),
  );
}

/** The method and path of a call, with anything for its placeholders. */
function called({ method, path }: WriteCall): RegExp {
  return new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** A row without the columns that only AllRepositories has. */
function base(table: TableDef, row: PlainRow): PlainRow {
  const own = baseOf(table) ?? table;
  return Object.fromEntries(own.columns.map(({ name }) => [name, row[name] ?? null]));
}

/** What plain HTTP calls bring under the key of the row. */
async function rowsLike(table: TableDef, row: PlainRow): Promise<readonly PlainRow[]> {
  const own = baseOf(table) ?? table;
  const above = Object.keys(own.parent?.columns ?? {});
  const fixed = own.columns.filter(({ filter }) => filter?.via === 'path').map(({ name }) => name);
  const bound = new Map([...above, ...fixed].map((name) => [name, row[name] ?? '']));
  const all = await plainRowsOf(reader, own, bound);
  return all.filter((one) => own.primaryKey.every((name) => one[name] === row[name]));
}

/** By its key, and by what spares a walk over the parents. */
function keyIs({ columns, primaryKey, parent }: TableDef, row: PlainRow): string {
  const wanted = new Set([...primaryKey, ...Object.keys(parent?.columns ?? {})]);
  return columns
    .filter(({ name }) => wanted.has(name))
    .map(({ name, type }) => `${name} = '${(row[name] ?? '').replaceAll("'", "''")}'::${type}`)
    .join(' AND ');
}

/** What SELECT has under the values that were inserted into columns of the key. */
async function inserted(table: TableDef, where: string, given: readonly Given[]): Promise<PlainRow> {
  const keys = given.filter(({ column: { name } }) => table.primaryKey.includes(name));
  const filter = keys.map((key, index) => `${key.column.name} = ${asParameter(key, index)}`).join(' AND ');
  const sql = `SELECT ${returned(table)} FROM ${where} WHERE ${filter}`;
  const { rows } = await run(session, sql, { parameters: keys.map(({ text }) => text) });
  expect(rows).toHaveLength(1);
  return plainRow(table, rows[0]);
}

async function existing(
  table: TableDef,
  where: string,
  { existing: condition }: Specials,
): Promise<PlainRow> {
  const filter = condition === undefined ? '' : ` WHERE ${condition}`;
  const { rows } = await run(session, `SELECT ${returned(table)} FROM ${where}${filter} LIMIT 1`);
  if (rows[0] === undefined) throw new Error(`${where} has no row to write.`);
  return plainRow(table, rows[0]);
}
