/** What there is, where keys count as triggers, as those of PostgreSQL are made of them: schemas, tables with their indexes, columns, and what is said of them. */
import type { Relations } from './relation.ts';

export const schemasAndTables: Relations = {
  pg_namespace: `
    SELECT DISTINCT oid, nspname, 10::UINTEGER AS nspowner, NULL::VARCHAR AS nspacl FROM temp.schemas
    UNION ALL SELECT 11::UINTEGER, 'pg_catalog', 10::UINTEGER, NULL
    UNION ALL SELECT 13000::UINTEGER, 'information_schema', 10::UINTEGER, NULL`,
  pg_class: `
    SELECT oid, name AS relname, namespace AS relnamespace, 0::UINTEGER AS reltype, 0::UINTEGER AS reloftype,
      10::UINTEGER AS relowner, am AS relam, oid AS relfilenode, 0::UINTEGER AS reltablespace, 0::INTEGER AS relpages,
      (-1)::FLOAT AS reltuples, 0::INTEGER AS relallvisible, 0::UINTEGER AS reltoastrelid, haskey AS relhasindex,
      false AS relisshared, 'p'::pg_char AS relpersistence, kind::pg_char AS relkind, natts AS relnatts, 0::SMALLINT AS relchecks,
      false AS relhasrules, keyed AS relhastriggers, false AS relhassubclass, false AS relrowsecurity,
      false AS relforcerowsecurity, true AS relispopulated, 'd'::pg_char AS relreplident, false AS relispartition,
      0::UINTEGER AS relrewrite, 0::UINTEGER AS relfrozenxid, 0::UINTEGER AS relminmxid, acl AS relacl,
      NULL::VARCHAR[] AS reloptions, NULL::VARCHAR AS relpartbound
    FROM temp.relations`,
  pg_attribute: `
    SELECT attrelid, attname, atttypid, (-1)::INTEGER AS attstattarget, attlen, attnum, 0::INTEGER AS attndims,
      (-1)::INTEGER AS attcacheoff, atttypmod, attlen > 0 AS attbyval, CASE WHEN attlen > 0 THEN 'p' ELSE 'x' END::pg_char AS attstorage,
      'i'::pg_char AS attalign, ''::pg_char AS attcompression, attnotnull, false AS atthasdef, false AS atthasmissing, ''::pg_char AS attidentity,
      ''::pg_char AS attgenerated, false AS attisdropped, true AS attislocal, 0::INTEGER AS attinhcount, attcollation,
      NULL::VARCHAR AS attacl, NULL::VARCHAR[] AS attoptions, NULL::VARCHAR[] AS attfdwoptions,
      NULL::VARCHAR AS attmissingval
    FROM (
      SELECT (s.oid + a.ord)::UINTEGER AS attrelid, a.* EXCLUDE (kind, ord)
      FROM temp.schemas s JOIN model_attributes a USING (kind)
      UNION ALL
      SELECT * FROM own_columns)`,
  pg_description: `
    SELECT DISTINCT oid AS objoid, 2615::UINTEGER AS classoid, 0::INTEGER AS objsubid, description FROM temp.schemas
    UNION ALL
    SELECT (s.oid + t.ord)::UINTEGER, 1259, 0, t.description FROM temp.schemas s JOIN model_tables t USING (kind)
    UNION ALL
    SELECT (s.oid + c.ord)::UINTEGER, 1259, c.num, c.description FROM temp.schemas s JOIN model_columns c USING (kind)
    UNION ALL
    SELECT (s.oid + p.ord)::UINTEGER, 1255, 0, p.description FROM temp.schemas s JOIN model_procedures p USING (kind)`,
};
