/**
 * What the ODBC driver says of itself (SQLGetInfo, `driver/src/odbc/info-table.cpp`). Tableau applies a customization
 * only where vendor and driver are spelled exactly so.
 */
export const odbcIdentity = Object.freeze({
  /** SQL_DBMS_NAME */
  dbmsName: 'Drawbridge',
  /** SQL_DRIVER_NAME */
  driverFile: 'libdrawbridgeodbc.so',
  /** The one catalog, SQL_DATABASE_NAME. */
  catalog: 'Bitbucket',
});
