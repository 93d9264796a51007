/** The temporary tables of a connection to the catalog: who asks, which schemas there are, and what joins of both yield. */
import type { ModelTable } from './fill-table.ts';

interface ReaderTable {
  readonly name: string;
  readonly columns: ModelTable['columns'];
}

export const readerTables: readonly ReaderTable[] = [
  {
    name: 'schemas',
    columns: {
      oid: 'UINTEGER',
      nspname: 'VARCHAR',
      description: 'VARCHAR',
      kind: 'VARCHAR',
      project: 'UINTEGER',
    },
  },
  {
    name: 'session',
    columns: {
      username: 'VARCHAR',
      database: 'VARCHAR',
      path: 'VARCHAR[]',
      readonly: 'BOOLEAN',
      pid: 'INTEGER',
      started: 'TIMESTAMP',
    },
  },
  { name: 'settings', columns: { name: 'VARCHAR', setting: 'VARCHAR', unit: 'VARCHAR', shown: 'VARCHAR' } },
];

const quoted = (name: string): string =>
  `CASE WHEN regexp_full_match(${name}, '[a-z_][a-z0-9_$]*') THEN ${name} ELSE '"' || replace(${name}, '"', '""') || '"' END`;

/**
 * Clients look the same few joins up in nearly every question, often once for each row; so they are made once for a
 * list of schemas. Columns are not among them: they are many where there are many repositories.
 */
export const joinedTables: readonly (ReaderTable & { readonly fillFrom: string })[] = [
  {
    name: 'relations',
    columns: {
      oid: 'UINTEGER',
      name: 'VARCHAR',
      namespace: 'UINTEGER',
      am: 'UINTEGER',
      kind: 'VARCHAR',
      natts: 'SMALLINT',
      haskey: 'BOOLEAN',
      keyed: 'BOOLEAN',
      acl: 'VARCHAR[]',
      insertable: 'BOOLEAN',
      updatable: 'BOOLEAN',
      deletable: 'BOOLEAN',
    },
    fillFrom: `
      SELECT oid, name, namespace, 2, 'r', natts, haspkey, true,
        [grantee || '=' || CASE WHEN insertable THEN 'a' ELSE '' END || 'r' || CASE WHEN updatable THEN 'w' ELSE '' END
          || CASE WHEN deletable THEN 'd' ELSE '' END || '/' || grantee],
        insertable, updatable, deletable
      FROM (
        SELECT s.oid + t.ord AS oid, t.name, s.oid AS namespace, t.natts, t.haspkey,
          t.insertable AND NOT e.readonly AS insertable, t.updatable AND NOT e.readonly AS updatable,
          t.deletable AND NOT e.readonly AS deletable,
          CASE WHEN regexp_full_match(e.username, '\\w+') THEN e.username ELSE '"' || e.username || '"' END AS grantee
        FROM temp.schemas s JOIN main.model_tables t USING (kind), temp.session e)
      UNION ALL
      SELECT s.oid + k.index_ord, k.name, s.oid, 403, 'i', len(k.keys), false, false, NULL, false, false, false
      FROM temp.schemas s JOIN main.model_primary_keys k USING (kind)
      UNION ALL
      SELECT oid, name, namespace, CASE kind WHEN 'r' THEN 2 ELSE 0 END, kind, natts, false, false, NULL,
        false, false, false
      FROM main.own_relations`,
  },
  {
    name: 'keys',
    columns: {
      oid: 'UINTEGER',
      name: 'VARCHAR',
      namespace: 'UINTEGER',
      kind: 'VARCHAR',
      relid: 'UINTEGER',
      indid: 'UINTEGER',
      target_relid: 'UINTEGER',
      keys: 'INTEGER[]',
      target_keys: 'INTEGER[]',
      definition: 'VARCHAR',
      indexdef: 'VARCHAR',
    },
    fillFrom: `
      SELECT s.oid + k.index_ord, k.name, s.oid, 'p', s.oid + k.ord, s.oid + k.index_ord, 0, k.keys, NULL,
        'PRIMARY KEY (' || k.columns_text || ')',
        'CREATE UNIQUE INDEX ' || ${quoted('k.name')} || ' ON ' || ${quoted('s.nspname')} || '.' || ${quoted('t.name')}
          || ' USING btree (' || k.columns_text || ')'
      FROM temp.schemas s JOIN main.model_primary_keys k USING (kind) JOIN main.model_tables t USING (kind, ord)
      UNION ALL
      SELECT s.oid + f.key_ord, f.name, s.oid, 'f', s.oid + f.ord, coalesce(t.oid + p.index_ord, 0),
        t.oid + f.target_ord, f.keys, f.target_keys,
        'FOREIGN KEY (' || f.columns_text || ') REFERENCES ' || ${quoted('t.nspname')} || '.' || ${quoted('m.name')}
          || '(' || f.target_columns_text || ')', NULL
      FROM temp.schemas s
      JOIN main.model_foreign_keys f USING (kind)
      JOIN temp.schemas t ON t.kind = f.target_kind AND CASE f.target_place
        WHEN 'same' THEN t.oid = s.oid WHEN 'project' THEN t.oid = s.project ELSE true END
      JOIN main.model_tables m ON m.kind = f.target_kind AND m.ord = f.target_ord
      LEFT JOIN main.model_primary_keys p
        ON p.kind = f.target_kind AND p.ord = f.target_ord AND p.keys = f.target_keys`,
  },
];
