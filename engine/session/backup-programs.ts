/**
 * Programs that copy a whole database, by the name that they connect with. They would fail at some statement of theirs
 * about things that only a PostgreSQL server has, with a message that helps nobody.
 */
import { DrawbridgeError, SqlState } from '../error.ts';

const programs: ReadonlySet<string> = new Set(['pg_dump', 'pg_dumpall', 'pg_restore', 'pg_basebackup']);

/** Throws 0A000. */
export function refuseBackups(applicationName: string): void {
  if (!programs.has(applicationName)) return;
  throw new DrawbridgeError(
    SqlState.featureNotSupported,
    `${applicationName} is not supported: Bitbucket is no PostgreSQL server, and nothing could be restored to it.`,
    {
      hint: `To keep rows in files, use "drawbridge query --output FILE SQL" (csv, json, ndjson or parquet), or "\\copy (SELECT …) TO 'FILE' CSV HEADER" in psql.`,
    },
  );
}
