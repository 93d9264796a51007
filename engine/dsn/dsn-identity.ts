/** When two keys mean one data source, for stores and vault alike. */
import type { DsnKey } from './dsn-store.ts';
import { foldIniName } from './ini-file.ts';

/** Paths are taken as they are, names as ODBC compares them. */
export function foldDsnName({ name, scope }: DsnKey): string {
  return scope === 'file' ? name : foldIniName(name);
}

export function sameDsn(one: DsnKey, other: DsnKey): boolean {
  return one.scope === other.scope && foldDsnName(one) === foldDsnName(other);
}
