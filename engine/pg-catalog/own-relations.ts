/** The relations of the catalog themselves, which clients find in it, too; read from DuckDB once all are made. */

/** Numbers that clients know by heart (pg_class.dat of PostgreSQL 15). */
export const wellKnownOids: Readonly<Record<string, number>> = {
  pg_type: 1247,
  pg_attribute: 1249,
  pg_proc: 1255,
  pg_class: 1259,
  pg_authid: 1260,
  pg_database: 1262,
  pg_tablespace: 1213,
  pg_am: 2601,
  pg_attrdef: 2604,
  pg_constraint: 2606,
  pg_description: 2609,
  pg_index: 2610,
  pg_language: 2612,
  pg_namespace: 2615,
  pg_operator: 2617,
  pg_opclass: 2616,
  pg_rewrite: 2618,
  pg_trigger: 2620,
  pg_opfamily: 2753,
  pg_extension: 3079,
  pg_collation: 3456,
};

const relationOid = `CASE table_name ${Object.entries(wellKnownOids)
  .map(([name, oid]) => `WHEN '${name}' THEN ${oid}`)
  .join(' ')} ELSE 13100 + row_number() OVER (ORDER BY schema_name, table_name) END`;

/** Those that are seen: all but what they are made of. */
const seen = `
  SELECT *, ${relationOid} AS relid FROM (
    SELECT schema_name, view_name AS table_name FROM duckdb_views()
    WHERE database_name = 'Bitbucket' AND NOT internal AND NOT starts_with(view_name, 'lookup_'))`;

function ofType(type: string): string {
  return `coalesce(${type}.typlen, -1)::SMALLINT AS attlen,
    CASE WHEN ${type}.typcategory = 'S' THEN 100 ELSE 0 END::UINTEGER AS attcollation`;
}

export const ownRelations = [
  {
    name: 'own_relations',
    columns: { oid: 'UINTEGER', namespace: 'UINTEGER', name: 'VARCHAR', kind: 'VARCHAR', natts: 'INTEGER' },
    fillFrom: `
      INSERT INTO own_relations
      SELECT relid, CASE schema_name WHEN 'main' THEN 11 ELSE 13000 END, v.table_name,
        CASE schema_name WHEN 'main' THEN 'r' ELSE 'v' END,
        (SELECT count(*) FROM duckdb_columns() c WHERE c.database_name = 'Bitbucket'
          AND c.schema_name = v.schema_name AND c.table_name = v.table_name)
      FROM (${seen}) v`,
  },
  {
    name: 'own_columns',
    columns: {
      attrelid: 'UINTEGER',
      attname: 'VARCHAR',
      atttypid: 'UINTEGER',
      attnum: 'SMALLINT',
      atttypmod: 'INTEGER',
      attnotnull: 'BOOLEAN',
      attlen: 'SMALLINT',
      attcollation: 'UINTEGER',
    },
    fillFrom: `
      INSERT INTO own_columns
      SELECT o.relid, o.name, o.typid, o.num, -1, false, ${ofType('t')}
      FROM (
        SELECT v.relid, c.column_index AS num, c.column_name AS name,
          CASE c.data_type WHEN 'UINTEGER' THEN 26 WHEN 'SMALLINT' THEN 21 WHEN 'INTEGER' THEN 23 WHEN 'BIGINT' THEN 20
            WHEN 'BOOLEAN' THEN 16 WHEN 'FLOAT' THEN 700 WHEN 'DOUBLE' THEN 701 WHEN 'TIMESTAMP' THEN 1114
            WHEN 'SMALLINT[]' THEN 22 WHEN 'UINTEGER[]' THEN 30 WHEN 'INTEGER[]' THEN 1007 WHEN 'BIGINT[]' THEN 1016
            WHEN 'VARCHAR[]' THEN 1009 ELSE CASE WHEN c.data_type LIKE 'ENUM%' THEN 18 ELSE 25 END END AS typid
        FROM (${seen}) v JOIN duckdb_columns() c ON c.database_name = 'Bitbucket'
          AND c.schema_name = v.schema_name AND c.table_name = v.table_name) o
      LEFT JOIN model_types t ON t.oid = o.typid`,
  },
] as const;

/** The columns of tables, and of the indexes that keys have, with what depends on their types. */
export const modelAttributes = `
  CREATE TABLE model_attributes AS
  SELECT c.kind, c.ord, c.name AS attname, c.typid AS atttypid, c.num AS attnum, c.typmod AS atttypmod,
    c.required AS attnotnull, ${ofType('t')}
  FROM (
    SELECT * EXCLUDE (description) FROM model_columns
    UNION ALL
    SELECT c.kind, k.index_ord, k.place::SMALLINT, c.name, c.typid, c.typmod, false
    FROM (SELECT *, unnest(keys) AS num, generate_subscripts(keys, 1) AS place FROM model_primary_keys) k
    JOIN model_columns c USING (kind, ord, num)) c
  LEFT JOIN model_types t ON t.oid = c.typid`;
