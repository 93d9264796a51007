/**
 * What PostgreSQL has and Drawbridge has none of: triggers, rules, policies, partitions, sequences, defaults of columns,
 * casts and operators to be made, publications, foreign servers. Clients ask all the same, by these columns.
 */
import type { Relations } from './relation.ts';

const letters: Readonly<Record<string, string>> = {
  c: 'pg_char',
  o: 'UINTEGER',
  t: 'VARCHAR',
  b: 'BOOLEAN',
  i: 'INTEGER',
  n: 'BIGINT',
  k: 'INTEGER[]',
  a: 'VARCHAR[]',
  v: 'UINTEGER[]',
  f: 'DOUBLE',
  d: 'TIMESTAMP',
};

const tableStatistics =
  'relid:o schemaname:t relname:t seq_scan:n seq_tup_read:n idx_scan:n idx_tup_fetch:n n_tup_ins:n n_tup_upd:n ' +
  'n_tup_del:n n_tup_hot_upd:n n_live_tup:n n_dead_tup:n n_mod_since_analyze:n n_ins_since_vacuum:n last_vacuum:d ' +
  'last_autovacuum:d last_analyze:d last_autoanalyze:d vacuum_count:n autovacuum_count:n analyze_count:n ' +
  'autoanalyze_count:n';
const blockStatistics =
  'relid:o schemaname:t relname:t heap_blks_read:n heap_blks_hit:n idx_blks_read:n idx_blks_hit:n ' +
  'toast_blks_read:n toast_blks_hit:n tidx_blks_read:n tidx_blks_hit:n';
const indexStatistics =
  'relid:o indexrelid:o schemaname:t relname:t indexrelname:t idx_scan:n idx_tup_read:n idx_tup_fetch:n';

/** Columns by the letter of their type: `oid:o name:t`. */
const columns: Readonly<Record<string, string>> = {
  pg_attrdef: 'oid:o adrelid:o adnum:i adbin:t',
  pg_trigger:
    'oid:o tgrelid:o tgparentid:o tgname:t tgfoid:o tgtype:i tgenabled:c tgisinternal:b tgconstrrelid:o ' +
    'tgconstrindid:o tgconstraint:o tgdeferrable:b tginitdeferred:b tgnargs:i tgattr:k tgargs:t tgqual:t ' +
    'tgoldtable:t tgnewtable:t',
  pg_event_trigger: 'oid:o evtname:t evtevent:t evtowner:o evtfoid:o evtenabled:c evttags:a',
  pg_rewrite: 'oid:o rulename:t ev_class:o ev_type:c ev_enabled:c is_instead:b ev_qual:t ev_action:t',
  pg_policy: 'oid:o polname:t polrelid:o polcmd:c polpermissive:b polroles:v polqual:t polwithcheck:t',
  pg_policies: 'schemaname:t tablename:t policyname:t permissive:t roles:a cmd:t qual:t with_check:t',
  pg_inherits: 'inhrelid:o inhparent:o inhseqno:i inhdetachpending:b',
  pg_partitioned_table: 'partrelid:o partstrat:c partnatts:i partdefid:o partattrs:k partclass:v partexprs:t',
  pg_sequence: 'seqrelid:o seqtypid:o seqstart:n seqincrement:n seqmax:n seqmin:n seqcache:n seqcycle:b',
  pg_sequences:
    'schemaname:t sequencename:t sequenceowner:t data_type:t start_value:n min_value:n max_value:n increment_by:n ' +
    'cycle:b cache_size:n last_value:n',
  pg_matviews:
    'schemaname:t matviewname:t matviewowner:t tablespace:t hasindexes:b ispopulated:b definition:t',
  pg_rules: 'schemaname:t tablename:t rulename:t definition:t',
  pg_depend: 'classid:o objid:o objsubid:i refclassid:o refobjid:o refobjsubid:i deptype:c',
  pg_shdepend: 'dbid:o classid:o objid:o objsubid:i refclassid:o refobjid:o deptype:c',
  pg_shdescription: 'objoid:o classoid:o description:t',
  pg_seclabel: 'objoid:o classoid:o objsubid:i provider:t label:t',
  pg_enum: 'oid:o enumtypid:o enumsortorder:f enumlabel:t',
  pg_range: 'rngtypid:o rngsubtype:o rngmultitypid:o rngcollation:o rngsubopc:o rngcanonical:o rngsubdiff:o',
  pg_operator:
    'oid:o oprname:t oprnamespace:o oprowner:o oprkind:c oprcanmerge:b oprcanhash:b oprleft:o oprright:o ' +
    'oprresult:o oprcom:o oprnegate:o oprcode:o oprrest:o oprjoin:o',
  pg_opclass:
    'oid:o opcmethod:o opcname:t opcnamespace:o opcowner:o opcfamily:o opcintype:o opcdefault:b opckeytype:o',
  pg_opfamily: 'oid:o opfmethod:o opfname:t opfnamespace:o opfowner:o',
  pg_amop:
    'oid:o amopfamily:o amoplefttype:o amoprighttype:o amopstrategy:i amoppurpose:c amopopr:o amopmethod:o',
  pg_amproc: 'oid:o amprocfamily:o amproclefttype:o amprocrighttype:o amprocnum:i amproc:o',
  pg_cast: 'oid:o castsource:o casttarget:o castfunc:o castcontext:c castmethod:c',
  pg_conversion:
    'oid:o conname:t connamespace:o conowner:o conforencoding:i contoencoding:i conproc:o condefault:b',
  pg_aggregate: 'aggfnoid:o aggkind:c aggnumdirectargs:i aggtransfn:o aggfinalfn:o aggtranstype:o',
  pg_extension:
    'oid:o extname:t extowner:o extnamespace:o extrelocatable:b extversion:t extconfig:v extcondition:a',
  pg_available_extensions: 'name:t default_version:t installed_version:t comment:t',
  pg_foreign_data_wrapper: 'oid:o fdwname:t fdwowner:o fdwhandler:o fdwvalidator:o fdwacl:t fdwoptions:a',
  pg_foreign_server: 'oid:o srvname:t srvowner:o srvfdw:o srvtype:t srvversion:t srvacl:t srvoptions:a',
  pg_foreign_table: 'ftrelid:o ftserver:o ftoptions:a',
  pg_user_mapping: 'oid:o umuser:o umserver:o umoptions:a',
  pg_user_mappings: 'umid:o srvid:o srvname:t umuser:o usename:t umoptions:a',
  pg_publication:
    'oid:o pubname:t pubowner:o puballtables:b pubinsert:b pubupdate:b pubdelete:b pubtruncate:b pubviaroot:b',
  pg_publication_rel: 'oid:o prpubid:o prrelid:o prqual:t prattrs:k',
  pg_publication_namespace: 'oid:o pnpubid:o pnnspid:o',
  pg_publication_tables: 'pubname:t schemaname:t tablename:t attnames:a rowfilter:t',
  pg_subscription: 'oid:o subdbid:o subname:t subowner:o subenabled:b subpublications:a',
  pg_statistic_ext:
    'oid:o stxrelid:o stxname:t stxnamespace:o stxowner:o stxstattarget:i stxkeys:k stxkind:a stxexprs:t',
  pg_stats:
    'schemaname:t tablename:t attname:t inherited:b null_frac:f avg_width:i n_distinct:f most_common_vals:t',
  pg_stat_all_tables: tableStatistics,
  pg_stat_user_tables: tableStatistics,
  pg_statio_all_tables: blockStatistics,
  pg_statio_user_tables: blockStatistics,
  pg_stat_all_indexes: indexStatistics,
  pg_stat_user_indexes: indexStatistics,
  pg_auth_members: 'roleid:o member:o grantor:o admin_option:b',
  pg_group: 'groname:t grosysid:o grolist:v',
  pg_db_role_setting: 'setdatabase:o setrole:o setconfig:a',
  pg_default_acl: 'oid:o defaclrole:o defaclnamespace:o defaclobjtype:c defaclacl:t',
  pg_largeobject_metadata: 'oid:o lomowner:o lomacl:t',
  pg_init_privs: 'objoid:o classoid:o objsubid:i privtype:c initprivs:t',
  pg_locks: 'locktype:t database:o relation:o pid:i mode:t granted:b',
  pg_prepared_xacts: 'transaction:o gid:t prepared:d owner:t database:t',
  pg_ts_config: 'oid:o cfgname:t cfgnamespace:o cfgowner:o cfgparser:o',
  pg_ts_dict: 'oid:o dictname:t dictnamespace:o dictowner:o dicttemplate:o dictinitoption:t',
  pg_ts_parser: 'oid:o prsname:t prsnamespace:o',
  pg_ts_template: 'oid:o tmplname:t tmplnamespace:o',
  pg_transform: 'oid:o trftype:o trflang:o trffromsql:o trftosql:o',
};

/** Relations without rows, by their columns: `oid:o name:t`. */
export const withoutRows = (relations: Readonly<Record<string, string>>): Relations =>
  Object.fromEntries(
    Object.entries(relations).map(([name, text]) => [
      name,
      `SELECT ${text
        .split(' ')
        .map((column) => {
          const [columnName = '', letter = ''] = column.split(':');
          return `NULL::${letters[letter] ?? 'VARCHAR'} AS "${columnName}"`;
        })
        .join(', ')} WHERE false`,
    ]),
  );

export const nothing: Relations = withoutRows(columns);
