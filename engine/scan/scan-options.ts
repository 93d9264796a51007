/** The connection properties that a scan heeds. */
export interface ScanOptions {
  /** The workspace's slug; '' when the property is not set. */
  readonly workspace: string;
  /** Rows asked for in one call; 0: the most that the endpoint allows. */
  readonly pageSize: number;
  readonly includeDeleted: boolean;
  /** Whether reading a table whose endpoint is gone fails or yields no rows. */
  readonly retiredTables: 'error' | 'empty';
}
