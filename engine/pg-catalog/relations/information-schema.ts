/** The views of `information_schema`, over those of `pg_catalog`. */
import { withoutRows } from './nothing.ts';
import type { Relations } from './relation.ts';

/** `p`: what stands in front of the columns of the type, such as `data_type`. */
const typeColumns = (typid: string, typmod: string): string => `
  CASE WHEN t.typelem <> 0 THEN 'ARRAY' ELSE t.words END AS data_type,
  CASE WHEN ${typid} = 1043 AND ${typmod} > 3 THEN ${typmod} - 4 END::INTEGER AS character_maximum_length,
  CASE WHEN ${typid} = 1043 AND ${typmod} > 3 THEN (${typmod} - 4) * 4
    WHEN ${typid} IN (25, 1043) THEN 1073741824 END::INTEGER AS character_octet_length,
  CASE ${typid} WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53 END::INTEGER
    AS numeric_precision,
  CASE WHEN ${typid} IN (20, 21, 23, 700, 701) THEN 2 END::INTEGER AS numeric_precision_radix,
  CASE WHEN ${typid} IN (20, 21, 23) THEN 0 END::INTEGER AS numeric_scale,
  CASE WHEN ${typid} = 1082 THEN 0 WHEN ${typid} IN (1083, 1114, 1184) THEN 6 END::INTEGER AS datetime_precision`;

const database = '(SELECT database FROM temp.session)';

const yesNo = (condition: string): string => `CASE WHEN ${condition} THEN 'YES' ELSE 'NO' END`;

/** What the user of the connection may do; what can be changed is told by table_privileges, too. */
const tablePrivileges = `
  SELECT pg_get_userbyid(10) AS grantor, (SELECT username FROM temp.session) AS grantee, ${database} AS table_catalog,
    n.nspname AS table_schema, c.name AS table_name, p.privilege_type, 'NO' AS is_grantable,
    ${yesNo("p.privilege_type = 'SELECT'")} AS with_hierarchy
  FROM temp.relations c JOIN main.pg_namespace n ON n.oid = c.namespace
  JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) p(privilege_type)
    ON has_table_privilege(c.oid, p.privilege_type)
  WHERE c.kind IN ('r', 'v')`;

export const informationSchema: Relations = {
  information_schema_catalog_name: `SELECT database AS catalog_name FROM temp.session`,
  schemata: `
    SELECT ${database} AS catalog_name, nspname AS schema_name, pg_get_userbyid(nspowner) AS schema_owner,
      NULL::VARCHAR AS default_character_set_catalog, NULL::VARCHAR AS default_character_set_schema,
      NULL::VARCHAR AS default_character_set_name, NULL::VARCHAR AS sql_path
    FROM main.pg_namespace`,
  tables: `
    SELECT ${database} AS table_catalog, n.nspname AS table_schema, c.name AS table_name,
      CASE c.kind WHEN 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type,
      NULL::VARCHAR AS self_referencing_column_name, NULL::VARCHAR AS reference_generation,
      NULL::VARCHAR AS user_defined_type_catalog, NULL::VARCHAR AS user_defined_type_schema,
      NULL::VARCHAR AS user_defined_type_name, ${yesNo('c.insertable')} AS is_insertable_into,
      'NO' AS is_typed, NULL::VARCHAR AS commit_action
    FROM temp.relations c JOIN main.pg_namespace n ON n.oid = c.namespace WHERE c.kind IN ('r', 'v')`,
  views: `
    SELECT ${database} AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
      NULL::VARCHAR AS view_definition, 'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into
    FROM main.pg_class c JOIN main.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v'`,
  columns: `
    SELECT ${database} AS table_catalog, n.nspname AS table_schema, c.name AS table_name, a.attname AS column_name,
      a.attnum::INTEGER AS ordinal_position, NULL::VARCHAR AS column_default, ${yesNo('NOT a.attnotnull')} AS is_nullable,
      ${typeColumns('a.atttypid', 'a.atttypmod')}, NULL::VARCHAR AS interval_type, NULL::INTEGER AS interval_precision,
      NULL::VARCHAR AS character_set_catalog, NULL::VARCHAR AS character_set_schema, NULL::VARCHAR AS character_set_name,
      NULL::VARCHAR AS collation_catalog, NULL::VARCHAR AS collation_schema, NULL::VARCHAR AS collation_name,
      NULL::VARCHAR AS domain_catalog, NULL::VARCHAR AS domain_schema, NULL::VARCHAR AS domain_name,
      ${database} AS udt_catalog, 'pg_catalog' AS udt_schema, t.typname AS udt_name, NULL::VARCHAR AS scope_catalog,
      NULL::VARCHAR AS scope_schema, NULL::VARCHAR AS scope_name, NULL::INTEGER AS maximum_cardinality,
      a.attnum::VARCHAR AS dtd_identifier, 'NO' AS is_self_referencing, 'NO' AS is_identity,
      NULL::VARCHAR AS identity_generation, NULL::VARCHAR AS identity_start, NULL::VARCHAR AS identity_increment,
      NULL::VARCHAR AS identity_maximum, NULL::VARCHAR AS identity_minimum, 'NO' AS identity_cycle,
      'NEVER' AS is_generated, NULL::VARCHAR AS generation_expression,
      ${yesNo('c.updatable')} AS is_updatable
    FROM main.pg_attribute a JOIN temp.relations c ON c.oid = a.attrelid
    JOIN main.pg_namespace n ON n.oid = c.namespace JOIN main.model_types t ON t.oid = a.atttypid
    WHERE c.kind IN ('r', 'v')`,
  table_constraints: `
    SELECT ${database} AS constraint_catalog, n.nspname AS constraint_schema, k.name AS constraint_name,
      ${database} AS table_catalog, n.nspname AS table_schema, c.relname AS table_name,
      CASE k.kind WHEN 'p' THEN 'PRIMARY KEY' ELSE 'FOREIGN KEY' END AS constraint_type, 'NO' AS is_deferrable,
      'NO' AS initially_deferred, 'YES' AS enforced, NULL::VARCHAR AS nulls_distinct
    FROM temp.keys k JOIN main.pg_class c ON c.oid = k.relid JOIN main.pg_namespace n ON n.oid = k.namespace`,
  key_column_usage: `
    SELECT ${database} AS constraint_catalog, n.nspname AS constraint_schema, k.name AS constraint_name,
      ${database} AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
      k.place::INTEGER AS ordinal_position,
      CASE k.kind WHEN 'f' THEN list_position(p.indkey, k.target_keys[k.place]::SMALLINT) END::INTEGER
        AS position_in_unique_constraint
    FROM (SELECT *, unnest(keys) AS num, generate_subscripts(keys, 1) AS place FROM temp.keys) k
    JOIN main.pg_class c ON c.oid = k.relid JOIN main.pg_namespace n ON n.oid = k.namespace
    JOIN main.pg_attribute a ON a.attrelid = k.relid AND a.attnum = k.num
    LEFT JOIN main.pg_index p ON p.indexrelid = k.indid`,
  constraint_column_usage: `
    SELECT ${database} AS table_catalog, n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
      ${database} AS constraint_catalog, m.nspname AS constraint_schema, k.name AS constraint_name
    FROM (SELECT *, CASE kind WHEN 'f' THEN target_relid ELSE relid END AS used,
      unnest(CASE kind WHEN 'f' THEN target_keys ELSE keys END) AS num FROM temp.keys) k
    JOIN main.pg_class c ON c.oid = k.used JOIN main.pg_namespace n ON n.oid = c.relnamespace
    JOIN main.pg_namespace m ON m.oid = k.namespace
    JOIN main.pg_attribute a ON a.attrelid = k.used AND a.attnum = k.num`,
  referential_constraints: `
    SELECT ${database} AS constraint_catalog, n.nspname AS constraint_schema, k.name AS constraint_name,
      ${database} AS unique_constraint_catalog, m.nspname AS unique_constraint_schema, i.relname AS unique_constraint_name,
      'NONE' AS match_option, 'NO ACTION' AS update_rule, 'NO ACTION' AS delete_rule
    FROM temp.keys k JOIN main.pg_namespace n ON n.oid = k.namespace
    LEFT JOIN main.pg_class i ON i.oid = k.indid LEFT JOIN main.pg_namespace m ON m.oid = i.relnamespace
    WHERE k.kind = 'f'`,
  routines: `
    SELECT ${database} AS specific_catalog, n.nspname AS specific_schema, p.proname || '_' || p.oid AS specific_name,
      ${database} AS routine_catalog, n.nspname AS routine_schema, p.proname AS routine_name, 'PROCEDURE' AS routine_type,
      NULL::VARCHAR AS data_type, 'SQL' AS routine_body, NULL::VARCHAR AS routine_definition,
      NULL::VARCHAR AS external_name, 'SQL' AS external_language, 'NO' AS is_deterministic,
      'MODIFIES' AS sql_data_access, NULL::VARCHAR AS type_udt_name
    FROM main.pg_proc p JOIN main.pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind = 'p'`,
  parameters: `
    SELECT ${database} AS specific_catalog, n.nspname AS specific_schema, p.proname || '_' || p.oid AS specific_name,
      a.num AS ordinal_position, 'IN' AS parameter_mode, 'NO' AS is_result, 'NO' AS as_locator, a.name AS parameter_name,
      ${typeColumns('a.typid', 'a.typmod')}, 'pg_catalog' AS udt_schema, t.typname AS udt_name,
      NULL::VARCHAR AS parameter_default
    FROM main.pg_proc p JOIN main.pg_namespace n ON n.oid = p.pronamespace
    JOIN main.model_parameters a ON p.oid = (p.pronamespace + a.ord)
    JOIN main.model_types t ON t.oid = a.typid WHERE p.prokind = 'p'`,
  character_sets: `
    SELECT NULL::VARCHAR AS character_set_catalog, NULL::VARCHAR AS character_set_schema, 'UTF8' AS character_set_name,
      'UCS' AS character_repertoire, 'UTF8' AS form_of_use, ${database} AS default_collate_catalog,
      'pg_catalog' AS default_collate_schema, 'C' AS default_collate_name`,
  enabled_roles: `SELECT username AS role_name FROM temp.session`,
  table_privileges: tablePrivileges,
  role_table_grants: tablePrivileges,
  ...withoutRows({
    applicable_roles: 'grantee role_name is_grantable',
    check_constraints: 'constraint_catalog constraint_schema constraint_name check_clause',
    collations: 'collation_catalog collation_schema collation_name pad_attribute',
    column_udt_usage: 'udt_catalog udt_schema udt_name table_catalog table_schema table_name column_name',
    constraint_table_usage:
      'table_catalog table_schema table_name constraint_catalog constraint_schema constraint_name',
    domains:
      'domain_catalog domain_schema domain_name data_type character_maximum_length:i character_octet_length:i ' +
      'numeric_precision:i numeric_precision_radix:i numeric_scale:i datetime_precision:i domain_default udt_catalog ' +
      'udt_schema udt_name',
    element_types:
      'object_catalog object_schema object_name object_type collection_type_identifier data_type ' +
      'character_maximum_length:i character_octet_length:i numeric_precision:i numeric_precision_radix:i ' +
      'numeric_scale:i datetime_precision:i domain_default udt_catalog udt_schema udt_name dtd_identifier',
    foreign_tables:
      'foreign_table_catalog foreign_table_schema foreign_table_name foreign_server_catalog foreign_server_name',
    sequences:
      'sequence_catalog sequence_schema sequence_name data_type numeric_precision:i numeric_precision_radix:i ' +
      'numeric_scale:i start_value minimum_value maximum_value increment cycle_option',
    triggers:
      'trigger_catalog trigger_schema trigger_name event_manipulation event_object_catalog event_object_schema ' +
      'event_object_table action_order:i action_condition action_statement action_orientation action_timing ' +
      'action_reference_old_table action_reference_new_table action_reference_old_row action_reference_new_row created:d',
    usage_privileges:
      'grantor grantee object_catalog object_schema object_name object_type privilege_type is_grantable',
    user_defined_types:
      'user_defined_type_catalog user_defined_type_schema user_defined_type_name user_defined_type_category',
    view_column_usage: 'view_catalog view_schema view_name table_catalog table_schema table_name column_name',
    view_table_usage: 'view_catalog view_schema view_name table_catalog table_schema table_name',
  }),
};
