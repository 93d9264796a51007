/**
 * What clients ask the catalog, in a reduction of our own of statements that they are known to send; the clients that
 * run here are in `e2e`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTable } from '../catalog/tables.ts';
import type { DrawbridgeError } from '../error.ts';
import { catalogUse } from '../pg-catalog/catalog-names.ts';
import { tableOrdinal } from '../pg-catalog/model-rows.ts';
import { SchemaOids } from '../pg-catalog/oids.ts';
import { normalise } from '../sql/normalise.ts';
import { openCatalogBench, type CatalogBench } from './test-support/catalog-bench.ts';

let bench: CatalogBench;
let beacon: number;
let pullRequests: string;

beforeAll(async () => {
  bench = await openCatalogBench();
  beacon = bench.oids.of('beacon');
  pullRequests = String(beacon + (tableOrdinal('PullRequests') ?? 0));
});

afterAll(() => bench.close());

const prepare: CatalogBench['prepare'] = (...asked) => bench.prepare(...asked);
const rows: CatalogBench['rows'] = (...asked) => bench.rows(...asked);

const described = async (sql: string, types: readonly number[] = []) =>
  ((await prepare(sql, types)).columns ?? []).map(({ name, typeOid }) => [name, typeOid]);

describe('which statements are questions to the catalog', () => {
  it.each([
    'SELECT * FROM pg_class',
    'select 1 from PG_CATALOG.PG_NAMESPACE',
    'SELECT * FROM information_schema.tables',
    "SELECT 'x'::regclass",
    'SELECT CAST(1 AS regtype)',
    'SELECT pg_backend_pid()',
    'SELECT a FROM t, "pg_type"',
  ])('%s', (sql) => {
    expect(catalogUse(normalise(sql).text)).not.toBeNull();
  });

  it.each([
    'SELECT Id FROM PullRequests',
    "SELECT 'pg_class' FROM PullRequests",
    'SELECT Id AS regclass FROM PullRequests',
    'SELECT pg_class.Id FROM PullRequests pg_class',
    'SELECT version(), pg_catalog.version(), current_database()',
    'SELECT * FROM sys_tables',
    'SELECT format(Title) FROM PullRequests /* pg_class */',
  ])('not %s', (sql) => {
    expect(catalogUse(normalise(sql).text)).toBeNull();
  });
});

describe('names and numbers', () => {
  it('a name becomes a number, a number a name, which has its schema where it is not found without', async () => {
    expect(
      await rows(
        `SELECT '"PullRequests"'::regclass::oid, 'beacon.pullrequests'::regclass, '"tide.tables"."PullRequests"'::regclass <> 'pullrequests'::regclass`,
      ),
    ).toEqual([[pullRequests, pullRequests, 't']]);
    const names = 'SELECT oid::regclass FROM pg_class WHERE relname = $1 ORDER BY 1';
    expect(await rows(names, ['Commits'])).toEqual([
      ['"AllRepositories"."Commits"'],
      ['"Commits"'],
      ['"tide.tables"."Commits"'],
    ]);
    expect(await rows('SELECT 1043::regtype::text, 20::pg_catalog.regtype, CAST(23 AS regtype)')).toEqual([
      ['character varying', 'bigint', 'integer'],
    ]);
    expect(
      await rows("SELECT 'varchar'::regtype::oid, to_regclass('nothing') IS NULL, 'beacon'::regnamespace"),
    ).toEqual([['1043', 't', String(beacon)]]);
  });

  it('an argument may have the name of any column', async () => {
    expect(
      await rows(
        `SELECT oid::regclass, pg_table_is_visible(oid), obj_description(oid, 'pg_class') IS NULL, format_type(oid, -1) IS NULL
         FROM pg_class WHERE oid IN (1259, 1247) ORDER BY oid`,
      ),
    ).toEqual([
      ['pg_type', 't', 't', 't'],
      ['pg_class', 't', 't', 't'],
    ]);
    expect(await rows('SELECT count(DISTINCT c.oid::regclass) = count(*) FROM pg_class c')).toEqual([['t']]);
    expect(
      await rows('SELECT format_type(oid, typtypmod) FROM pg_type WHERE oid IN (20, 1043) ORDER BY oid'),
    ).toEqual([['bigint'], ['character varying']]);
  });

  it('a name that there is not is an error', async () => {
    for (const [sql, sqlState, message] of [
      ["SELECT 'nothing'::regclass", '42P01', 'There is no relation "nothing".'],
      ["SELECT 'nothing'::regtype", '42704', 'There is no type "nothing".'],
      ["SELECT 'nothing'::regnamespace", '3F000', 'There is no schema "nothing".'],
      ["SELECT current_setting('nothing')", '42704', 'There is no setting "nothing".'],
    ] as const) {
      await expect(rows(sql)).rejects.toMatchObject({ sqlState, message });
    }
    expect(await rows("SELECT current_setting('nothing', true)")).toEqual([[null]]);
  });

  it('columns are described with the types of PostgreSQL', async () => {
    expect(
      await described('SELECT oid, relname, relnatts, relhasindex, reltuples, reloptions FROM pg_class'),
    ).toEqual([
      ['oid', 26],
      ['relname', 1043],
      ['relnatts', 21],
      ['relhasindex', 16],
      ['reltuples', 700],
      ['reloptions', 1009],
    ]);
    expect(
      await described('SELECT indkey, indkey AS keys, indclass, conkey FROM pg_index, pg_constraint'),
    ).toEqual([
      ['indkey', 22],
      ['keys', 22],
      ['indclass', 30],
      ['conkey', 1007],
    ]);
    expect(await described("SELECT count(*), pg_get_userbyid(10), 'pg_class'::regclass FROM pg_am")).toEqual([
      ['count', 20],
      ['pg_get_userbyid', 1043],
      ['regclass', 26],
    ]);
  });

  it('columns without an alias are named and reached as in PostgreSQL', async () => {
    const sql = `SELECT 1, oid::regclass, indkey[0], CASE WHEN true THEN 'x' END, EXISTS (SELECT 1), format_type(oid, $1) FROM pg_index, pg_type`;
    const names = (await described(sql)).map(([name]) => name);
    expect(names).toEqual(['?column?', 'oid', 'indkey', 'case', 'exists', 'format_type']);
    expect(
      await rows(
        'SELECT "count" > 5, q.max FROM (SELECT count(*), max(oid::text) FROM pg_type) q WHERE max > $1',
        ['1'],
      ),
    ).toEqual(await rows('SELECT count(*) > 5, max(oid::text) FROM pg_type'));
  });

  it('single characters are "char", through subqueries and as parameters, and compare with any text', async () => {
    expect(
      await described(
        `WITH t AS (SELECT typtype AS kind, typname FROM pg_type) SELECT DISTINCT kind, kind::text AS text, CASE kind WHEN 'b' THEN 'base' ELSE kind END AS word FROM t`,
      ),
    ).toEqual([
      ['kind', 18],
      ['text', 1043],
      ['word', 1043],
    ]);
    const prepared = await prepare(
      'SELECT relname FROM pg_class WHERE relkind = $1 AND relpersistence <> ALL ($2)',
    );
    expect(prepared.parameterTypes).toEqual([18, 1002]);
    expect(await rows("SELECT count(*) = 0 FROM pg_class WHERE relkind = 'table'")).toEqual([['t']]);
    expect(await rows('SELECT count(*) = 0 FROM pg_class WHERE relkind = $1', ['table'])).toEqual([['t']]);
    expect(await rows("SELECT DISTINCT attidentity, attalign || '!' FROM pg_attribute")).toEqual([
      ['', 'i!'],
    ]);
    expect(await rows("SELECT count(*) > 0 FROM pg_class WHERE relkind = ANY (ARRAY['r', 'long'])")).toEqual([
      ['t'],
    ]);
    expect(
      await rows(
        "SELECT atttypid FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attname = 'relkind'",
      ),
    ).toEqual([['18']]);
  });

  it('an array that is a column may be compared with in an outer join', async () => {
    const all = `FROM pg_index i LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indrelid = '"PullRequests"'::regclass`;
    expect(await rows(`SELECT a.attname ${all}`)).toEqual([['Id']]);
    expect(await rows(`SELECT count(*) ${all} AND a.attname::text <> ALL (current_schemas(false))`)).toEqual([
      ['1'],
    ]);
    const [[none] = []] = await rows(
      "SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace WHERE nspname = ANY (current_schemas(true))",
    );
    expect(none).toBe('Information,beacon,pg_catalog');
  });

  it('vectors count from 0 and are written without braces', async () => {
    const index = 'FROM pg_index WHERE indrelid = \'"AllRepositories"."PullRequests"\'::regclass';
    const [[keys = '', first, last] = []] = await rows(
      `SELECT indkey, indkey[0], indkey[indnatts - 1] ${index}`,
    );
    expect(keys).toMatch(/^\d+ \d+$/);
    expect([first, last]).toEqual(keys?.split(' '));
    expect(await rows(`SELECT generate_subscripts(indkey, 1), unnest(indkey) ${index}`)).toEqual([
      ['0', first],
      ['1', last],
    ]);
  });

  it('names without quotes are in small letters', async () => {
    const found = await described('SELECT relname AS TableName, relkind AS "Kind", T.OID FROM pg_class AS T');
    expect(found.map(([name]) => name)).toEqual(['tablename', 'Kind', 'oid']);
  });

  it('arrays are taken as text', async () => {
    const count = 'SELECT count(*) FROM pg_type WHERE typname';
    expect(await rows(`${count} = ANY ('{int4,"int8",text}')`)).toEqual([['3']]);
    expect(await rows(`${count} = ANY ($1)`, ['{int4,text}'], [1009])).toEqual([['2']]);
    expect(await rows(`SELECT typname FROM pg_type WHERE oid = ANY ($1::oid[])`, ['{23,NULL}'])).toEqual([
      ['int4'],
    ]);
    expect(await rows(`SELECT '{a,b}'::text[], '{}'::text[]`.concat(' FROM pg_am LIMIT 1'))).toEqual([
      ['{a,b}', '{}'],
    ]);
    expect(
      await rows('SELECT typname FROM pg_type WHERE oid = ANY ($1) AND typname <> ALL ($2)', [
        '{23,25}',
        '{text}',
      ]),
    ).toEqual([['int4']]);
    expect(await rows(`${count} = ANY ('{}') OR oid = ANY ('{}') OR oid = ANY ('{16,NULL}')`)).toEqual([
      ['1'],
    ]);
    // The operator that makes the left side binds closer. pgx looks types up so.
    const named = "typtype = 'd' OR nspname || '.' || typname";
    const ofSchema = 'pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace';
    expect(
      await rows(`SELECT typname FROM ${ofSchema} WHERE ${named} = ANY ($1::text[])`, ['{pg_catalog.int4}']),
    ).toEqual([['int4']]);
    expect(await rows('SELECT typname FROM pg_type WHERE 1 + oid * 2 = ANY (ARRAY[47, 48])')).toEqual([
      ['int4'],
    ]);
    await expect(rows(`${count} = ANY ($1)`, ['nothing'], [1009])).rejects.toMatchObject({
      sqlState: '22000',
    });
  });

  it('patterns match a part of the text; those of psql in any case', async () => {
    const of = (condition: string): Promise<unknown> =>
      rows(`SELECT nspname FROM pg_namespace WHERE ${condition} ORDER BY 1`);
    expect(await of("nspname ~ '^be'")).toEqual([['beacon']]);
    expect(await of("nspname !~ '^pg_' AND nspname !~* '^(A|I|O|T)'")).toEqual([['beacon']]);
    expect(await of("nspname OPERATOR(pg_catalog.~) '^(ops)$' COLLATE pg_catalog.default")).toEqual([
      ['OPS'],
    ]);
    expect(await of("nspname ~ '^ops$'")).toEqual([]);
  });

  it('a backslash in a pattern of LIKE takes the next character as it is', async () => {
    const of = (condition: string, values: readonly string[] = []): Promise<unknown> =>
      rows(`SELECT nspname FROM pg_namespace WHERE ${condition} ORDER BY 1`, values);
    expect(await of(String.raw`nspname LIKE 'pg\_%'`)).toEqual([['pg_catalog']]);
    expect(await of(String.raw`nspname LIKE E'pg\\_%'`)).toEqual([['pg_catalog']]);
    expect(await of('nspname LIKE $1 AND (nspname ILIKE $1)', [String.raw`pg\_c%`])).toEqual([
      ['pg_catalog'],
    ]);
    expect(await of("nspname LIKE 'pg!_%' ESCAPE '!'")).toEqual([['pg_catalog']]);
    expect(await of(String.raw`nspname LIKE 'p\g' || '%'`)).toEqual([['pg_catalog']]);
  });

  it('numbers stay the same in another engine, and no two schemas share one', () => {
    expect(new SchemaOids().of('BEACON')).toBe(beacon);
    const names = Array.from({ length: 3000 }, (_, index) => `repository-${index}`);
    const all = new Set(names.map((name) => new SchemaOids().of(name)));
    const together = new SchemaOids();
    expect(new Set(names.map((name) => together.of(name))).size).toBe(names.length);
    expect(all.size).toBeGreaterThan(names.length - 20);
    expect(Math.max(...names.map((name) => together.of(name)))).toBeLessThan(2 ** 31);
  });
});

describe('what is there', () => {
  it('columns, keys and comments are those of the model, for every table', async () => {
    const found = await rows(
      `SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(c.oid, a.attnum)
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('Information', 'OPS', 'beacon') AND c.relkind = 'r' ORDER BY 1, 2, a.attnum`,
    );
    for (const [schema, table, column, type, required, comment] of found) {
      const definition = findTable(table ?? '')?.columns.find(({ name }) => name === column);
      expect([schema, table, column, required, comment]).toEqual([
        schema,
        table,
        column,
        definition?.nullable === false ? 't' : 'f',
        definition?.description,
      ]);
      if (definition?.length !== undefined) expect(type).toBe(`character varying(${definition.length})`);
    }
    expect(new Set(found.map(([schema]) => schema)).size).toBe(3);
  });

  it('every key leads to columns that there are', async () => {
    expect(
      await rows(
        `SELECT k.conname FROM (SELECT conname, confrelid, unnest(confkey) AS num FROM pg_constraint WHERE contype = 'f') k
         LEFT JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = k.num WHERE a.attname IS NULL`,
      ),
    ).toEqual([]);
    expect(
      await rows(
        `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'beacon."PullRequests"'::regclass ORDER BY 1 DESC LIMIT 1`,
      ),
    ).toEqual([['PRIMARY KEY ("Id")']]);
    expect(
      await rows(
        `SELECT f.column_name, p.table_schema, p.table_name, p.column_name
         FROM information_schema.referential_constraints r
         JOIN information_schema.key_column_usage f ON f.constraint_name = r.constraint_name AND f.constraint_schema = r.constraint_schema
         JOIN information_schema.key_column_usage p ON p.constraint_name = r.unique_constraint_name
           AND p.constraint_schema = r.unique_constraint_schema AND p.ordinal_position = f.position_in_unique_constraint
         WHERE f.table_schema = 'AllRepositories' AND f.table_name = 'PullRequestTasks' AND p.table_name = 'PullRequests'
         ORDER BY f.ordinal_position`,
      ),
    ).toEqual([
      ['RepositorySlug', 'AllRepositories', 'PullRequests', 'RepositorySlug'],
      ['PullRequestId', 'AllRepositories', 'PullRequests', 'Id'],
    ]);
  });

  it('information_schema tells types and routines', async () => {
    expect(
      await rows(
        `SELECT column_name, data_type, character_maximum_length, is_nullable, udt_name, numeric_precision
         FROM INFORMATION_SCHEMA.columns WHERE table_schema = 'beacon' AND table_name = 'PullRequests'
         ORDER BY ordinal_position LIMIT 2`,
      ),
    ).toEqual([
      ['Id', 'bigint', null, 'NO', 'int8', '64'],
      ['Title', 'character varying', '255', 'NO', 'varchar', null],
    ]);
    expect(
      await rows(
        `SELECT r.routine_name, p.parameter_name, p.data_type FROM information_schema.routines r
         JOIN information_schema.parameters p USING (specific_schema, specific_name)
         WHERE r.routine_schema = 'beacon' AND r.routine_name = 'StopPipeline' ORDER BY p.ordinal_position`,
      ),
    ).toEqual([
      ['StopPipeline', 'PipelineUUID', 'character varying'],
      ['StopPipeline', 'RepositorySlug', 'character varying'],
    ]);
    expect(await rows('SELECT schema_name FROM information_schema.schemata ORDER BY 1')).toHaveLength(7);
  });

  it('privileges are those that the data source gives', async () => {
    const sql = `SELECT has_table_privilege('beacon."Branches"', 'SELECT'), has_table_privilege('beacon."Branches"', 'DELETE'),
      has_table_privilege('erika', 'beacon."Branches"'::regclass, 'UPDATE'), has_schema_privilege('beacon', 'USAGE'),
      has_schema_privilege('beacon', 'CREATE')`;
    expect(await rows(sql)).toEqual([['t', 't', 'f', 't', 'f']]);
    const acl = 'SELECT relacl FROM pg_class WHERE oid = \'beacon."Branches"\'::regclass';
    expect(await rows(acl)).toEqual([['{erika=ard/erika}']]);
  });

  it('the session is told', async () => {
    expect(
      await rows(
        `SELECT current_schemas(false), current_schemas(true), current_setting('server_version_num'), pg_encoding_to_char(6),
         quote_ident('PullRequests'), quote_ident('id'), pg_table_is_visible('pg_class'::regclass), current_user`,
      ),
    ).toEqual([
      [
        '{beacon,Information}',
        '{pg_catalog,beacon,Information}',
        '150000',
        'UTF8',
        '"PullRequests"',
        'id',
        't',
        'erika',
      ],
    ]);
    expect(await rows("SELECT current_setting('jit'), set_config('jit', 'on', false)")).toEqual([
      ['off', 'on'],
    ]);
    expect(await rows("SELECT current_setting('jit')")).toEqual([['on']]);
    await rows("SELECT set_config('lock_timeout', '90000', false), set_config('my_app.who', 'E', false)");
    expect(await rows("SELECT current_setting('lock_timeout'), current_setting('MY_APP.who')")).toEqual([
      ['90s', 'E'],
    ]);
    const inSettings =
      "SELECT name, setting, unit, vartype FROM pg_settings WHERE name IN ('jit', 'lock_timeout', 'my_app.who')";
    expect(await rows(inSettings)).toEqual([
      ['jit', 'on', null, 'string'],
      ['lock_timeout', '90000', 'ms', 'integer'],
    ]);
    expect(await rows('SELECT set_config($1, $2, false)', ['jit', 'off'])).toEqual([['off']]);
    await expect(rows("SELECT set_config('jit', lower('X'), false)")).rejects.toMatchObject({
      sqlState: '0A000',
    });
  });
});

describe('statements of clients', () => {
  it.each([
    ['RPostgres', 'SELECT oid, typname FROM pg_type'],
    [
      'RPostgres',
      `SELECT nr, schemas[nr] AS table_schema FROM (SELECT *, generate_subscripts(schemas, 1) AS nr
       FROM (SELECT current_schemas(true) AS schemas) t) tt WHERE schemas[nr] <> 'pg_catalog'`,
    ],
    [
      'Npgsql',
      `SELECT ns.nspname, t.oid, t.typname, t.kind, t.element FROM (
         SELECT typ.oid, typ.typnamespace, typ.typname, typ.element,
           CASE WHEN proc.proname = 'array_recv' THEN 'a' ELSE typ.typtype END AS kind
         FROM (SELECT oid, typnamespace, typname, typtype, typreceive, typrelid, CASE WHEN typtype = 'd' THEN typbasetype
           WHEN typtype = 'm' THEN (SELECT rngtypid FROM pg_range WHERE rngmultitypid = pg_type.oid) ELSE typelem END AS element FROM pg_type) AS typ
         LEFT JOIN pg_class AS cls ON cls.oid = typ.typrelid LEFT JOIN pg_proc AS proc ON proc.oid = typ.typreceive
         LEFT JOIN pg_range ON pg_range.rngtypid = typ.oid) AS t
       JOIN pg_namespace AS ns ON ns.oid = t.typnamespace WHERE kind IN ('b', 'r', 'm', 'e', 'd', 'a')
       ORDER BY CASE WHEN kind IN ('b', 'e') THEN 0 WHEN kind = 'a' THEN 6 ELSE 1 END`,
    ],
    [
      'Power BI',
      `select TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE from INFORMATION_SCHEMA.tables
       where TABLE_SCHEMA not in ('information_schema', 'pg_catalog') order by TABLE_SCHEMA, TABLE_NAME`,
    ],
    ['Power BI', 'select character_set_name from INFORMATION_SCHEMA.character_sets'],
    [
      'Power BI',
      `select i.CONSTRAINT_SCHEMA || '_' || i.CONSTRAINT_NAME as INDEX_NAME, ii.COLUMN_NAME, ii.ORDINAL_POSITION,
         case when i.CONSTRAINT_TYPE = 'PRIMARY KEY' then 'Y' else 'N' end as PRIMARY_KEY
       from INFORMATION_SCHEMA.table_constraints i inner join INFORMATION_SCHEMA.key_column_usage ii
         on i.CONSTRAINT_SCHEMA = ii.CONSTRAINT_SCHEMA and i.CONSTRAINT_NAME = ii.CONSTRAINT_NAME
       where i.TABLE_SCHEMA = 'beacon' and i.TABLE_NAME = 'PullRequests' and i.CONSTRAINT_TYPE in ('PRIMARY KEY', 'UNIQUE')`,
    ],
    [
      'DBeaver',
      `SELECT n.oid, n.*, d.description FROM pg_catalog.pg_namespace n LEFT OUTER JOIN pg_catalog.pg_description d
       ON d.objoid = n.oid AND d.objsubid = 0 AND d.classoid = 'pg_namespace'::regclass ORDER BY nspname`,
    ],
    [
      'DBeaver',
      `SELECT c.oid, c.*, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound, pg_catalog.pg_get_partkeydef(c.oid) AS key
       FROM pg_catalog.pg_class c LEFT OUTER JOIN pg_catalog.pg_description d ON d.objoid = c.oid AND d.objsubid = 0
         AND d.classoid = 'pg_class'::regclass WHERE c.relnamespace = 'beacon'::regnamespace AND c.relkind NOT IN ('i', 'I', 'c')`,
    ],
    [
      'DBeaver',
      `SELECT c.relname, a.*, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) AS def_value, dsc.description, dep.objid
       FROM pg_catalog.pg_attribute a INNER JOIN pg_catalog.pg_class c ON (a.attrelid = c.oid)
       LEFT OUTER JOIN pg_catalog.pg_attrdef ad ON (a.attrelid = ad.adrelid AND a.attnum = ad.adnum)
       LEFT OUTER JOIN pg_catalog.pg_description dsc ON (c.oid = dsc.objoid AND a.attnum = dsc.objsubid)
       LEFT OUTER JOIN pg_depend dep ON dep.refobjid = a.attrelid AND dep.deptype = 'i' AND dep.refobjsubid = a.attnum
         AND dep.classid = dep.refclassid WHERE NOT a.attisdropped AND c.relname = 'PullRequests' ORDER BY a.attnum`,
    ],
    [
      'DBeaver',
      `SELECT i.*, i.indkey AS keys, c.relname, c.relam, dsc.description, pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS pred,
         pg_catalog.pg_relation_size(i.indexrelid) AS size, pg_catalog.pg_stat_get_numscans(i.indexrelid) AS scans
       FROM pg_catalog.pg_index i INNER JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
       LEFT OUTER JOIN pg_catalog.pg_description dsc ON i.indexrelid = dsc.objoid WHERE c.relnamespace = 'beacon'::regnamespace`,
    ],
    [
      'DBeaver',
      "SELECT string_agg(word, ',') FROM pg_catalog.pg_get_keywords() WHERE word <> ALL ('{a,abs}'::text[])",
    ],
    [
      'DBeaver',
      'SELECT db.oid, db.* FROM pg_catalog.pg_database db WHERE datallowconn AND NOT datistemplate',
    ],
    [
      'Metabase',
      `SELECT t.schemaname, t.tablename, has_any_column_privilege(current_user, format('%s.%s', t.schemaname, t.tablename), 'update')
       FROM pg_catalog.pg_tables t WHERE t.schemaname !~ '^information_schema|catalog_history|pg_'`,
    ],
    [
      'Metabase',
      `SELECT c.column_name, c.udt_name, c.table_schema, col_description(CAST(CAST(format('"{}"."{}"', c.table_schema, c.table_name) AS regclass) AS oid), c.ordinal_position)
       FROM information_schema.columns c WHERE c.table_schema = 'beacon'`,
    ],
    [
      'Tableau',
      `select relname, nspname, relkind from pg_catalog.pg_class c, pg_catalog.pg_namespace n
       where relkind in ('r', 'v', 'm', 'f', 'p') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'pg_temp_1') and n.oid = relnamespace`,
    ],
    [
      'Tableau',
      'SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = \'beacon."Tags"\'::regclass',
    ],
    [
      'SQLAlchemy',
      `SELECT c.relname, CASE WHEN am.amname IS NOT DISTINCT FROM current_setting('default_table_access_method')
         OR c.relam = 0 THEN NULL ELSE am.amname END AS access_method FROM pg_catalog.pg_class c
       LEFT OUTER JOIN pg_catalog.pg_am am ON c.relam = am.oid WHERE c.relkind = ANY (ARRAY['r', 'p'])`,
    ],
    [
      'an ORM',
      `SELECT t.relname, i.relname, array_to_string(array_agg(a.attname), ', ') FROM pg_class t, pg_class i, pg_index ix, pg_attribute a
       WHERE t.oid = ix.indrelid AND i.oid = ix.indexrelid AND a.attrelid = t.oid AND a.attnum = ANY(ix.indkey) GROUP BY 1, 2`,
    ],
  ])('%s: %s', async (client, sql) => {
    const found = await rows(sql);
    if (!sql.includes('pg_attrdef WHERE')) expect(found.length, client).toBeGreaterThan(0);
  });

  it('what needs no schemas asks for no list of them', async () => {
    const before = bench.lists();
    await rows("SELECT oid, typbasetype FROM pg_type WHERE typname = 'lo'");
    await rows("SELECT setting FROM pg_settings WHERE name = 'max_index_keys'");
    await rows('SELECT pg_backend_pid(), pg_is_in_recovery()');
    await rows('SELECT datname FROM pg_database');
    await prepare('SELECT * FROM pg_class WHERE relname = $1');
    expect(bench.lists()).toBe(before);
    await rows('SELECT nspname FROM pg_namespace');
    expect(bench.lists()).toBe(before + 1);
  });
});

describe('what is refused', () => {
  const failure = (sql: string): Promise<DrawbridgeError> =>
    rows(sql).then(
      () => Promise.reject(new Error('It was not refused.')),
      (error: DrawbridgeError) => error,
    );

  it.each([
    ["SELECT * FROM pg_class, read_csv('/etc/passwd')", '0A000'],
    ["SELECT getenv('HOME') FROM pg_class", '42883'],
    ['SELECT * FROM pg_class, duckdb_settings()', '0A000'],
    ['SELECT nothing FROM pg_class', '42703'],
    ['SELECT * FROM pg_class JOIN "PullRequests" ON true', '0A000'],
    ['SELECT * FROM pg_class, beacon."PullRequests"', '0A000'],
    ['SELECT * FROM pg_class, duckdb_secrets', '42P01'],
    ['SELECT * FROM pg_class, temp.session', '42P01'],
    ['SELECT * FROM pg_class, model_types', '42P01'],
    ['SELECT * FROM pg_catalog.pg_class, main.lookup_types', '42P01'],
    ['SELECT * FROM pg_catalog.pg_nothing, pg_class', '42P01'],
  ])('%s', async (sql, state) => {
    expect((await failure(sql)).sqlState).toBe(state);
  });

  it('an error tells the place in the text that was written', async () => {
    const sql = "SELECT pg_catalog.format_type(1, 2), 'x'::regclass, nothing() FROM pg_class";
    expect((await failure(sql)).position).toBe(sql.indexOf('nothing') + 1);
  });
});
