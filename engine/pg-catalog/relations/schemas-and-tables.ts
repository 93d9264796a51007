/** What there is, where keys count as triggers, as those of PostgreSQL are made of them: schemas, tables with their indexes, columns, and what is said of them. */
import type { Relations } from './relation.ts';

export const schemasAndTables: Relations = {
  pg_namespace: `
    SELECT DISTINCT oid, nspname, 10::UINTEGER AS nspowner, NULL::VARCHAR AS nspacl FROM temp.schemas
    UNION ALL SELECT 11, 'pg_catalog', 10, NULL
    UNION ALL SELECT 13000, 'information_schema', 10, NULL`,
  pg_class: `
    SELECT oid, relname, relnamespace, 0::UINTEGER AS reltype, 0::UINTEGER AS reloftype, 10::UINTEGER AS relowner,
      relam::UINTEGER AS relam, oid AS relfilenode, 0::UINTEGER AS reltablespace, 0::INTEGER AS relpages,
      (-1)::FLOAT AS reltuples, 0::INTEGER AS relallvisible, 0::UINTEGER AS reltoastrelid, relhasindex,
      false AS relisshared, 'p' AS relpersistence, relkind, relnatts::SMALLINT AS relnatts, 0::SMALLINT AS relchecks,
      false AS relhasrules, keyed AS relhastriggers, false AS relhassubclass, false AS relrowsecurity,
      false AS relforcerowsecurity, true AS relispopulated, 'd' AS relreplident, false AS relispartition,
      0::UINTEGER AS relrewrite, 0::UINTEGER AS relfrozenxid, 0::UINTEGER AS relminmxid, acl AS relacl,
      NULL::VARCHAR[] AS reloptions, NULL::VARCHAR AS relpartbound
    FROM (
      SELECT (s.oid + t.ord)::UINTEGER AS oid, t.name AS relname, s.oid AS relnamespace, 2 AS relam, 'r' AS relkind,
        t.natts AS relnatts, t.haspkey AS relhasindex, true AS keyed,
        [grantee || '=' || CASE WHEN insertable AND NOT readonly THEN 'a' ELSE '' END || 'r'
          || CASE WHEN updatable AND NOT readonly THEN 'w' ELSE '' END
          || CASE WHEN deletable AND NOT readonly THEN 'd' ELSE '' END || '/' || grantee] AS acl
      FROM temp.schemas s JOIN model_tables t USING (kind),
        (SELECT readonly, CASE WHEN regexp_full_match(username, '\\w+') THEN username ELSE '"' || username || '"' END AS grantee
          FROM temp.session)
      UNION ALL
      SELECT (s.oid + k.index_ord)::UINTEGER, k.name, s.oid, 403, 'i', len(k.keys), false, false, NULL
      FROM temp.schemas s JOIN model_primary_keys k USING (kind)
      UNION ALL
      SELECT oid, name, namespace, CASE kind WHEN 'r' THEN 2 ELSE 0 END, kind, natts, false, false, NULL FROM own_relations)`,
  pg_attribute: `
    SELECT attrelid, attname, atttypid, (-1)::INTEGER AS attstattarget, coalesce(t.typlen, -1)::SMALLINT AS attlen,
      attnum, 0::INTEGER AS attndims, (-1)::INTEGER AS attcacheoff, atttypmod, coalesce(t.typlen, -1) > 0 AS attbyval,
      CASE WHEN coalesce(t.typlen, -1) > 0 THEN 'p' ELSE 'x' END AS attstorage, 'i' AS attalign, '' AS attcompression, attnotnull, false AS atthasdef, false AS atthasmissing,
      '' AS attidentity, '' AS attgenerated, false AS attisdropped, true AS attislocal, 0::INTEGER AS attinhcount,
      coalesce(t.typcollation, 0)::UINTEGER AS attcollation, NULL::VARCHAR AS attacl, NULL::VARCHAR[] AS attoptions,
      NULL::VARCHAR[] AS attfdwoptions, NULL::VARCHAR AS attmissingval
    FROM (
      SELECT (s.oid + c.ord)::UINTEGER AS attrelid, c.name AS attname, c.typid AS atttypid, c.num AS attnum,
        c.typmod AS atttypmod, c.required AS attnotnull
      FROM temp.schemas s JOIN model_columns c USING (kind)
      UNION ALL
      SELECT (s.oid + k.index_ord)::UINTEGER, c.name, c.typid, k.place::SMALLINT, c.typmod, false
      FROM temp.schemas s
      JOIN (SELECT *, unnest(keys) AS num, generate_subscripts(keys, 1) AS place FROM model_primary_keys) k USING (kind)
      JOIN model_columns c ON c.kind = k.kind AND c.ord = k.ord AND c.num = k.num
      UNION ALL
      SELECT relid, name, typid, num, -1, false FROM own_columns) a
    LEFT JOIN pg_type t ON t.oid = a.atttypid`,
  pg_description: `
    SELECT DISTINCT oid AS objoid, 2615::UINTEGER AS classoid, 0::INTEGER AS objsubid, description FROM temp.schemas
    UNION ALL
    SELECT (s.oid + t.ord)::UINTEGER, 1259, 0, t.description FROM temp.schemas s JOIN model_tables t USING (kind)
    UNION ALL
    SELECT (s.oid + c.ord)::UINTEGER, 1259, c.num, c.description FROM temp.schemas s JOIN model_columns c USING (kind)
    UNION ALL
    SELECT (s.oid + p.ord)::UINTEGER, 1255, 0, p.description FROM temp.schemas s JOIN model_procedures p USING (kind)`,
};
