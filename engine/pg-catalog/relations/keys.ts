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
  pg_constraint: `
    SELECT oid, name AS conname, namespace AS connamespace, kind::pg_char AS contype, false AS condeferrable,
      false AS condeferred, true AS convalidated, relid AS conrelid, 0::UINTEGER AS contypid, indid AS conindid,
      0::UINTEGER AS conparentid, target_relid AS confrelid,
      CASE kind WHEN 'f' THEN 'a' ELSE ' ' END::pg_char AS confupdtype, CASE kind WHEN 'f' THEN 'a' ELSE ' ' END::pg_char AS confdeltype,
      CASE kind WHEN 'f' THEN 's' ELSE ' ' END::pg_char AS confmatchtype, true AS conislocal, 0::INTEGER AS coninhcount,
      true AS connoinherit, keys AS conkey, target_keys AS confkey, NULL::BIGINT[] AS conpfeqop,
      NULL::BIGINT[] AS conppeqop, NULL::BIGINT[] AS conffeqop, NULL::INTEGER[] AS confdelsetcols,
      NULL::BIGINT[] AS conexclop, NULL::VARCHAR AS conbin
    FROM temp.keys`,
};
