/** Failures of the file system as errors that a person understands. */
import { DrawbridgeError, SqlState } from '../error.ts';

/** `action` completes "Drawbridge could not …", for example `write the file /home/ada/.odbc.ini`. */
export function fileError(action: string, thrown: unknown): DrawbridgeError {
  if (thrown instanceof DrawbridgeError) return thrown;
  const code = errorCode(thrown);
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new DrawbridgeError(
    full ? SqlState.diskFull : SqlState.ioError,
    `Drawbridge could not ${action}: ${reasons[code] ?? (thrown instanceof Error ? thrown.message : code)}.`,
    { hint: hints[code] ?? 'Nothing was changed.', cause: thrown },
  );
}

export function errorCode(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException | undefined)?.code ?? '';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'this account is not permitted to',
  EPERM: 'this account is not permitted to',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'a folder stands in its place',
  ELOOP: 'its symbolic links lead in a circle',
};

const permission = 'Nothing was changed. Use an account that may write there, or give this one the right.';
const space = 'Nothing was changed. Free some space and try again.';
const hints: Readonly<Record<string, string>> = {
  ENOSPC: space,
  EDQUOT: space,
  EACCES: permission,
  EPERM: permission,
  EROFS: permission,
};
