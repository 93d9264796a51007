import { describe, expect, it } from 'vitest';
import { cutCall } from './call-statement.ts';
import { normalise } from './normalise.ts';
import { confirmShape } from './write-shape.ts';
import { cutWrite } from './write-statement.ts';

const cut = (sql: string) => cutWrite(normalise(sql).text);

describe('a write is cut', () => {
  it('into names, values and RETURNING', async () => {
    const statement = cut(
      `INSERT INTO [a b].T ("x y", z) VALUES (lower((('q'))), DEFAULT), ({'k': [1, 2]}, ?) RETURNING z AS "r", *`,
    );
    await confirmShape(statement);
    expect(statement).toMatchObject({
      verb: 'INSERT',
      target: { parts: [{ name: 'a b' }, { name: 'T' }], alias: null },
      columns: [{ name: 'x y' }, { name: 'z' }],
      source: {
        rows: [
          [{ text: "lower((('q')))" }, null],
          [{ text: "{'k': [1, 2]}" }, { text: '$1' }],
        ],
      },
      returning: { text: 'z AS "r", *' },
    });
  });

  it('at the clauses of its own depth alone', async () => {
    const statement = cut(
      `UPDATE t AS x SET a = (SELECT b FROM c WHERE d), "set" = e IS DISTINCT FROM f, g = CASE WHEN h THEN 1 END
       WHERE a = 1 AND (b OR c) OR x."returning" RETURNING a`,
    );
    await confirmShape(statement);
    expect(statement).toMatchObject({
      verb: 'UPDATE',
      target: { alias: { text: 'x' } },
      assignments: [
        { column: { name: 'a' }, value: { text: '(SELECT b FROM c WHERE d)' } },
        { column: { name: 'set' }, value: { text: 'e IS DISTINCT FROM f' } },
        { column: { name: 'g' }, value: { text: 'CASE WHEN h THEN 1 END' } },
      ],
      where: { text: 'a = 1 AND (b OR c) OR x."returning"' },
      returning: { text: 'a' },
    });
  });

  it.each([
    'DELETE FROM t',
    'DELETE FROM a.b.t x WHERE y RETURNING count(y), *',
    'INSERT INTO t (a) SELECT b FROM c WHERE d ORDER BY e LIMIT 2 RETURNING a, b',
    'WITH q AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM q)',
    "INSERT INTO t (a) VALUES (DATE '2026-01-01'), (x::JSON), (-1), (a->>'b'), (NOT true), ('a' || 'b')",
    `DELETE FROM t WHERE ${'('.repeat(60)}a${')'.repeat(60)}`,
    `INSERT INTO t (a) VALUES (${'f('.repeat(60)}a${')'.repeat(60)})`,
  ])('and a parser of its own agrees: %s', async (sql) => {
    await expect(confirmShape(cut(sql))).resolves.toBeUndefined();
  });

  it('or is refused where that parser sees another statement', async () => {
    const statement = cut('INSERT INTO t (a, b) VALUES (1, 2)');
    if (statement.verb !== 'INSERT') throw new Error('It is an INSERT.');
    const [only = []] = statement.source.kind === 'values' ? statement.source.rows : [];
    const [first = null] = only;
    const wrong = { ...statement, source: { kind: 'values' as const, rows: [[first], [first]] } };
    await expect(confirmShape({ ...wrong, columns: [] })).rejects.toMatchObject({ sqlState: '42601' });
  });

  it.each([
    ['INSERT INTO t (a) DEFAULT VALUES', '42601', 19],
    ['INSERT INTO t DEFAULT VALUES', '0A000', 15],
    ['INSERT INTO t (a, b) VALUES (1)', '42601', 29],
    ['INSERT INTO t (a) VALUES (1,)', '42601', 26],
    ['INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING', '0A000', 30],
    ['INSERT INTO t (a) VALUES (1) nonsense', '42601', 30],
    ['INSERT t (a) VALUES (1)', '42601', 8],
    ['UPDATE t SET a = 1 FROM u', '0A000', 20],
    ['UPDATE t SET (a, b) = (1, 2)', '0A000', 14],
    ['UPDATE t SET a', '42601', 14],
    ['UPDATE t SET a = ', '42601', 16],
    ['UPDATE t WHERE a', '42601', 16],
    ['DELETE FROM t USING u', '0A000', 15],
    ['DELETE FROM t WHERE CURRENT OF c', '0A000', 33],
    ['DELETE FROM t WHERE a RETURNING', '42601', 32],
    ['DELETE FROM t WHERE a) OR (b', '42601', 22],
    ['DELETE FROM t WHERE (a', '42601', 23],
    ['UPDATE t SET a = 1) WHERE (b', '42601', 19],
    ['INSERT INTO t (a) SELECT 1) x, (SELECT 2', '42601', 27],
    ['DELETE FROM t RETURNING a ORDER BY b', '42601', 27],
    ['DELETE FROM t RETURNING (SELECT 1)', '0A000', 26],
  ])('%s is refused with %s at %i', (sql, sqlState, position) => {
    expect(() => cut(sql)).toThrow(expect.objectContaining({ sqlState, position }) as Error);
  });
});

describe('a call is cut', () => {
  it.each([
    ["CALL s.p(1, 'a')", [null, null]],
    ['{call p(?, ?)}', [null, null]],
    ["EXEC p 1, @b = 'x'", [null, 'b']],
    ['EXECUTE p a=1, "b c" = (2, 3)', ['a', 'b c']],
    ['CALL p(a => 1, b := DEFAULT)', ['a', 'b']],
    ['EXEC p', []],
    ['CALL p()', []],
    ['CALL p(a == 1)', [null]],
  ])('%s', (sql, names) => {
    const { arguments: given } = cutCall(normalise(sql).text);
    expect(given.map(({ name }) => name?.name ?? null)).toEqual(names);
  });

  it.each(['CALL p(', 'CALL p(1,)', 'EXEC p @a', 'CALL p(1) 2', 'CALL a.b.c.d(1)', 'EXEC p a ='])(
    '%s is refused',
    (sql) => {
      expect(() => cutCall(normalise(sql).text)).toThrow(
        expect.objectContaining({ sqlState: '42601' }) as Error,
      );
    },
  );
});
