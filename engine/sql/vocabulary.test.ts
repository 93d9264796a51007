import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedFunctions, isAllowedFunction, isAllowedTableFunction } from './allowed-functions.ts';
import { otherKeywords, reservedKeywords } from './keywords.ts';
import { createMacros, macroNames } from './macros.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(`ATTACH ':memory:' AS "Bitbucket"`);
  await connection.run('CREATE SCHEMA "Bitbucket"."Information"');
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function names(query: string): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll(query);
  return reader.getRowsJson().map(([name]) => (typeof name === 'string' ? name : ''));
}

function keywordsWhere(condition: string): Promise<readonly string[]> {
  return names(`SELECT DISTINCT upper(keyword_name) FROM duckdb_keywords() WHERE ${condition} ORDER BY 1`);
}

describe('keywords', () => {
  it('are those of this DuckDB', async () => {
    expect([...reservedKeywords].sort()).toEqual(await keywordsWhere("keyword_category = 'reserved'"));
    const reserved = [...reservedKeywords].map((word) => `'${word}'`).join(', ');
    expect([...otherKeywords].sort()).toEqual(
      await keywordsWhere(`upper(keyword_name) NOT IN (${reserved})`),
    );
  });
});

describe('the list of allowed functions', () => {
  /** Made by the parser or the binder; `duckdb_functions()` does not list them. */
  const ofTheParser = ['coalesce', 'ifnull', 'row', 'struct_pack', 'unnest', '->', 'position'];

  it('names nothing that this DuckDB lacks', async () => {
    const known = new Set(await names('SELECT DISTINCT lower(function_name) FROM duckdb_functions()'));
    const listed = allowedFunctions.filter(
      (name) => !known.has(name) && !ofTheParser.includes(name) && !macroNames.includes(name),
    );
    expect(listed).toEqual([]);
  });

  it.each([
    'read_csv',
    'read_csv_auto',
    'read_parquet',
    'read_json',
    'read_text',
    'read_blob',
    'glob',
    'parquet_scan',
    'seq_scan',
    'sniff_csv',
    'query',
    'query_table',
    'json_execute_serialized_sql',
    'json_serialize_sql',
    'json_deserialize_sql',
    'getenv',
    'getvariable',
    'current_setting',
    'current_query',
    'setseed',
    'nextval',
    'currval',
    'sleep_ms',
    'pg_sleep',
    'write_log',
    'sql_auto_complete',
    'which_secret',
    'duckdb_settings',
    'duckdb_secrets',
    'duckdb_tables',
    'duckdb_functions',
    'pragma_table_info',
    'pragma_database_size',
    'enable_logging',
    'checkpoint',
    'force_checkpoint',
    'inet_server_addr',
    'add_parquet_key',
    'create_sort_key',
    'in_search_path',
    'txid_current',
  ])('leaves out %s', (name) => {
    expect(isAllowedFunction(name)).toBe(false);
    expect(isAllowedTableFunction(name)).toBe(false);
  });

  it('has no function that reads the system, by the names DuckDB gives those', async () => {
    const system =
      /^(?:duckdb_|pragma_|read_|pg_(?!size_pretty)|has_|inet_|enable_|disable_|__internal|icu_|st_)|_scan$|setting|secret|serialize|sleep|variable$/;
    const every = await names('SELECT DISTINCT lower(function_name) FROM duckdb_functions()');
    const suspicious = every.filter((name) => system.test(name));
    expect(suspicious.length).toBeGreaterThan(50);
    expect(suspicious.filter((name) => isAllowedFunction(name) || isAllowedTableFunction(name))).toEqual([]);
  });

  it('compares without regard to case', () => {
    expect(isAllowedFunction('UPPER')).toBe(true);
    expect(isAllowedFunction('GetDate')).toBe(true);
    expect(isAllowedTableFunction('Generate_Series')).toBe(true);
  });

  it('covers what the parser makes of everyday expressions', async () => {
    const expressions = [
      "a + b - c * d / e % f, a || b, a // b, -a, NOT a, a LIKE b, a NOT LIKE b ESCAPE '!', a ILIKE b, a SIMILAR TO b",
      "a ~ b, a ^ b, a & b, a | b, a << 1, a >> 1, a -> '$.x', a ->> '$.x', a[1], a[1:2], s.x, [a], {'x': a}, (a, b)",
      "EXTRACT(year FROM a), a AT TIME ZONE 'UTC', INTERVAL '1' DAY, INTERVAL (a) HOUR, DATE '2026-01-01'",
      'count(*), count(DISTINCT a), sum(a) FILTER (WHERE b), row_number() OVER (), grouping(a), CASE WHEN a THEN b END',
      'SUBSTRING(a FROM 1 FOR 2), POSITION(a IN b), TRIM(BOTH FROM a), CAST(a AS INTEGER)',
      'coalesce(a, b), nullif(a, b), ifnull(a, b), greatest(a, b), current_date, current_timestamp, MAP {a: b}',
      'a IS DISTINCT FROM b, a BETWEEN 1 AND 2, a IN (1, 2), [x FOR x IN a IF x > 1], list_transform(a, lambda x: x)',
    ];
    for (const expression of expressions) {
      const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [
        `SELECT ${expression}`,
      ]);
      const tree = reader.getRowsJson()[0]?.[0];
      if (typeof tree !== 'string') throw new Error('no tree');
      expect(tree).toContain('"error":false');
      const used = [...tree.matchAll(/"function_name":"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
      expect([expression, used.filter((name) => !isAllowedFunction(name))]).toEqual([expression, []]);
    }
  });
});

describe('macros', () => {
  it('work under any search path of the catalog', async () => {
    for (const statement of createMacros('"Bitbucket".main', '0.1.0')) await connection.run(statement);
    await connection.run(`SET search_path='"Bitbucket"."Information"'`);
    const results: readonly (readonly [string, unknown])[] = [
      ['atn2(0, 1)', 0],
      ["charindex('b', 'abc')", '2'],
      ["charindex('b', 'abcb', 3)", '4'],
      ["charindex('b', NULL, 3)", null],
      ['curdate() = current_date', true],
      ['curtime() = CAST(CAST(now() AS TIMESTAMP) AS TIME)', true],
      ['datefromparts(2026, 2, 3)', '2026-02-03'],
      ["eomonth('2026-02-03')", '2026-02-28'],
      ["typeof(get_current_time()) || '/' || typeof(CURRENT_TIME)", 'TIME/TIME'],
      ["typeof(get_current_timestamp()) || '/' || typeof(CURRENT_TIMESTAMP)", 'TIMESTAMP/TIMESTAMP'],
      ["typeof(now()) || '/' || typeof(transaction_timestamp())", 'TIMESTAMP/TIMESTAMP WITH TIME ZONE'],
      ['getdate() = CAST(now() AS TIMESTAMP)', true],
      ['getutcdate() = sysdatetime() AND getdate() = sysutcdatetime()', true],
      ["iif(1 > 2, 'a', 'b')", 'b'],
      ['isnull(NULL, 2)', 2],
      ["locate('x', 'abc', 2)", '0'],
      ['nvl(NULL, 3)', 3],
      ['rand() < 1', true],
      ["replicate('ab', 2)", 'abab'],
      ['space(2)', '  '],
      ['square(3)', 9],
      ["stuff('abcd', 2, 1, 'X')", 'aXcd'],
      ['truncate(1.5)', '1'],
      ['truncate(1.567, 1)', '1.5'],
      ['version()', 'PostgreSQL 15.0 (Drawbridge 0.1.0)'],
    ];
    for (const [expression, value] of results) {
      const reader = await connection.runAndReadAll(`SELECT ${expression}`);
      expect([expression, reader.getRowsJson()[0]?.[0]]).toEqual([expression, value]);
    }
  });
});
