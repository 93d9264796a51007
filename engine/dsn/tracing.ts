/**
 * The driver manager's trace switch: Trace and TraceFile in the section [ODBC] of an odbcinst.ini. What unixODBC
 * 2.3.11 does with them (found by trying): a program looks when it makes its first ODBC environment, so that one that
 * runs already goes on as it began; a path is cut after 62 bytes without a word; a folder that is missing means no
 * trace, without a word either; passwords (PWD) are written as stars, other secrets of a connection string are not,
 * and neither is the data that programs read.
 */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { errorCode, fileError } from './file-error.ts';
import {
  changeSection,
  driversFile,
  findSections,
  isOn,
  managerSection,
  valueIn,
  type ChangeOptions,
  type FoundSection,
  type ManagerFiles,
  type ManagerKind,
  type ManagerScope,
} from './manager-section.ts';
import { maskSecrets } from './mask-secrets.ts';
import { checkTracePath, prepareTraceFile, wrongPath } from './trace-path.ts';

export interface TracingState {
  readonly manager: ManagerKind;
  /** Programs that start now write a trace. */
  readonly on: boolean;
  /** The system's file decides, for every account. */
  readonly machineWide: boolean;
  /** Where a trace is written, or would be. */
  readonly path: string;
  /** The odbcinst.ini that decides; '' when none names tracing. */
  readonly file: string;
  /** Of the trace, in bytes; null when there is none. */
  readonly size: number | null;
  /** The system's file, when it has a section [ODBC] that hides the user's. */
  readonly hiddenBy: string;
}

export interface TracingWish {
  readonly on: boolean;
  readonly machineWide: boolean;
  readonly path: string;
}

/** In bytes. */
const longestPath = 62;

export async function readTracing(files: ManagerFiles, dataDir: string): Promise<TracingState> {
  const sections = await findSections(files, managerSection);
  const [first] = sections;
  const named = valueIn(first, 'Trace') !== undefined || valueIn(first, 'TraceFile') !== undefined;
  const on = isOn(valueIn(first, 'Trace'));
  // unixODBC's own default, where the trace is on without a path.
  const path = valueIn(first, 'TraceFile') ?? (on ? '/tmp/sql.log' : defaultPath(dataDir));
  return {
    manager: 'unixODBC',
    on,
    machineWide: named && first?.scope === 'system',
    path: on ? cut(path) : path,
    file: named ? (first?.file ?? '') : '',
    size: await sizeOf(on ? cut(path) : path),
    hiddenBy: first?.scope === 'system' && hides(first) ? first.file : '',
  };
}

/**
 * Switches tracing. Throws 22023 for a path that unixODBC could not write to, 55000 where the system's file hides
 * the user's, 58030 when a file cannot be written; nothing has been changed then.
 */
export async function setTracing(
  files: ManagerFiles,
  dataDir: string,
  { on, machineWide, path }: TracingWish,
  options: ChangeOptions = {},
): Promise<void> {
  const wanted = path.trim();
  const isDefault = wanted === defaultPath(dataDir);
  await checkPath(wanted, isDefault);
  const sections = await findSections(files, managerSection);
  const [system, user] = (['system', 'user'] as const).map((scope) =>
    sections.find((section) => section.scope === scope),
  );
  if (on && !machineWide && system !== undefined && hides(system)) throw hidden(system.file);
  if (on && !machineWide) await prepareTraceFile(wanted);
  const keep = on || (!machineWide && !isDefault);
  const wish = { Trace: on ? 'Yes' : null, TraceFile: keep ? wanted : null };
  const none = { Trace: null, TraceFile: null };
  const command = ['trace', on ? 'on' : 'off', '--file', wanted, ...(machineWide ? ['--system'] : [])];
  const change = (scope: ManagerScope, changes: typeof wish) =>
    changeSection(driversFile(files, scope), managerSection, changes, { ...options, command });
  // The system's first: whoever may not write there is told before anything has changed.
  if (machineWide) await change('system', wish);
  else if (on || isOn(valueIn(system, 'Trace'))) await change('system', none);
  if (!machineWide) await change('user', wish);
  else if (isOn(valueIn(user, 'Trace'))) await change('user', none);
}

/** The last lines of the trace, without secrets; '' when there is none. */
export async function traceTail(path: string, bytes = 65_536): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = Math.max(0, size - bytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(bytes, size)), 0, null, start);
      const text = buffer.toString('utf8', 0, bytesRead);
      // Of a line that was cut nobody knows whether a secret stands in it.
      return maskSecrets(start === 0 ? text : text.slice(text.indexOf('\n') + 1));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw fileError(`read the file ${path}`, error);
  }
}

/** In the data folder, else in a place with a shorter path. */
function defaultPath(dataDir: string): string {
  const path = join(dataDir, 'odbc-trace.log');
  return Buffer.byteLength(path) <= longestPath ? path : `/tmp/odbc-trace-${process.getuid?.() ?? 0}.log`;
}

function cut(path: string): string {
  return Buffer.from(path).subarray(0, longestPath).toString();
}

/** Whether a section of the system's file would still be there, and hide the user's, without our two keys. */
function hides({ pairs }: FoundSection): boolean {
  return pairs.length === 0 || pairs.some(([key]) => !['trace', 'tracefile'].includes(key.toLowerCase()));
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

async function checkPath(path: string, isDefault: boolean): Promise<void> {
  await checkTracePath(path, { isDefault, example: '/home/ada/odbc.log' });
  if (Buffer.byteLength(path) > longestPath)
    throw wrongPath(
      `The log file path is longer than ${longestPath} bytes.`,
      'unixODBC cuts longer paths and would write somewhere else. Choose a shorter one.',
    );
}

const hidden = (file: string): DrawbridgeError =>
  new DrawbridgeError(
    SqlState.wrongState,
    `Tracing for this account alone has no effect here: ${file} has a section [ODBC], which hides the user's.`,
    { hint: 'Choose machine-wide tracing, or take the section out of that file.' },
  );
