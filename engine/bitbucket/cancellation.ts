import { DrawbridgeError, SqlState } from '../error.ts';

/** What an aborted signal means: its own reason where that is an error of ours, else 57014. */
export function cancellation(signal: AbortSignal): DrawbridgeError {
  if (signal.reason instanceof DrawbridgeError) return signal.reason;
  return new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled.', {
    cause: signal.reason,
  });
}
