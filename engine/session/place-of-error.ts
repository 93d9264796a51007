import { DrawbridgeError, type StatementPosition } from '../error.ts';

/** The error with its place in the user's text in place of the one in the normalised text, which counts from 1. */
export function inPlace<T>(work: () => T, locate: (offset: number) => StatementPosition): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof DrawbridgeError) || thrown.position === undefined) throw thrown;
    const { sqlState, message, hint, position } = thrown;
    throw new DrawbridgeError(sqlState, message, {
      position: locate(position - 1),
      cause: thrown,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
