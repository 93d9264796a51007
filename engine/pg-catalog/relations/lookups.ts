/**
 * What the macros look into. A macro's argument stands where its parameter does, within the macro's own SELECT: a column
 * of the caller that is named as one of the SELECT's would be taken for that. Hence names that no caller has.
 */
import type { Relations } from './relation.ts';

/** Who asks. */
export const session: Relations = {
  lookup_session: `
    SELECT username AS lk_user, path AS lk_path, pid AS lk_pid, started AS lk_started FROM temp.session`,
};

export const lookups: Relations = {
  lookup_settings: `SELECT lower(name) AS lk_name, shown AS lk_setting FROM temp.settings`,
  lookup_namespaces: `SELECT oid AS lk_nspid, nspname AS lk_nspname FROM pg_namespace`,
  lookup_relations: `
    SELECT c.oid AS lk_relid, c.name AS lk_relname, n.nspname AS lk_nspname
    FROM temp.relations c JOIN pg_namespace n ON n.oid = c.namespace`,
  lookup_columns: `SELECT attrelid AS lk_relid, attnum AS lk_num, attname AS lk_attname FROM pg_attribute`,
  lookup_rights: `
    SELECT oid AS lk_relid, insertable AS lk_insert, updatable AS lk_update, deletable AS lk_delete
    FROM temp.relations`,
  lookup_types: `SELECT oid AS lk_typid, typname AS lk_typname, words AS lk_words FROM model_types`,
  lookup_procedures: `
    SELECT p.oid AS lk_procid, p.proname AS lk_proname, n.nspname AS lk_nspname
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace`,
  lookup_parameters: `
    SELECT p.oid AS lk_procid, a.num AS lk_num, a.name AS lk_parname, a.typid AS lk_partyp, a.typmod AS lk_parmod
    FROM pg_proc p JOIN model_parameters a ON p.oid = (p.pronamespace + a.ord)`,
  lookup_roles: `SELECT oid AS lk_roleid, rolname AS lk_rolname FROM pg_authid`,
  lookup_descriptions: `
    SELECT objoid AS lk_objid, classoid AS lk_classid, objsubid AS lk_num, description AS lk_description
    FROM pg_description`,
  lookup_keys: `
    SELECT oid AS lk_keyid, definition AS lk_definition, indexdef AS lk_indexdef FROM temp.keys`,
};
