/** The ODBC connection string that names a data source and nothing else. */
import { formatConnectionString } from '../dsn/connection-string.ts';
import type { ClientFacts } from './client.ts';

export function connectionText({ dsn }: ClientFacts): string {
  return formatConnectionString([['DSN', dsn.name]]);
}
