/**
 * PostgreSQL's functions about its catalog, as macros over the relations here. A macro is named once for all its
 * numbers of arguments; `(x VARCHAR)` and `(x BIGINT)` are chosen by type.
 */

const one = (relation: string, value: string, condition: string): string =>
  `(SELECT ${value} FROM ${relation} WHERE ${condition})`;

/** Whether what stands in the schema `nsp` is found without naming it. */
const onPath = (nsp: string): string =>
  `(${nsp} IN ('pg_catalog') OR list_contains((SELECT path FROM temp.session), lower(${nsp})))`;

/** The parts of a written name: with quotes as it is, in any case. */
const namePart = (text: string, group: 1 | 2): string =>
  String.raw`lower(regexp_replace(regexp_extract(trim(${text}), '^(?:("(?:[^"]|"")*"|[^".]+)\.)?("(?:[^"]|"")*"|[^".]+)$', ${group}), '^"(.*)"$', '\1'))`;

/** The OID of a relation by its name; a number is one already. */
const relationOid = (text: string): string => `
  coalesce(try_cast(${text} AS UINTEGER), (
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE lower(c.relname) = replace(${namePart(text, 2)}, '""', '"')
      AND CASE ${namePart(text, 1)} WHEN '' THEN ${onPath('n.nspname')} ELSE lower(n.nspname) = ${namePart(text, 1)} END
    ORDER BY n.nspname <> 'pg_catalog', list_position((SELECT path FROM temp.session), lower(n.nspname)) LIMIT 1))`;

const relationName = (oid: string): string => `
  coalesce((SELECT CASE WHEN ${onPath('n.nspname')} THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ${oid}), ${oid}::VARCHAR)`;

const typeOid = (text: string): string => `
  coalesce(try_cast(${text} AS UINTEGER), (SELECT oid FROM model_types
    WHERE typname = regexp_replace(replace(${text}, '"', ''), '^pg_catalog\\.', '')
      OR words = regexp_replace(replace(${text}, '"', ''), '^pg_catalog\\.', '') ORDER BY oid LIMIT 1))`;

const orFail = (found: string, what: string, text: string): string =>
  `coalesce(${found}, error('${what} "' || ${text} || '" does not exist')::UINTEGER)`;

const formatType = (oid: string, modifier: string): string => `
  (SELECT CASE
    WHEN ${oid} = 1043 AND ${modifier} > 3 THEN 'character varying(' || (${modifier} - 4) || ')'
    WHEN ${oid} = 1042 AND ${modifier} > 3 THEN 'character(' || (${modifier} - 4) || ')'
    WHEN ${oid} = 1700 AND ${modifier} > 3 THEN
      'numeric(' || ((${modifier} - 4) >> 16) || ',' || ((${modifier} - 4) & 65535) || ')'
    ELSE words END FROM model_types WHERE oid = ${oid})`;

const writable = (oid: string, privilege: string): string => `
  (SELECT bool_or(CASE trim(asked)
      WHEN 'select' THEN true
      WHEN 'insert' THEN NOT readonly AND coalesce(t.insertable, false)
      WHEN 'update' THEN NOT readonly AND coalesce(t.updatable, false)
      WHEN 'delete' THEN NOT readonly AND coalesce(t.deletable, false)
      ELSE false END)
    FROM temp.session, (SELECT unnest(string_split(lower(${privilege}), ',')) AS asked) q
    LEFT JOIN (SELECT m.* FROM temp.schemas s JOIN model_tables m USING (kind) WHERE s.oid + m.ord = ${oid}) t ON true)`;

/** USAGE is all that there is to a schema, a type and the like. */
const usage = (privilege: string): string =>
  `regexp_matches(lower(${privilege}), '^(usage|connect|execute|temp|temporary|select)')`;

const visible = (relation: string, namespace: string): string =>
  one(`${relation} r JOIN pg_namespace n ON n.oid = r.${namespace}`, onPath('n.nspname'), 'r.oid = x');

const indexText = (oid: string): string => `
  (SELECT 'CREATE UNIQUE INDEX ' || quote_ident(k.name) || ' ON ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
      || ' USING btree (' || k.columns_text || ')'
    FROM all_keys k JOIN pg_class c ON c.oid = k.relid JOIN pg_namespace n ON n.oid = k.namespace
    WHERE k.kind = 'p' AND k.oid = ${oid})`;

const always = (value: string, most: number): string[] =>
  Array.from({ length: most }, (_, index) => {
    const names = Array.from({ length: index + 1 }, (__, number) => `x${number}`);
    return `(${names.join(', ')}) AS ${value}`;
  });

type Macros = Readonly<Record<string, readonly string[]>>;

/** Those that the relations use. */
export const basicMacros: Macros = {
  quote_ident: [
    `(x) AS CASE WHEN regexp_full_match(x, '[a-z_][a-z0-9_$]*') THEN x ELSE '"' || replace(x, '"', '""') || '"' END`,
  ],
  quote_literal: [`(x) AS '''' || replace(x::VARCHAR, '''', '''''') || ''''`],
  quote_nullable: [`(x) AS coalesce('''' || replace(x::VARCHAR, '''', '''''') || '''', 'NULL')`],
  pg_get_userbyid: ['(x) AS CASE WHEN x = 10 THEN (SELECT username FROM temp.session) END'],
};

export const macros: Macros = {
  has_table_privilege: [
    `(x VARCHAR, p VARCHAR) AS ${writable(relationOid('x'), 'p')}`,
    `(x BIGINT, p VARCHAR) AS ${writable('x', 'p')}`,
    `(u VARCHAR, x VARCHAR, p VARCHAR) AS ${writable(relationOid('x'), 'p')}`,
    `(u VARCHAR, x BIGINT, p VARCHAR) AS ${writable('x', 'p')}`,
    `(u BIGINT, x BIGINT, p VARCHAR) AS ${writable('x', 'p')}`,
  ],
  pg_get_indexdef: [
    `(x) AS ${indexText('x')}`,
    `(x, n, pretty) AS CASE WHEN n = 0 THEN ${indexText('x')}
      ELSE (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = x AND attnum = n) END`,
  ],
  format_type: [`(typ, modifier) AS ${formatType('typ', 'modifier')}`],
  regclass_of: [
    `(x VARCHAR) AS ${orFail(relationOid('x'), 'relation', 'x')}`,
    `(x BIGINT) AS ${relationName('x')}`,
  ],
  to_regclass: [`(x) AS ${relationOid('x')}`],
  regtype_of: [
    `(x VARCHAR) AS ${orFail(typeOid('x'), 'type', 'x')}`,
    `(x BIGINT) AS coalesce(${one('model_types', 'words', 'oid = x')}, x::VARCHAR)`,
  ],
  to_regtype: [`(x) AS ${typeOid('x')}`],
  regproc_of: [
    `(x VARCHAR) AS ${one('pg_proc', 'min(oid)', "proname = regexp_replace(x, '^pg_catalog\\.', '')")}`,
    `(x BIGINT) AS coalesce(${one('pg_proc', 'proname', 'oid = x')}, '-')`,
  ],
  regnamespace_of: [
    `(x VARCHAR) AS ${orFail(one('pg_namespace', 'min(oid)', `lower(nspname) = lower(trim(x, '"'))`), 'schema', 'x')}`,
    `(x BIGINT) AS coalesce(${one('pg_namespace', 'quote_ident(nspname)', 'oid = x')}, x::VARCHAR)`,
  ],
  regrole_of: [
    `(x VARCHAR) AS ${one('pg_authid', 'min(oid)', `rolname = trim(x, '"')`)}`,
    `(x BIGINT) AS coalesce(${one('pg_authid', 'quote_ident(rolname)', 'oid = x')}, x::VARCHAR)`,
  ],
  pg_typeof: ['(x) AS lower(typeof(x))'],
  pg_table_is_visible: [`(x) AS ${visible('pg_class', 'relnamespace')}`],
  pg_type_is_visible: [`(x) AS ${visible('pg_type', 'typnamespace')}`],
  pg_function_is_visible: [`(x) AS ${visible('pg_proc', 'pronamespace')}`],
  ...Object.fromEntries(
    [
      'collation',
      'conversion',
      'opclass',
      'operator',
      'opfamily',
      'statistics_obj',
      'ts_config',
      'ts_dict',
      'ts_parser',
      'ts_template',
    ].map((what) => [`pg_${what}_is_visible`, always('true', 1)]),
  ),
  obj_description: [
    `(x, catalog) AS ${one('pg_description', 'min(description)', "objoid = x AND objsubid = 0 AND classoid = CASE catalog WHEN 'pg_class' THEN 1259 WHEN 'pg_namespace' THEN 2615 WHEN 'pg_proc' THEN 1255 ELSE 0 END")}`,
    `(x) AS ${one('pg_description', 'min(description)', 'objoid = x AND objsubid = 0')}`,
  ],
  col_description: [
    `(x, n) AS ${one('pg_description', 'min(description)', 'objoid = x AND objsubid = n AND classoid = 1259')}`,
  ],
  shobj_description: always('NULL::VARCHAR', 2),
  pg_get_expr: always('NULL::VARCHAR', 3).slice(1),
  pg_get_constraintdef: ['(x)', '(x, pretty)'].map(
    (parameters) => `${parameters} AS ${one('all_keys', 'definition', 'oid = x')}`,
  ),
  pg_get_viewdef: always('NULL::VARCHAR', 2),
  pg_get_ruledef: always('NULL::VARCHAR', 2),
  pg_get_triggerdef: always('NULL::VARCHAR', 2),
  pg_get_partkeydef: always('NULL::VARCHAR', 1),
  pg_get_statisticsobjdef_columns: always('NULL::VARCHAR', 1),
  pg_get_serial_sequence: always('NULL::VARCHAR', 2).slice(1),
  pg_get_functiondef: always('NULL::VARCHAR', 1),
  pg_get_function_sqlbody: always('NULL::VARCHAR', 1),
  pg_get_function_result: always('NULL::VARCHAR', 1),
  ...Object.fromEntries(
    ['pg_get_function_arguments', 'pg_get_function_identity_arguments'].map((name) => [
      name,
      [
        `(x) AS (SELECT string_agg('IN ' || quote_ident(a.name) || ' ' || ${formatType('a.typid', 'a.typmod')}, ', ' ORDER BY a.num)
          FROM pg_proc r JOIN model_parameters a ON r.oid = (r.pronamespace + a.ord) WHERE r.oid = x)`,
      ],
    ]),
  ),
  ...Object.fromEntries(
    [
      'schema',
      'database',
      'type',
      'function',
      'language',
      'tablespace',
      'foreign_data_wrapper',
      'server',
    ].map((what) => [`has_${what}_privilege`, [`(x, p) AS ${usage('p')}`, `(u, x, p) AS ${usage('p')}`]]),
  ),
  has_any_column_privilege: [
    `(x, p) AS regexp_matches(lower(p), '^select')`,
    `(u, x, p) AS regexp_matches(lower(p), '^select')`,
  ],
  has_column_privilege: [
    `(x, c, p) AS regexp_matches(lower(p), '^select')`,
    `(u, x, c, p) AS regexp_matches(lower(p), '^select')`,
  ],
  has_sequence_privilege: always('false', 3).slice(1),
  pg_has_role: always('true', 3).slice(1),
  current_schemas: ['(implicit) AS []::VARCHAR[]'],
  current_setting: ['(x)', '(x, missing)'].map(
    (parameters) => `${parameters} AS ${one('temp.settings', 'min(setting)', 'lower(name) = lower(x)')}`,
  ),
  set_config: ['(name, value, local) AS value'],
  pg_encoding_to_char: [`(x) AS CASE x WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END`],
  pg_char_to_encoding: [
    `(x) AS CASE WHEN upper(replace(x, '-', '')) IN ('UTF8', 'UNICODE') THEN 6 ELSE -1 END`,
  ],
  getdatabaseencoding: [`() AS 'UTF8'`],
  pg_client_encoding: [`() AS 'UTF8'`],
  pg_backend_pid: ['() AS (SELECT pid FROM temp.session)'],
  pg_is_in_recovery: ['() AS false'],
  pg_is_wal_replay_paused: ['() AS false'],
  pg_postmaster_start_time: ['() AS (SELECT started FROM temp.session)'],
  pg_conf_load_time: ['() AS (SELECT started FROM temp.session)'],
  pg_my_temp_schema: ['() AS 0::UINTEGER'],
  pg_is_other_temp_schema: always('false', 1),
  inet_server_addr: ['() AS NULL::VARCHAR'],
  inet_server_port: ['() AS NULL::INTEGER'],
  inet_client_addr: ['() AS NULL::VARCHAR'],
  inet_client_port: ['() AS NULL::INTEGER'],
  pg_relation_size: always('0::BIGINT', 2),
  pg_table_size: always('0::BIGINT', 1),
  pg_indexes_size: always('0::BIGINT', 1),
  pg_total_relation_size: always('0::BIGINT', 1),
  pg_database_size: always('0::BIGINT', 1),
  pg_tablespace_size: always('0::BIGINT', 1),
  pg_tablespace_location: always("''", 1),
  pg_relation_filenode: always('NULL::UINTEGER', 1),
  pg_relation_is_publishable: always('false', 1),
  pg_relation_is_updatable: always('0', 2),
  pg_column_is_updatable: always('false', 3),
  pg_stat_get_numscans: always('0::BIGINT', 1),
  array_upper: ['(x, n) AS CASE WHEN len(x) > 0 THEN len(x)::INTEGER END'],
  array_lower: ['(x, n) AS CASE WHEN len(x) > 0 THEN 1 END'],
  array_ndims: ['(x) AS CASE WHEN len(x) > 0 THEN 1 END'],
  pg_expandarray: [`(x) AS list_transform(x, lambda v, i: {'x': v, 'n': i::INTEGER})`],
  pg_partition_ancestors: ['(x) AS []::UINTEGER[]'],
  pg_options_to_table: ['(x) AS []::STRUCT(option_name VARCHAR, option_value VARCHAR)[]'],
  aclexplode: [
    '(x) AS []::STRUCT(grantor UINTEGER, grantee UINTEGER, privilege_type VARCHAR, is_grantable BOOLEAN)[]',
  ],
  acldefault: always('NULL::VARCHAR', 2).slice(1),
  txid_current: ['() AS 1::BIGINT'],
  array_to_text: ['(x) AS x::VARCHAR'],
};

/** What stands in FROM: name, parameters and SELECT. */
export const tableMacros: Readonly<Record<string, string>> = {
  pg_get_keywords: `() AS TABLE SELECT keyword_name AS word,
    CASE keyword_category WHEN 'reserved' THEN 'R' WHEN 'unreserved' THEN 'U' WHEN 'column_name' THEN 'C' ELSE 'T' END AS catcode,
    keyword_category AS catdesc FROM duckdb_keywords()`,
  pg_show_all_settings: '() AS TABLE SELECT * FROM pg_settings',
};

export const macroNames: readonly string[] = Object.freeze([
  ...Object.keys(basicMacros),
  ...Object.keys(macros),
]);
