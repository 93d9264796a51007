/**
 * PostgreSQL's functions about its catalog, as macros over the relations here. A macro is named once for all its
 * numbers of arguments; `(x VARCHAR)` and `(x BIGINT)` are chosen by type.
 */

const one = (relation: string, value: string, condition: string): string =>
  `(SELECT ${value} FROM ${relation} WHERE ${condition})`;

/** Whether what stands in the schema is found without naming it. */
const onPath = `(lk_nspname = 'pg_catalog' OR list_contains((SELECT lk_path FROM lookup_session), lower(lk_nspname)))`;

/** The parts of a written name, the catalog aside: with quotes as it is, in any case. */
const namePart = (text: string, group: 1 | 2): string =>
  String.raw`lower(regexp_replace(regexp_extract(trim(${text}), '^(?:(?:(?:"(?:[^"]|"")*"|[^".]+)\.)?("(?:[^"]|"")*"|[^".]+)\.)?("(?:[^"]|"")*"|[^".]+)$', ${group}), '^"(.*)"$', '\1'))`;

/** The OID of a relation by its name; a number is one already. */
const relationOid = `
  coalesce(try_cast(x AS UINTEGER), (
    SELECT lk_relid FROM lookup_relations WHERE lower(lk_relname) = replace(${namePart('x', 2)}, '""', '"')
      AND CASE ${namePart('x', 1)} WHEN '' THEN ${onPath} ELSE lower(lk_nspname) = ${namePart('x', 1)} END
    ORDER BY lk_nspname <> 'pg_catalog', list_position((SELECT lk_path FROM lookup_session), lower(lk_nspname)) LIMIT 1))`;

const relationName = `
  coalesce((SELECT CASE WHEN ${onPath} THEN '' ELSE quote_ident(lk_nspname) || '.' END || quote_ident(lk_relname)
    FROM lookup_relations WHERE lk_relid = x), x::VARCHAR)`;

const bareType = String.raw`regexp_replace(replace(x, '"', ''), '^pg_catalog\.|\(.*\)', '', 'g')`;

/** Words of the grammar, which no type has for its name. */
const plainType = `CASE ${bareType} WHEN 'int' THEN 'integer' WHEN 'decimal' THEN 'numeric' WHEN 'dec' THEN 'numeric'
  WHEN 'float' THEN 'double precision' ELSE ${bareType} END`;

const typeOid = `
  coalesce(try_cast(x AS UINTEGER), (SELECT lk_typid FROM lookup_types
    WHERE ${plainType} IN (lk_typname, lk_words) ORDER BY lk_typid LIMIT 1))`;

const orFail = (found: string, what: string): string =>
  `coalesce(${found}, error('${what} "' || x || '" does not exist')::UINTEGER)`;

const formatType = (oid: string, modifier: string): string => `
  (SELECT CASE
    WHEN ${oid} = 1043 AND ${modifier} > 3 THEN 'character varying(' || (${modifier} - 4) || ')'
    WHEN ${oid} = 1042 AND ${modifier} > 3 THEN 'character(' || (${modifier} - 4) || ')'
    WHEN ${oid} = 1700 AND ${modifier} > 3 THEN
      'numeric(' || ((${modifier} - 4) >> 16) || ',' || ((${modifier} - 4) & 65535) || ')'
    ELSE lk_words END FROM lookup_types WHERE lk_typid = ${oid})`;

/** No aggregate, so that DuckDB joins by the number where there are many. */
const granted = (oid: string): string => `
  (regexp_matches(lower(p), 'select') OR coalesce((
    SELECT (lk_insert AND regexp_matches(lower(p), 'insert')) OR (lk_update AND regexp_matches(lower(p), 'update'))
      OR (lk_delete AND regexp_matches(lower(p), 'delete'))
    FROM lookup_rights WHERE lk_relid = ${oid}), false))`;

/** USAGE is all that there is to a schema, a type and the like. */
const usage = (privilege: string): string =>
  `regexp_matches(lower(${privilege}), '^(usage|connect|execute|temp|temporary|select)')`;

const comment = (condition: string): string =>
  one('lookup_descriptions', 'min(lk_description)', `lk_objid = x AND ${condition}`);

const always = (value: string, most: number): string[] =>
  Array.from({ length: most }, (_, index) => {
    const names = Array.from({ length: index + 1 }, (__, number) => `x${number}`);
    return `(${names.join(', ')}) AS ${value}`;
  });

type Macros = Readonly<Record<string, readonly string[]>>;

/** What a cast to such a type makes of a name, and of a number; within another function only the name of the macro tells. */
const byNameOrNumber = (type: string, oid: string, name: string): Macros => ({
  [`${type}_of`]: [`(x VARCHAR) AS ${oid}`, `(x BIGINT) AS ${name}`],
  [`${type}_oid`]: [`(x) AS ${oid}`],
});

/** Those that the relations use. */
export const basicMacros: Macros = {
  quote_ident: [
    `(x) AS CASE WHEN regexp_full_match(x, '[a-z_][a-z0-9_$]*') THEN x ELSE '"' || replace(x, '"', '""') || '"' END`,
  ],
  quote_literal: [`(x) AS '''' || replace(x::VARCHAR, '''', '''''') || ''''`],
  quote_nullable: [`(x) AS coalesce('''' || replace(x::VARCHAR, '''', '''''') || '''', 'NULL')`],
  pg_get_userbyid: ['(x) AS CASE WHEN x = 10 THEN (SELECT lk_user FROM lookup_session) END'],
};

export const macros: Macros = {
  has_table_privilege: [
    `(x VARCHAR, p VARCHAR) AS ${granted(relationOid)}`,
    `(x BIGINT, p VARCHAR) AS ${granted('x')}`,
    `(u VARCHAR, x VARCHAR, p VARCHAR) AS ${granted(relationOid)}`,
    `(u VARCHAR, x BIGINT, p VARCHAR) AS ${granted('x')}`,
    `(u BIGINT, x BIGINT, p VARCHAR) AS ${granted('x')}`,
  ],
  pg_get_indexdef: [
    `(x) AS ${one('lookup_keys', 'lk_indexdef', 'lk_keyid = x')}`,
    `(x, n, pretty) AS CASE WHEN n = 0 THEN ${one('lookup_keys', 'lk_indexdef', 'lk_keyid = x')}
      ELSE ${one('lookup_columns', 'quote_ident(lk_attname)', 'lk_relid = x AND lk_num = n')} END`,
  ],
  pg_blocking_pids: always('[]::INTEGER[]', 1),
  // Every index is a B-tree of the key, in its order.
  pg_index_column_has_property: [
    `(x, n, property) AS CASE WHEN lower(property) IN ('asc', 'nulls_last', 'orderable', 'returnable', 'search_array', 'search_nulls')
      THEN true WHEN lower(property) IN ('desc', 'nulls_first', 'distance_orderable') THEN false END`,
  ],
  format_type: [`(typ, modifier) AS ${formatType('typ', 'modifier')}`],
  ...byNameOrNumber('regclass', orFail(relationOid, 'relation'), relationName),
  to_regclass: [`(x) AS ${relationOid}`],
  ...byNameOrNumber(
    'regtype',
    orFail(typeOid, 'type'),
    `coalesce(${one('lookup_types', 'lk_words', 'lk_typid = x')}, x::VARCHAR)`,
  ),
  to_regtype: [`(x) AS ${typeOid}`],
  ...byNameOrNumber(
    'regproc',
    one('lookup_procedures', 'min(lk_procid)', `lk_proname = ${plainType}`),
    `coalesce(${one('lookup_procedures', 'lk_proname', 'lk_procid = x')}, '-')`,
  ),
  ...byNameOrNumber(
    'regnamespace',
    orFail(one('lookup_namespaces', 'min(lk_nspid)', `lower(lk_nspname) = lower(trim(x, '"'))`), 'schema'),
    `coalesce(${one('lookup_namespaces', 'quote_ident(lk_nspname)', 'lk_nspid = x')}, x::VARCHAR)`,
  ),
  ...byNameOrNumber(
    'regrole',
    one('lookup_roles', 'min(lk_roleid)', `lk_rolname = trim(x, '"')`),
    `coalesce(${one('lookup_roles', 'quote_ident(lk_rolname)', 'lk_roleid = x')}, x::VARCHAR)`,
  ),
  pg_typeof: ['(x) AS lower(typeof(x))'],
  pg_table_is_visible: [`(x) AS ${one('lookup_relations', onPath, 'lk_relid = x')}`],
  pg_type_is_visible: [`(x) AS ${one('lookup_types', 'true', 'lk_typid = x')}`],
  pg_function_is_visible: [`(x) AS ${one('lookup_procedures', onPath, 'lk_procid = x')}`],
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
    `(x, catalog) AS ${comment("lk_num = 0 AND lk_classid = CASE catalog WHEN 'pg_class' THEN 1259 WHEN 'pg_namespace' THEN 2615 WHEN 'pg_proc' THEN 1255 ELSE 0 END")}`,
    `(x) AS ${comment('lk_num = 0')}`,
  ],
  col_description: [`(x, n) AS ${comment('lk_num = n AND lk_classid = 1259')}`],
  shobj_description: always('NULL::VARCHAR', 2),
  pg_get_expr: always('NULL::VARCHAR', 3).slice(1),
  pg_get_constraintdef: ['(x)', '(x, pretty)'].map(
    (parameters) => `${parameters} AS ${one('lookup_keys', 'lk_definition', 'lk_keyid = x')}`,
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
        `(x) AS (SELECT string_agg('IN ' || quote_ident(lk_parname) || ' ' || ${formatType('lk_partyp', 'lk_parmod')}, ', ' ORDER BY lk_num)
          FROM lookup_parameters WHERE lk_procid = x)`,
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
  current_setting: [
    `(x) AS coalesce(${one('lookup_settings', 'min(lk_setting)', 'lk_name = lower(x)')},
      error('setting "' || x || '" does not exist')::VARCHAR)`,
    `(x, missing) AS ${one('lookup_settings', 'min(lk_setting)', 'lk_name = lower(x)')}`,
  ],
  set_config: ['(name, value, local) AS value'],
  pg_encoding_to_char: [`(x) AS CASE x WHEN 6 THEN 'UTF8' WHEN 0 THEN 'SQL_ASCII' ELSE '' END`],
  pg_char_to_encoding: [
    `(x) AS CASE WHEN upper(replace(x, '-', '')) IN ('UTF8', 'UNICODE') THEN 6 ELSE -1 END`,
  ],
  getdatabaseencoding: [`() AS 'UTF8'`],
  pg_client_encoding: [`() AS 'UTF8'`],
  pg_cancel_backend: ['(pid) AS false'],
  pg_terminate_backend: ['(pid) AS false', '(pid, timeout) AS false'],
  pg_backend_pid: ['() AS (SELECT lk_pid FROM lookup_session)'],
  pg_is_in_recovery: ['() AS false'],
  pg_is_wal_replay_paused: ['() AS false'],
  pg_postmaster_start_time: ['() AS (SELECT lk_started FROM lookup_session)'],
  pg_conf_load_time: ['() AS (SELECT lk_started FROM lookup_session)'],
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
  pg_array_has: ['(x, l) AS list_contains(l, x)'],
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
  xid_age: ['(x) AS CASE WHEN x IS NOT NULL THEN 1 END'],
  // Quoted as quote_ident does, since those who call it compare with that; names have any case here.
  parse_ident: [
    `(x) AS list_transform(regexp_extract_all(x, '"(?:[^"]|"")*"|[^".]+'),
      lambda part: quote_ident(replace(regexp_replace(part, '^"(.*)"$', '\\1'), '""', '"')))`,
  ],
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
