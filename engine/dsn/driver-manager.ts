/** The settings of the driver manager of this computer, whichever it has: unixODBC's files or the registry of Windows. */
import { listDrivers, type DriversOptions, type OdbcDriver } from './drivers.ts';
import { windowsMachine, type MachineRegistry } from './machine-registry.ts';
import { odbcFiles } from './odbc-files.ts';
import { readPooling, setPooling, type PoolingState, type PoolingWish } from './pooling.ts';
import { readTracing, setTracing, type TracingState, type TracingWish } from './tracing.ts';
import { listDriversOnWindows } from './windows-drivers.ts';
import { readPoolingOnWindows, setPoolingOnWindows } from './windows-pooling.ts';
import { readTracingOnWindows, setTracingOnWindows } from './windows-tracing.ts';

export interface DriverManager {
  drivers(): Promise<readonly OdbcDriver[]>;
  tracing(): Promise<TracingState>;
  setTracing(wish: TracingWish, elevate: boolean | undefined): Promise<void>;
  pooling(): Promise<PoolingState>;
  setPooling(wish: PoolingWish, elevate: boolean | undefined): Promise<void>;
}

export interface DriverManagerOptions extends DriversOptions {
  readonly dataDir: string;
}

export function openDriverManager(
  options: DriverManagerOptions,
  platform: NodeJS.Platform = process.platform,
): DriverManager {
  return platform === 'win32' ? onWindows(options, windowsMachine(options.env)) : onUnixOdbc(options);
}

function onUnixOdbc({ env, ownVersion, dataDir }: DriverManagerOptions): DriverManager {
  const files = odbcFiles(env);
  return {
    drivers: () => listDrivers({ env, ownVersion }),
    tracing: () => readTracing(files, dataDir),
    setTracing: (wish, elevate) => setTracing(files, dataDir, wish, { elevate, env }),
    pooling: () => readPooling(files),
    setPooling: (wish, elevate) => setPooling(files, wish, { elevate, env }),
  };
}

function onWindows(
  { env, ownVersion, dataDir }: DriverManagerOptions,
  machine: MachineRegistry,
): DriverManager {
  return {
    drivers: () => listDriversOnWindows(machine, { env, ownVersion }),
    tracing: () => readTracingOnWindows(machine, dataDir),
    setTracing: (wish, elevate) => setTracingOnWindows(machine, dataDir, wish, { elevate, env }),
    pooling: () => readPoolingOnWindows(machine),
    setPooling: (wish, elevate) => setPoolingOnWindows(machine, wish, elevate),
  };
}
