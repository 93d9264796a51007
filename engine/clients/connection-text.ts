/** How a data source is named to an application, and nothing else said of it. */
import { basename } from 'node:path';
import { formatConnectionString } from '../dsn/connection-string.ts';
import { fileKeyword } from '../dsn/dsn-values.ts';
import { driverName } from '../dsn/odbc-files.ts';
import type { ClientFacts } from './client.ts';

/** For applications that hand the string to the driver manager as it is. */
export function connectionText({ dsn }: ClientFacts): string {
  return dsn.scope === 'file' ? `FILEDSN=${dsn.name}` : formatConnectionString([['DSN', dsn.name]]);
}

/** For applications that know names of data sources and drivers, and no files. */
export function nameOrDriverText(facts: ClientFacts): string {
  if (facts.dsn.scope !== 'file') return connectionText(facts);
  return `Driver={${driverName}};${fileExtras(facts)}`;
}

/**
 * What follows the driver's name in a string for a data source in a file. The engine finds the file by its path, and
 * gives it its secrets where the string names the same addresses as the file.
 */
export function fileExtras({ dsn, addresses }: ClientFacts): string {
  // The path is no text to be put into braces: neither ; nor a brace can be in it.
  return [`${fileKeyword}=${dsn.name}`, formatConnectionString(addresses)].filter(Boolean).join(';');
}

/** What clients of PostgreSQL call the database. */
export function databaseName(facts: ClientFacts): string {
  return facts.dsn.scope === 'file' ? connectionText(facts) : facts.dsn.name;
}

/** What a person calls it. */
export function shownName({ dsn }: ClientFacts): string {
  return dsn.scope === 'file' ? basename(dsn.name).replace(/\.dsn$/i, '') : dsn.name;
}
