/**
 * What another program asks the administrator to open, as the ODBC driver's ConfigDSN does: the property sheet of a data
 * source (`--dsn NAME`) or the Add wizard (`--new-dsn`). It travels in the fragment of the window's address, on the
 * desktop as in a browser; `renderer/transport/wish.ts` reads it there.
 */
import { parseArgs } from 'node:util';

export interface Wish {
  readonly dsn?: string | undefined;
  readonly newDsn?: boolean | undefined;
}

/** The address with the wish in its fragment, beside what stands there; unchanged without one. */
export function withWish(address: string, { dsn, newDsn }: Wish): string {
  const wish = dsn ? `dsn=${encodeURIComponent(dsn)}` : newDsn === true ? 'new-dsn' : '';
  if (wish === '') return address;
  return `${address}${address.includes('#') ? '&' : '#'}${wish}`;
}

/** Of the words after a program's name, among which may be others that mean nothing here. */
export function wishOf(words: readonly string[]): Wish {
  const options = { dsn: { type: 'string' }, 'new-dsn': { type: 'boolean' } } as const;
  const { dsn, 'new-dsn': newDsn } = parseArgs({ args: [...words], options, strict: false }).values;
  return { ...(typeof dsn === 'string' ? { dsn } : {}), newDsn: newDsn === true };
}
