/** A write of which nobody knows whether Bitbucket carried it out. */
import { DrawbridgeError } from '../error.ts';
import type { Again } from './exchange.ts';

export class UncertainWrite extends DrawbridgeError {}

/**
 * What a failure means that a GET would be made again for. Where no connection was made, nothing was written;
 * otherwise (a connection that was cut, no answer in time, 408, 5xx) it may have been.
 */
export function uncertain({ error, neverSent }: Again): DrawbridgeError {
  if (neverSent === true) return error;
  const { sqlState, message } = error;
  return new UncertainWrite(sqlState, message, { cause: error });
}
