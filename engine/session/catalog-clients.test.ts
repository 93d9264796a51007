/**
 * What desktop tools and libraries that do not run here ask the catalog when they connect and when somebody browses, in a
 * reduction of our own, and what they make of the answer.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogBench, type CatalogBench } from './test-support/catalog-bench.ts';

let bench: CatalogBench;

beforeAll(async () => {
  bench = await openCatalogBench();
});

afterAll(() => bench.close());

const rows = (sql: string, parameters: readonly (string | null)[] = []) => bench.rows(sql, parameters);

describe('Npgsql', () => {
  it('loads the types with those of their items, arrays last', async () => {
    const found = await rows(`
      SELECT ns.nspname, t.oid, t.typname, t.typtype, t.elemtypoid FROM (
        SELECT typ.oid, typ.typnamespace, typ.typname, typ.typtype, typ.relkind, elemtyp.oid AS elemtypoid,
          elemtyp.typname AS elemtypname, CASE WHEN elemproc.proname = 'array_recv' THEN 'a' ELSE elemtyp.typtype END AS elemtyptype
        FROM (
          SELECT typ.oid, typnamespace, typname, relkind,
            CASE WHEN proc.proname = 'array_recv' THEN 'a' ELSE typ.typtype END AS typtype,
            CASE WHEN proc.proname = 'array_recv' THEN typ.typelem WHEN typ.typtype = 'r' THEN rngsubtype
              WHEN typ.typtype = 'm' THEN (SELECT rngtypid FROM pg_range WHERE rngmultitypid = typ.oid)
              WHEN typ.typtype = 'd' THEN typ.typbasetype END AS elemtypoid
          FROM pg_type AS typ LEFT JOIN pg_class AS cls ON cls.oid = typ.typrelid
          LEFT JOIN pg_proc AS proc ON proc.oid = typ.typreceive LEFT JOIN pg_range ON pg_range.rngtypid = typ.oid) AS typ
        LEFT JOIN pg_type AS elemtyp ON elemtyp.oid = elemtypoid LEFT JOIN pg_proc AS elemproc ON elemproc.oid = elemtyp.typreceive) AS t
      JOIN pg_namespace AS ns ON ns.oid = typnamespace
      WHERE typtype IN ('b', 'r', 'm', 'e', 'd') OR (typtype = 'c' AND relkind = 'c')
        OR (typtype = 'p' AND typname IN ('record', 'void', 'unknown')) OR (typtype = 'a' AND elemtyptype IN ('b', 'r', 'm', 'e', 'd'))
      ORDER BY CASE WHEN typtype IN ('b', 'e', 'p') THEN 0 WHEN typtype = 'a' THEN 5 ELSE 1 END, t.oid`);
    for (const type of [
      ['pg_catalog', '20', 'int8', 'b', null],
      ['pg_catalog', '1114', 'timestamp', 'b', null],
      ['pg_catalog', '1009', '_text', 'a', '25'],
      ['pg_catalog', '3807', '_jsonb', 'a', '3802'],
    ])
      expect(found).toContainEqual(type);
    const kinds = found.map(([, , , kind]) => kind);
    expect(kinds.indexOf('a')).toBeGreaterThan(kinds.lastIndexOf('b'));
    // Those are not there.
    expect(
      await rows(
        "SELECT typ.oid, att.attname FROM pg_type AS typ JOIN pg_class AS cls ON cls.oid = typ.typrelid JOIN pg_attribute AS att ON att.attrelid = typ.typrelid WHERE typ.typtype = 'c' AND cls.relkind = 'c'",
      ),
    ).toEqual([]);
    expect(
      await rows(
        'SELECT pg_type.oid, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY oid, enumsortorder',
      ),
    ).toEqual([]);
  });

  it('reads the columns of a result with their keys', async () => {
    expect(
      await rows(`
        SELECT attname, attidentity, typ.oid, attnotnull, attr.attnum, COALESCE(ix.indisprimary, false)
        FROM pg_attribute AS attr JOIN pg_type AS typ ON attr.atttypid = typ.oid JOIN pg_class AS cls ON cls.oid = attr.attrelid
        JOIN pg_namespace AS ns ON ns.oid = cls.relnamespace
        LEFT OUTER JOIN pg_index AS ix ON attr.attnum = ANY(ix.indkey) AND ix.indrelid = cls.oid
        WHERE nspname = 'beacon' AND relname = 'PullRequests' AND attr.attnum IN (1, 2) ORDER BY attnum`),
    ).toEqual([
      ['Id', '', '20', 't', '1', 't'],
      ['Title', '', '1043', 't', '2', 'f'],
    ]);
  });
});

describe('Grafana', () => {
  const onPath = `quote_ident(table_schema) IN (
    SELECT CASE WHEN trim(s[i]) = '"$user"' THEN user ELSE trim(s[i]) END
    FROM generate_series(array_lower(string_to_array(current_setting('search_path'), ','), 1),
      array_upper(string_to_array(current_setting('search_path'), ','), 1)) AS i,
      string_to_array(current_setting('search_path'), ',') s)`;

  it('lists tables, those of other schemas with them', async () => {
    const found = await rows(`
      SELECT CASE WHEN ${onPath} THEN quote_ident(table_name)
        ELSE quote_ident(table_schema) || '.' || quote_ident(table_name) END AS "table"
      FROM information_schema.tables WHERE quote_ident(table_schema) NOT IN ('information_schema', 'pg_catalog')
      ORDER BY 1`);
    const names = found.map(([name]) => name);
    expect(names).toContain('"tide.tables"."PullRequests"');
    expect(names).toContain('"OPS"."ProjectDeployKeys"');
  });

  it.each(['beacon."PullRequests"', '"PullRequests"'])('reads the columns of %s', async (table) => {
    const [first] = await rows(`
      SELECT quote_ident(column_name), data_type FROM information_schema.columns
      WHERE CASE WHEN array_length(parse_ident('${table}'), 1) = 2
        THEN quote_ident(table_schema) = (parse_ident('${table}'))[1] AND quote_ident(table_name) = (parse_ident('${table}'))[2]
        ELSE quote_ident(table_name) = '${table}' AND table_schema = 'beacon' END ORDER BY ordinal_position`);
    expect(first).toEqual(['"Id"', 'bigint']);
  });
});

describe('Metabase', () => {
  it('reads columns with keys and comments', async () => {
    const [first] = await rows(`
      SELECT c.column_name, c.udt_name, c.ordinal_position - 1, pk.column_name IS NOT NULL,
        COL_DESCRIPTION(CAST(CAST(FORMAT('%I.%I', CAST(c.table_schema AS TEXT), CAST(c.table_name AS TEXT)) AS REGCLASS) AS OID), c.ordinal_position)
      FROM information_schema.columns AS c
      LEFT JOIN (SELECT tc.table_schema, tc.table_name, kc.column_name FROM information_schema.table_constraints AS tc
        INNER JOIN information_schema.key_column_usage AS kc ON tc.constraint_name = kc.constraint_name
          AND tc.table_schema = kc.table_schema AND tc.table_name = kc.table_name WHERE tc.constraint_type = 'PRIMARY KEY') AS pk
        ON c.table_schema = pk.table_schema AND c.table_name = pk.table_name AND c.column_name = pk.column_name
      WHERE c.table_schema !~ '^information_schema|catalog_history|pg_' AND c.table_schema IN ('tide.tables')
        AND c.table_name = 'PullRequests' ORDER BY 3`);
    expect(first).toEqual([
      'Id',
      'int8',
      '0',
      't',
      'The number of the pull request, unique in its repository.',
    ]);
  });

  it('reads foreign keys', async () => {
    expect(
      await rows(`
        SELECT ft.relname, fc.attname, pn.nspname, pt.relname, pc.attname FROM pg_constraint AS c
        INNER JOIN pg_class AS ft ON c.conrelid = ft.oid INNER JOIN pg_namespace AS fn ON c.connamespace = fn.oid
        INNER JOIN pg_attribute AS fc ON c.conrelid = fc.attrelid INNER JOIN pg_class AS pt ON c.confrelid = pt.oid
        INNER JOIN pg_namespace AS pn ON pt.relnamespace = pn.oid INNER JOIN pg_attribute AS pc ON c.confrelid = pc.attrelid
        WHERE c.contype = 'f'::char AND fc.attnum = ANY(c.conkey) AND pc.attnum = ANY(c.confkey) AND fn.nspname = 'beacon'
          AND ft.relname = 'PullRequestComments' ORDER BY 2`),
    ).toContainEqual(['PullRequestComments', 'PullRequestId', 'beacon', 'PullRequests', 'Id']);
  });

  it('reads what the user may do', async () => {
    expect(
      await rows(`
        SELECT t.objectname, has_table_privilege(current_user, '"' || replace(t.schemaname, '"', '""') || '"."' || t.objectname || '"', 'DELETE')
        FROM (SELECT schemaname, tablename AS objectname FROM pg_tables UNION SELECT schemaname, viewname FROM pg_views
          UNION SELECT schemaname, matviewname FROM pg_matviews) t
        WHERE t.schemaname = 'beacon' AND t.objectname IN ('Branches', 'Commits') ORDER BY 1`),
    ).toEqual([
      ['Branches', 't'],
      ['Commits', 'f'],
    ]);
  });
});

describe('DataGrip and its family', () => {
  it('reads schemas, tables and columns with the transaction that they are of', async () => {
    expect(
      await rows(`
        SELECT N.xmin AS state_number, nspname AS name, D.description FROM pg_catalog.pg_namespace N
        LEFT JOIN pg_catalog.pg_description D ON N.oid = D.objoid WHERE nspname = 'beacon'`),
    ).toEqual([['1', 'beacon', 'The repository beacon.']]);
    expect(
      await rows(`
        SELECT T.relkind, T.relname, T.xmin AS state, T.relpersistence,
          (SELECT pg_catalog.array_agg(inhparent::bigint ORDER BY inhseqno)::varchar FROM pg_catalog.pg_inherits WHERE T.oid = inhrelid)
        FROM pg_catalog.pg_class T WHERE relnamespace = 'OPS'::regnamespace::oid AND relkind IN ('r', 'm', 'v')
          AND pg_catalog.age(xmin) <= coalesce(nullif(greatest(pg_catalog.age('1'::varchar::xid), -1), -1), 2147483647)
        ORDER BY 2 LIMIT 1`),
    ).toEqual([['r', 'ProjectDefaultReviewers', '1', 'p', null]]);
    const columns = await rows(`
      WITH T AS (SELECT DISTINCT T.oid AS table_id FROM pg_catalog.pg_class T, pg_catalog.pg_attribute A
        WHERE T.oid = 'beacon."Tags"'::regclass AND A.attrelid = T.oid)
      SELECT C.attnum, C.attname, C.xmin, pg_catalog.format_type(C.atttypid, C.atttypmod), not C.attislocal
      FROM T INNER JOIN pg_catalog.pg_attribute C ON T.table_id = C.attrelid
      LEFT OUTER JOIN pg_catalog.pg_attrdef D ON (C.attrelid, C.attnum) = (D.adrelid, D.adnum) WHERE attnum > 0 ORDER BY attnum`);
    expect(columns[0]).toEqual(['1', 'Name', '1', 'character varying(255)', 'f']);
    expect(
      await rows(
        'SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE (txid_current() % 4294967296)::varchar::bigint END',
      ),
    ).toEqual([['1']]);
  });
});

describe('pgAdmin', () => {
  it('asks how the connection is protected, and what the role may', async () => {
    expect(
      await rows(
        'SELECT gss_authenticated, encrypted FROM pg_catalog.pg_stat_gssapi WHERE pid = pg_backend_pid()',
      ),
    ).toEqual([['f', 'f']]);
    expect(await rows('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).toEqual([['f']]);
    expect(
      await rows(`
        SELECT roles.rolname, CASE WHEN 'pg_signal_backend' = ANY(ARRAY(WITH RECURSIVE cte AS (
            SELECT pg_roles.oid, pg_roles.rolname FROM pg_roles WHERE pg_roles.oid = roles.oid
            UNION ALL SELECT m.roleid, pgr.rolname FROM cte c JOIN pg_auth_members m ON m.member = c.oid JOIN pg_roles pgr ON pgr.oid = m.roleid)
          SELECT rolname FROM cte)) THEN True ELSE False END
        FROM pg_catalog.pg_roles AS roles WHERE rolname = current_user`),
    ).toEqual([['erika', 'f']]);
  });

  it('lists schemas and tables without its own', async () => {
    const found = await rows(`
      SELECT nsp.nspname, has_schema_privilege(nsp.oid, 'CREATE') FROM pg_catalog.pg_namespace nsp
      WHERE nspname NOT LIKE E'pg\\\\_%' AND NOT (nsp.nspname = 'information_schema' AND EXISTS (SELECT 1 FROM pg_catalog.pg_class
        WHERE relname = 'tables' AND relnamespace = nsp.oid LIMIT 1)) ORDER BY nspname`);
    expect(found.map(([name]) => name)).toEqual([
      'AllRepositories',
      'Information',
      'OPS',
      'beacon',
      'tide.tables',
    ]);
  });
});

describe('SQLAlchemy 2', () => {
  it('reads the columns of keys in their order', async () => {
    expect(
      await rows(`
        SELECT attr.conname, array_agg(CAST(attr.attname AS TEXT) ORDER BY attr.ord) AS cols
        FROM (SELECT con.*, pg_catalog.pg_attribute.attname FROM pg_catalog.pg_attribute
          JOIN (SELECT conrelid, conname, unnest(conkey) AS attnum, generate_subscripts(conkey, 1) AS ord FROM pg_catalog.pg_constraint
            WHERE contype = 'p' AND conrelid = '"AllRepositories"."PullRequests"'::regclass) AS con
          ON pg_catalog.pg_attribute.attnum = con.attnum AND pg_catalog.pg_attribute.attrelid = con.conrelid) AS attr
        GROUP BY attr.conrelid, attr.conname`),
    ).toEqual([['PullRequests_pkey', '{RepositorySlug,Id}']]);
  });
});

describe('TypeORM', () => {
  it('names a table by its catalog, too', async () => {
    expect(
      await rows(`
        SELECT col_description(('"' || table_catalog || '"."' || table_schema || '"."' || table_name || '"')::regclass::oid, ordinal_position),
          ('"' || udt_schema || '"."' || udt_name || '"')::"regtype"
        FROM information_schema.columns WHERE table_schema = 'tide.tables' AND table_name = 'PullRequests' AND column_name = 'Id'`),
    ).toEqual([['The number of the pull request, unique in its repository.', 'bigint']]);
  });
});

describe('Sequelize', () => {
  it('reads the statistics of tables, of which there are none', async () => {
    expect(
      await rows(`
        SELECT column_name, (SELECT d.description FROM pg_catalog.pg_statio_all_tables AS st
          INNER JOIN pg_catalog.pg_description d ON d.objoid = st.relid WHERE c.ordinal_position = d.objsubid AND c.table_name = st.relname)
        FROM information_schema.columns c WHERE table_schema = 'beacon' AND table_name = 'Tags' AND ordinal_position = 1`),
    ).toEqual([['Name', null]]);
  });
});

describe('Active Record', () => {
  it('reads the columns of an index, and looks types up', async () => {
    expect(
      await rows(`
        SELECT i.relname, ARRAY(SELECT pg_get_indexdef(d.indexrelid, k + 1, true) FROM generate_subscripts(d.indkey, 1) AS k ORDER BY k) AS columns
        FROM pg_class t INNER JOIN pg_index d ON t.oid = d.indrelid INNER JOIN pg_class i ON d.indexrelid = i.oid
        WHERE t.oid = '"AllRepositories"."PullRequests"'::regclass`),
    ).toEqual([['PullRequests_pkey', '{"\\"RepositorySlug\\"","\\"Id\\""}']]);
    expect(
      await rows(
        "SELECT oid, typname, typarray FROM pg_type WHERE typname IN ('inet', 'money', 'xml', 'bit') ORDER BY 1",
      ),
    ).toEqual([
      ['142', 'xml', '143'],
      ['790', 'money', '791'],
      ['869', 'inet', '1041'],
      ['1560', 'bit', '1561'],
    ]);
  });
});

describe('DBD::Pg', () => {
  it('reads the order of an index', async () => {
    expect(
      await rows(`
        SELECT col.i, pg_catalog.pg_index_column_has_property(i.indexrelid, col.i, 'asc'),
          pg_catalog.pg_index_column_has_property(i.indexrelid, col.i, 'nulls_first')
        FROM pg_catalog.pg_index i JOIN pg_catalog.generate_series(1, pg_catalog.current_setting('max_index_keys')::integer) col(i)
          ON col.i <= i.indnatts WHERE i.indrelid = 'beacon."Tags"'::regclass`),
    ).toEqual([['1', 't', 'f']]);
  });
});

describe('PostgREST', () => {
  it('numbers the columns of a key', async () => {
    expect(
      await rows(`
        SELECT k.n, k.place, a.attname FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY AS k(n, place)
        JOIN pg_attribute a ON a.attnum = k.n
        WHERE c.contype = 'p' AND c.conrelid = '"AllRepositories"."PullRequests"'::regclass AND a.attrelid = c.conrelid ORDER BY 2`),
    ).toEqual([
      ['1', '1', 'RepositorySlug'],
      ['3', '2', 'Id'],
    ]);
  });
});

describe('Drizzle', () => {
  it('asks whether there is a row without a column', async () => {
    expect(
      await rows(
        "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'beacon'), EXISTS (SELECT FROM pg_attrdef)",
      ),
    ).toEqual([['t', 'f']]);
  });
});

describe('Kysely, PostGraphile and pg-introspection', () => {
  it('give patterns as parameters, beside others', async () => {
    const text = `
      SELECT a.attname FROM pg_catalog.pg_attribute a JOIN pg_class c ON a.attrelid = c.oid
      JOIN pg_namespace ns ON c.relnamespace = ns.oid
      WHERE c.relkind IN ($1, $2) AND ns.nspname !~ $3 AND ns.nspname != $4 AND a.attnum >= $5
        AND a.attisdropped != $6 AND c.relname = $7 AND ns.nspname = 'AllRepositories' ORDER BY a.attnum LIMIT 1`;
    expect(await rows(text, ['r', 'v', '^pg_', 'information_schema', '0', 'true', 'PullRequests'])).toEqual([
      ['RepositorySlug'],
    ]);
  });

  it('take grants apart in FROM', async () => {
    expect(
      await rows(`
        SELECT attname FROM pg_attribute att WHERE att.attname = 'Id' AND att.attacl IS NOT NULL AND EXISTS (
          SELECT 1 FROM aclexplode(att.attacl) aclitem
          WHERE aclitem.privilege_type = 'SELECT' AND grantee IN (SELECT oid FROM pg_roles))`),
    ).toEqual([]);
  });

  it('look at single bits of numbers', async () => {
    expect(
      await rows(`
        SELECT DISTINCT (5::int::bit(7) & b'0000100')::int, pg_relation_is_updatable(oid, true)::bit(8)::int4,
          (5::bit(8) & B'00000010') = B'00000010' FROM pg_class`),
    ).toEqual([['4', '0', 'f']]);
  });

  it('cast lists to types', async () => {
    expect(
      await rows(`
        SELECT attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.atttypid = ANY ('{int,int8,int2}'::regtype[]) AND c.oid = '"AllRepositories"."PullRequests"'::regclass
        ORDER BY attnum LIMIT 2`),
    ).toEqual([['Id'], ['CommentCount']]);
    expect(
      await rows(`
        SELECT array_to_string(COALESCE(p.proallargtypes::regtype[], p.proargtypes::regtype[]), ',')
        FROM pg_proc p WHERE proname = 'ApprovePullRequest' LIMIT 1`),
    ).toEqual([['bigint,character varying']]);
  });

  it('build one JSON of many rows in their order', async () => {
    const [[found] = []] = await rows(`
      WITH spaces AS (SELECT nspname FROM pg_namespace WHERE nspname IN ('AllRepositories', 'Information'))
      SELECT json_build_object('spaces', (SELECT coalesce((SELECT json_agg(row_to_json(spaces) ORDER BY nspname DESC)
        FROM spaces), '[]'::json)), 'byName', (SELECT json_object_agg(nspname, 1 ORDER BY nspname) FROM spaces))::text`);
    expect(JSON.parse(String(found))).toEqual({
      spaces: [{ nspname: 'Information' }, { nspname: 'AllRepositories' }],
      byName: { AllRepositories: 1, Information: 1 },
    });
  });

  it('cast to the types of information_schema', async () => {
    expect(
      await rows(
        "SELECT pg_get_expr(NULL, 0)::information_schema.character_data, CAST('3' AS information_schema.cardinal_number)",
      ),
    ).toEqual([[null, '3']]);
  });
});

describe('what the user may do', () => {
  it('is told table by table', async () => {
    expect(
      await rows(`
        SELECT table_name, grantee, string_agg(privilege_type, ',' ORDER BY privilege_type) FROM information_schema.role_table_grants
        WHERE table_schema = 'beacon' AND table_name IN ('Branches', 'Commits') GROUP BY 1, 2 ORDER BY 1`),
    ).toEqual([
      ['Branches', 'erika', 'DELETE,INSERT,SELECT'],
      ['Commits', 'erika', 'SELECT'],
    ]);
    for (const name of ['element_types', 'domains', 'view_table_usage', 'foreign_tables'])
      expect(await rows(`SELECT * FROM information_schema.${name}`)).toEqual([]);
  });

  it('is of schemas with numbers of the type oid', async () => {
    const { columns } = await bench.prepare('SELECT oid, nspowner FROM pg_namespace');
    expect(columns?.map(({ typeOid }) => typeOid)).toEqual([26, 26]);
  });
});

describe('format', () => {
  it('writes %I, %L and %s, and leaves braces and percent signs', async () => {
    expect(
      await rows(
        "SELECT format('%I.%I = %L {%s} 100%%', 'a b', 'c', 'it''s', relkind) FROM pg_class WHERE oid = 1259",
      ),
    ).toEqual([[`"a b".c = 'it''s' {r} 100%`]]);
  });
});
