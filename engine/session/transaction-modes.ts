/**
 * `ISOLATION LEVEL …, READ ONLY, NOT DEFERRABLE`: what is said of a transaction where it begins, by SET TRANSACTION, or
 * of all that follow. Clients read it back; READ ONLY keeps writes out.
 */

/** The settings that a transaction has, each with another by the name `default_…` that it begins with. */
export const transactionSettings: ReadonlySet<string> = new Set([
  'transaction_isolation',
  'transaction_read_only',
  'transaction_deferrable',
]);

/** Values by the names of `transactionSettings`; what is not said is left out. */
export function transactionModes(text: string): ReadonlyMap<string, string> {
  const words = text.toLowerCase().replaceAll(/[\s,]+/g, ' ');
  const found = new Map<string, string>();
  const level = /\bisolation level (serializable|repeatable read|read (?:un)?committed)\b/.exec(words)?.[1];
  if (level !== undefined) found.set('transaction_isolation', level);
  const access = /\bread (only|write)\b/.exec(words)?.[1];
  if (access !== undefined) found.set('transaction_read_only', access === 'only' ? 'on' : 'off');
  const [, not, deferrable] = /\b(not )?(deferrable)\b/.exec(words) ?? [];
  if (deferrable !== undefined) found.set('transaction_deferrable', not === undefined ? 'on' : 'off');
  return found;
}
