/** The data sources that Preview offers: those of ours, and a connection string that another view has chosen. */
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';

export interface DsnChoice {
  readonly value: string;
  readonly label: string;
}

export function choicesOf(entries: readonly DsnEntry[], chosen: string | null): readonly DsnChoice[] {
  // A User and a System data source may share a name; connecting by it finds the User's.
  const names = [...new Set(entries.map(({ name }) => name))].map((name) => ({ value: name, label: name }));
  return chosen === null || !isConnectionString(chosen)
    ? names
    : [...names, { value: chosen, label: labelOf(chosen) }];
}

/** A name can hold no `=`. */
export function isConnectionString(dsn: string): boolean {
  return dsn.includes('=');
}

/** The file that the string names, when it says nothing else; null otherwise. */
export function fileOf(dsn: string): string | null {
  return /^\s*FILEDSN\s*=\s*([^;]+?)\s*;?\s*$/i.exec(dsn)?.[1] ?? null;
}

/** Any other string may hold secrets, which no window shows. */
function labelOf(dsn: string): string {
  const file = fileOf(dsn);
  return file === null ? messages.preview.connectionString : messages.preview.fileDsn(file);
}

/** What may be kept of a choice: a connection string may hold secrets, unless it only names a file. */
export function withoutSecrets(chosen: string | null): string | null {
  return chosen !== null && isConnectionString(chosen) && fileOf(chosen) === null ? null : chosen;
}
