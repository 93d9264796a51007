/**
 * What Tableau is told about the engine, by the names of its documentation ("Tableau capability customizations" and
 * "ODBC/SQL customizations reference"). Discovery is suppressed, so that what Tableau would try out has to be stated; a
 * test of the whole system tries out what can be tried with SQL.
 */
export interface Capability {
  readonly name: string;
  readonly value: 'yes' | 'no';
}

const yes = (name: string): Capability => ({ name, value: 'yes' });
const no = (name: string): Capability => ({ name, value: 'no' });

export const tableauCapabilities: readonly Capability[] = [
  // Bitbucket has no place for tables of others.
  no('CAP_CREATE_TEMP_TABLES'),
  no('CAP_SELECT_INTO'),
  no('CAP_SELECT_TOP_INTO'),
  yes('CAP_SUPPRESS_TEMP_TABLE_CHECKS'),

  yes('CAP_SUPPRESS_DISCOVERY_QUERIES'),
  yes('CAP_SUPPRESS_DISPLAY_LIMITATIONS'),

  // TOP is understood as well, but one style has to be named.
  yes('CAP_QUERY_TOP_N'),
  yes('CAP_QUERY_TOPSTYLE_LIMIT'),
  no('CAP_QUERY_TOPSTYLE_TOP'),
  no('CAP_QUERY_TOPSTYLE_ROWNUM'),

  yes('CAP_QUERY_SUBQUERIES'),
  yes('CAP_QUERY_SUBQUERIES_WITH_TOP'),
  no('CAP_QUERY_FROM_REQUIRES_ALIAS'),
  yes('CAP_QUERY_JOIN_ACROSS_SCHEMAS'),
  yes('CAP_QUERY_GROUP_BY_DEGREE'),
  yes('CAP_QUERY_GROUP_BY_ALIAS'),
  yes('CAP_QUERY_GROUP_BY_BOOL'),
  no('CAP_QUERY_HAVING_REQUIRES_GROUP_BY'),
  no('CAP_QUERY_HAVING_UNSUPPORTED'),
  yes('CAP_QUERY_SORT_BY'),
  yes('CAP_QUERY_SORT_BY_DEGREE'),
  no('CAP_QUERY_BOOLEXPR_TO_INTEXPR'),
  no('CAP_QUERY_NULL_REQUIRES_CAST'),

  // Columns are told without a call to Bitbucket, so that nothing has to be executed for them.
  yes('CAP_FAST_METADATA'),
  yes('CAP_QUERY_WHERE_FALSE_METADATA'),
  yes('CAP_QUERY_TOP_0_METADATA'),
  yes('CAP_ODBC_METADATA_SUPPRESS_EXECUTED_QUERY'),
  no('CAP_ODBC_METADATA_SUPPRESS_PREPARED_QUERY'),
  no('CAP_ODBC_METADATA_SUPPRESS_SQLCOLUMNS_API'),
  no('CAP_ODBC_METADATA_SUPPRESS_SQLPRIMARYKEYS_API'),
  no('CAP_ODBC_METADATA_SUPPRESS_SQLFOREIGNKEYS_API'),

  // Descriptions and comments may be longer than the length that the driver can name for them.
  yes('CAP_ODBC_METADATA_STRING_LENGTH_UNKNOWN'),
  yes('CAP_ODBC_FETCH_BUFFERS_RESIZABLE'),
  yes('CAP_ODBC_CURSOR_FORWARD_ONLY'),

  // Nothing to commit, and nobody to ask in idle times.
  yes('CAP_ODBC_TRANSACTIONS_SUPPRESS_EXPLICIT_COMMIT'),
  yes('CAP_SUPPRESS_GET_SERVER_TIME'),
  no('CAP_ODBC_CONNECTION_STATE_VERIFY_PROBE'),
];
