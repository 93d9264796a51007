/** Keys: the indexes that primary keys have elsewhere, and the constraints. */
import type { Relations } from './relation.ts';

export const keys: Relations = {
  pg_index: `
    SELECT (s.oid + k.index_ord)::UINTEGER AS indexrelid, (s.oid + k.ord)::UINTEGER AS indrelid,
      len(k.keys)::SMALLINT AS indnatts, len(k.keys)::SMALLINT AS indnkeyatts, true AS indisunique,
      false AS indnullsnotdistinct, true AS indisprimary, false AS indisexclusion, true AS indimmediate,
      false AS indisclustered, true AS indisvalid, false AS indcheckxmin, true AS indisready, true AS indislive,
      false AS indisreplident, k.keys AS indkey, list_transform(k.keys, lambda x: 0::UINTEGER) AS indcollation,
      list_transform(k.keys, lambda x: 0::UINTEGER) AS indclass, list_transform(k.keys, lambda x: 0::SMALLINT) AS indoption,
      NULL::VARCHAR AS indexprs, NULL::VARCHAR AS indpred
    FROM temp.schemas s JOIN model_primary_keys k USING (kind)`,
  all_keys: `
    SELECT (s.oid + k.index_ord)::UINTEGER AS oid, k.name, s.oid AS namespace, 'p' AS kind,
      (s.oid + k.ord)::UINTEGER AS relid, (s.oid + k.index_ord)::UINTEGER AS indid, 0::UINTEGER AS target_relid,
      k.keys::INTEGER[] AS keys, NULL::INTEGER[] AS target_keys,
      'PRIMARY KEY (' || k.columns_text || ')' AS definition, k.columns_text
    FROM temp.schemas s JOIN model_primary_keys k USING (kind)
    UNION ALL
    SELECT (s.oid + f.key_ord)::UINTEGER, f.name, s.oid, 'f', (s.oid + f.ord)::UINTEGER,
      coalesce(t.oid + p.index_ord, 0)::UINTEGER, (t.oid + f.target_ord)::UINTEGER, f.keys::INTEGER[],
      f.target_keys::INTEGER[],
      'FOREIGN KEY (' || f.columns_text || ') REFERENCES ' || quote_ident(t.nspname) || '.' || quote_ident(m.name)
        || '(' || f.target_columns_text || ')', f.columns_text
    FROM temp.schemas s
    JOIN model_foreign_keys f USING (kind)
    JOIN temp.schemas t ON t.kind = f.target_kind AND CASE f.target_place
      WHEN 'same' THEN t.oid = s.oid WHEN 'project' THEN t.oid = s.project ELSE true END
    JOIN model_tables m ON m.kind = f.target_kind AND m.ord = f.target_ord
    LEFT JOIN model_primary_keys p ON p.kind = f.target_kind AND p.ord = f.target_ord AND p.keys = f.target_keys`,
  pg_constraint: `
    SELECT oid, name AS conname, namespace AS connamespace, kind AS contype, false AS condeferrable,
      false AS condeferred, true AS convalidated, relid AS conrelid, 0::UINTEGER AS contypid, indid AS conindid,
      0::UINTEGER AS conparentid, target_relid AS confrelid,
      CASE kind WHEN 'f' THEN 'a' ELSE ' ' END AS confupdtype, CASE kind WHEN 'f' THEN 'a' ELSE ' ' END AS confdeltype,
      CASE kind WHEN 'f' THEN 's' ELSE ' ' END AS confmatchtype, true AS conislocal, 0::INTEGER AS coninhcount,
      true AS connoinherit, keys AS conkey, target_keys AS confkey, NULL::BIGINT[] AS conpfeqop,
      NULL::BIGINT[] AS conppeqop, NULL::BIGINT[] AS conffeqop, NULL::INTEGER[] AS confdelsetcols,
      NULL::BIGINT[] AS conexclop, NULL::VARCHAR AS conbin
    FROM all_keys`,
};
