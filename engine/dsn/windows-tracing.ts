/**
 * The trace of Windows' driver manager: Trace, TraceFile and TraceDll in the key ODBC below ODBC.INI, of the user or, for
 * every account, of the machine. A program looks when it makes its first ODBC environment.
 * https://learn.microsoft.com/sql/odbc/reference/install/odbc-subkey
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { valueOf } from './connection-string.ts';
import { changeMachine, type MachineRegistry } from './machine-registry.ts';
import type { ManagerScope } from './manager-section.ts';
import type { Environment } from './odbc-files.ts';
import { checkTracePath, prepareTraceFile } from './trace-path.ts';
import type { TracingState, TracingWish } from './tracing.ts';

const keys: Readonly<Record<ManagerScope, string>> = {
  system: String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\ODBC\ODBC.INI\ODBC`,
  user: String.raw`HKEY_CURRENT_USER\SOFTWARE\ODBC\ODBC.INI\ODBC`,
};

export async function readTracingOnWindows(
  { registry }: Pick<MachineRegistry, 'registry'>,
  dataDir: string,
): Promise<TracingState> {
  const [system, user] = await Promise.all([keys.system, keys.user].map((key) => valuesOf(registry, key)));
  const machineWide = isOn(system);
  const decides = machineWide || !isOn(user) ? system : user;
  const on = isOn(decides);
  const scope = machineWide ? 'system' : 'user';
  // What was written before the switch was turned off stays to be read.
  const file = valueOf((on ? decides : user) ?? [], 'TraceFile') || defaultTrace(dataDir);
  return {
    manager: 'Windows',
    on,
    machineWide,
    path: file,
    file: on ? keys[scope] : '',
    size: await sizeOf(file),
    hiddenBy: '',
  };
}

/** Throws 22023 for a path that could not be written to, 42501 without the rights, 58030 on other trouble. */
export async function setTracingOnWindows(
  machine: MachineRegistry,
  dataDir: string,
  { on, machineWide, path: given }: TracingWish,
  { elevate = false, env }: { readonly elevate?: boolean | undefined; readonly env: Environment },
): Promise<void> {
  const file = given.trim();
  await checkTracePath(file, { isDefault: file === defaultTrace(dataDir), example: 'C:\\Temp\\odbc.log' });
  const before = await readTracingOnWindows(machine, dataDir);
  if (on && !machineWide) await prepareTraceFile(file);
  const wanted = (isOnThere: boolean) =>
    [
      ['Trace', isOnThere ? '1' : '0'],
      ['TraceFile', file],
      ['TraceDll', path.join(env['SystemRoot'] || 'C:\\Windows', 'system32', 'odbctrac.dll')],
    ] as const;
  // The machine's first: whoever may not write there is told before anything has changed.
  if (machineWide || before.machineWide) {
    const set = wanted(on && machineWide);
    await changeMachine(machine, {
      key: keys.system,
      what: 'the trace of every account',
      steps: [{ path: keys.system, set }],
      commands: [['trace', on && machineWide ? 'on' : 'off', '--file', file, '--system']],
      elevate,
    });
  }
  await machine.registry.apply([{ path: keys.user, set: wanted(on && !machineWide) }]);
}

type Values = Awaited<ReturnType<typeof valuesOf>>;

async function valuesOf(registry: MachineRegistry['registry'], key: string) {
  const found = (await registry.read(key)).find(
    ({ path: other }) => other.toLowerCase() === key.toLowerCase(),
  );
  return found?.values ?? [];
}

const isOn = (values: Values | undefined): boolean => valueOf(values ?? [], 'Trace') === '1';

const defaultTrace = (dataDir: string): string => path.join(dataDir, 'odbc-trace.log');

async function sizeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}
