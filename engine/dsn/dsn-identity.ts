/** When two keys mean one data source, for stores and vault alike. */
import type { DsnKey } from './dsn-store.ts';
import { foldIniName } from './ini-file.ts';

/** Paths are taken as they are, names as ODBC compares them. */
export function foldDsnName({ name, scope }: DsnKey): string {
  return scope === 'file' ? name : foldIniName(name);
}

/** The same text for keys that mean one data source, or two of them would share their secrets. */
export function dsnIdentity(dsn: DsnKey): string {
  return `${dsn.scope}/${foldDsnName(dsn)}`;
}

export function sameDsn(one: DsnKey, other: DsnKey): boolean {
  return dsnIdentity(one) === dsnIdentity(other);
}
