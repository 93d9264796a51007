/** Every table that the engine fills itself. A new one is a file in `system/` and a line here. */
import { sysCatalogs } from './system/sys-catalogs.ts';
import { sysConnectionProps } from './system/sys-connection-props.ts';
import { sysForeignKeys } from './system/sys-foreignkeys.ts';
import { sysIdentity } from './system/sys-identity.ts';
import { sysIndexes } from './system/sys-indexes.ts';
import { sysInformation } from './system/sys-information.ts';
import { sysKeyColumns } from './system/sys-keycolumns.ts';
import { sysPrimaryKeys } from './system/sys-primarykeys.ts';
import { sysProcedureParameters } from './system/sys-procedureparameters.ts';
import { sysProcedures } from './system/sys-procedures.ts';
import { sysQueries } from './system/sys-queries.ts';
import { sysQuota } from './system/sys-quota.ts';
import { sysRequests } from './system/sys-requests.ts';
import { sysSchemas } from './system/sys-schemas.ts';
import { sysSqlInfo } from './system/sys-sqlinfo.ts';
import { sysTableColumns } from './system/sys-tablecolumns.ts';
import { sysTables } from './system/sys-tables.ts';
import type { SystemTable } from './system/system-table.ts';

export const systemTables: readonly SystemTable[] = Object.freeze<SystemTable[]>([
  sysCatalogs,
  sysSchemas,
  sysTables,
  sysTableColumns,
  sysPrimaryKeys,
  sysForeignKeys,
  sysKeyColumns,
  sysIndexes,
  sysProcedures,
  sysProcedureParameters,
  sysConnectionProps,
  sysSqlInfo,
  sysInformation,
  sysQueries,
  sysRequests,
  sysQuota,
  sysIdentity,
]);
