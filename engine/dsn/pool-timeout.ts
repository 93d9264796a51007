/** What is no time for a pool, and what is no driver. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { PoolTimeout } from './pooling.ts';

const longestTimeout = 99_999;

export function checkTimeout(timeout: PoolTimeout): void {
  if (timeout === 'none' || (Number.isInteger(timeout) && timeout >= 0 && timeout <= longestTimeout)) return;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `A pool timeout is a whole number of seconds from 0 to ${longestTimeout}.`,
  );
}

export function unknownDriver(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.undefinedObject, `There is no ODBC driver named "${name}".`, {
    hint: 'It may have been uninstalled meanwhile. Read the list again.',
  });
}
