/**
 * The rules for the name of a data source: those of the ODBC installer (SQLValidDSN), at most 32 characters
 * (SQL_MAX_DSN_LENGTH), and no name twice, since ODBC compares without regard to case.
 */
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

/** In bytes, as unixODBC counts. */
export const longestName = 32;
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const forbidden = /[[\]{}(),;?*=!@\\\p{Cc}]/gu;

export interface NameSurroundings {
  readonly scope: DsnKey['scope'];
  readonly others: readonly DsnKey[];
}

/** Returns what is wrong, as a sentence for the field, or undefined. */
export function checkName(name: string, { scope, others }: NameSurroundings): string | undefined {
  const text = messages.check;
  if (name.trim() === '') return text.nameMissing;
  if (scope === 'file') return checkPath(name, others);
  if (name !== name.trim()) return text.nameSpaces;
  if (Array.from(name).length > longestName) return text.nameTooLong;
  if (bytesOf(name) > longestName) return text.nameTooManyBytes;
  const found = new Set(name.match(forbidden));
  if (found.size > 0) return text.nameCharacters([...found]);
  const taken = others.find(
    (other) => other.scope === scope && other.name.toLowerCase() === name.toLowerCase(),
  );
  return taken === undefined ? undefined : text.nameTaken(taken.name);
}

/** A data source in a file is named by the file's whole path; the rules for names are those of its last part. */
function checkPath(path: string, others: readonly DsnKey[]): string | undefined {
  if (!/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return messages.fileDsn.notWhole;
  const found = new Set(path.replace(/^.*\//, '').match(forbidden));
  if (found.size > 0) return messages.check.nameCharacters([...found]);
  return others.some((other) => other.name === path) ? messages.check.nameTaken(path) : undefined;
}
