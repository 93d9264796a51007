/** The file that a driver manager is to write its trace to. */
import { access, constants, mkdir, open, stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fileError } from './file-error.ts';
import { closeOnWindows } from './windows-access.ts';

export interface TracePathRules {
  /** Its folder is Drawbridge's own and is made. */
  readonly isDefault: boolean;
  /** Of a whole path, for the message. */
  readonly example: string;
}

/** Throws 22023 for a path that the driver manager could not write to. */
export async function checkTracePath(path: string, { isDefault, example }: TracePathRules): Promise<void> {
  if (!isAbsolute(path)) throw wrongPath(`The log file path must be a whole path, such as ${example}.`);
  // oxlint-disable-next-line no-control-regex -- they would end the line in the ini file
  if (/[\u0000-\u001f]/.test(path)) throw wrongPath('The log file path must not contain control characters.');
  if (isDefault) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const folder = await stat(dirname(path)).catch(() => null);
  if (!folder?.isDirectory())
    throw wrongPath(
      `There is no folder ${dirname(path)}.`,
      'The driver manager makes none, and would write nothing without a word. Make it, or choose another.',
    );
  if ((await stat(path).catch(() => null))?.isDirectory())
    throw wrongPath(`${path} is a folder.`, 'Name a file in it.');
}

/** A trace holds what programs read, so the file is made here, for this account alone. */
export async function prepareTraceFile(path: string): Promise<void> {
  const flags = constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
  try {
    await (await open(path, flags, 0o600)).close();
    await closeOnWindows(path);
    await access(path, constants.W_OK);
  } catch (error) {
    throw fileError(`write the file ${path}`, error);
  }
}

export const wrongPath = (message: string, hint?: string): DrawbridgeError =>
  new DrawbridgeError(SqlState.invalidParameterValue, message, hint === undefined ? {} : { hint });
