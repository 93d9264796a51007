/** The server itself: its one database and user, types, procedures, settings. */
import type { Relations } from './relation.ts';

export const server: Relations = {
  pg_type: `
    SELECT oid, typname, 11::UINTEGER AS typnamespace, 10::UINTEGER AS typowner, typlen, typlen > 0 AS typbyval, typtype::pg_char AS typtype,
      typcategory::pg_char AS typcategory, typispreferred, true AS typisdefined, ','::pg_char AS typdelim, 0::UINTEGER AS typrelid,
      CASE typcategory WHEN 'A' THEN 6179 ELSE 0 END::UINTEGER AS typsubscript, typelem, typarray, typinput, typoutput,
      typreceive, typsend, 0::UINTEGER AS typmodin, 0::UINTEGER AS typmodout, 0::UINTEGER AS typanalyze,
      'i'::pg_char AS typalign, 'p'::pg_char AS typstorage, false AS typnotnull, 0::UINTEGER AS typbasetype, (-1)::INTEGER AS typtypmod,
      0::INTEGER AS typndims, CASE WHEN typcategory = 'S' THEN 100 ELSE 0 END::UINTEGER AS typcollation,
      NULL::VARCHAR AS typdefaultbin, NULL::VARCHAR AS typdefault, NULL::VARCHAR AS typacl
    FROM model_types`,
  pg_proc: `
    SELECT oid, proname, pronamespace, 10::UINTEGER AS proowner, prolang::UINTEGER AS prolang, 1::FLOAT AS procost,
      0::FLOAT AS prorows, 0::UINTEGER AS provariadic, 0::UINTEGER AS prosupport, prokind::pg_char AS prokind, false AS prosecdef,
      false AS proleakproof, false AS proisstrict, false AS proretset, 'v'::pg_char AS provolatile, 'u'::pg_char AS proparallel,
      len(types)::SMALLINT AS pronargs, defaults::SMALLINT AS pronargdefaults, returns::UINTEGER AS prorettype,
      types AS proargtypes, NULL::BIGINT[] AS proallargtypes, NULL::VARCHAR[] AS proargmodes, names AS proargnames,
      NULL::VARCHAR AS proargdefaults, NULL::BIGINT[] AS protrftypes, proname AS prosrc, NULL::VARCHAR AS probin,
      NULL::VARCHAR AS prosqlbody, NULL::VARCHAR[] AS proconfig, NULL::VARCHAR AS proacl
    FROM (
      SELECT (s.oid + p.ord)::UINTEGER AS oid, p.name AS proname, s.oid AS pronamespace, 14 AS prolang, 'p' AS prokind,
        p.types, p.defaults, 2278 AS returns,
        (SELECT list(a.name ORDER BY a.num) FROM model_parameters a WHERE a.ord = p.ord) AS names
      FROM temp.schemas s JOIN model_procedures p USING (kind)
      UNION ALL
      SELECT oid, name, 11, 12, 'f', [2275::UINTEGER], 0, 2275, NULL FROM model_type_functions)`,
  pg_database: `
    SELECT 16383::UINTEGER AS oid, database AS datname, 10::UINTEGER AS datdba, 6::INTEGER AS encoding,
      'c'::pg_char AS datlocprovider, false AS datistemplate, true AS datallowconn, (-1)::INTEGER AS datconnlimit,
      0::UINTEGER AS datlastsysoid, 0::UINTEGER AS datfrozenxid, 0::UINTEGER AS datminmxid, 1663::UINTEGER AS dattablespace,
      'C' AS datcollate, 'C' AS datctype, NULL::VARCHAR AS daticulocale, NULL::VARCHAR AS datcollversion,
      NULL::VARCHAR AS datacl
    FROM temp.session`,
  pg_authid: `
    SELECT 10::UINTEGER AS oid, username AS rolname, false AS rolsuper, true AS rolinherit, false AS rolcreaterole,
      false AS rolcreatedb, true AS rolcanlogin, false AS rolreplication, false AS rolbypassrls,
      (-1)::INTEGER AS rolconnlimit, NULL::VARCHAR AS rolpassword, NULL::TIMESTAMP AS rolvaliduntil
    FROM temp.session`,
  pg_roles: `
    SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolconnlimit,
      '********' AS rolpassword, rolvaliduntil, rolbypassrls, NULL::VARCHAR[] AS rolconfig, oid
    FROM pg_authid`,
  pg_user: `
    SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper,
      rolreplication AS userepl, rolbypassrls AS usebypassrls, '********' AS passwd, rolvaliduntil AS valuntil,
      rolconfig AS useconfig
    FROM pg_roles`,
  pg_shadow: `SELECT * FROM pg_user`,
  pg_settings: `
    SELECT name, setting, unit, 'Drawbridge' AS category, '' AS short_desc, NULL::VARCHAR AS extra_desc,
      'user' AS context, CASE WHEN unit IS NULL THEN 'string' ELSE 'integer' END AS vartype, 'default' AS source, NULL::VARCHAR AS min_val, NULL::VARCHAR AS max_val,
      NULL::VARCHAR[] AS enumvals, setting AS boot_val, setting AS reset_val, NULL::VARCHAR AS sourcefile,
      NULL::INTEGER AS sourceline, false AS pending_restart
    FROM temp.settings
    WHERE NOT contains(name, '.') OR starts_with(name, 'drawbridge.')`,
  pg_am: `
    SELECT oid, amname, amhandler, amtype::pg_char AS amtype
    FROM (VALUES (2::UINTEGER, 'heap', 0::UINTEGER, 't'), (403, 'btree', 0, 'i'))
      AS am(oid, amname, amhandler, amtype)`,
  pg_tablespace: `
    SELECT 1663::UINTEGER AS oid, 'pg_default' AS spcname, 10::UINTEGER AS spcowner, NULL::VARCHAR AS spcacl,
      NULL::VARCHAR[] AS spcoptions`,
  pg_collation: `
    SELECT oid, collname, 11::UINTEGER AS collnamespace, 10::UINTEGER AS collowner, provider::pg_char AS collprovider,
      true AS collisdeterministic, (-1)::INTEGER AS collencoding, 'C' AS collcollate, 'C' AS collctype,
      NULL::VARCHAR AS colliculocale, NULL::VARCHAR AS collversion
    FROM (VALUES (100::UINTEGER, 'default', 'd'), (950, 'C', 'c')) AS c(oid, collname, provider)`,
  pg_language: `
    SELECT * FROM (VALUES (12::UINTEGER, 'internal', 10::UINTEGER, false, false, 0::UINTEGER, 0::UINTEGER, 0::UINTEGER),
      (14, 'sql', 10, false, true, 0, 0, 0))
      AS l(oid, lanname, lanowner, lanispl, lanpltrusted, lanplcallfoid, laninline, lanvalidator)`,
  pg_stat_ssl: `
    SELECT pid, false AS ssl, NULL::VARCHAR AS version, NULL::VARCHAR AS cipher, NULL::INTEGER AS bits,
      NULL::VARCHAR AS client_dn, NULL::VARCHAR AS client_serial, NULL::VARCHAR AS issuer_dn
    FROM temp.session`,
  pg_stat_gssapi: `
    SELECT pid, false AS gss_authenticated, NULL::VARCHAR AS principal, false AS encrypted, false AS credentials_delegated
    FROM temp.session`,
  pg_stat_activity: `
    SELECT 16383::UINTEGER AS datid, database AS datname, pid, 10::UINTEGER AS usesysid, username AS usename,
      NULL::VARCHAR AS application_name, NULL::VARCHAR AS client_addr, 'active' AS state, NULL::VARCHAR AS query,
      NULL::TIMESTAMP AS query_start, NULL::TIMESTAMP AS backend_start, NULL::TIMESTAMP AS state_change,
      NULL::VARCHAR AS wait_event_type, NULL::VARCHAR AS wait_event, 'client backend' AS backend_type
    FROM temp.session`,
};
