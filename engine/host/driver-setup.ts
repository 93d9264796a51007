/** Installing the ODBC driver for this user, for commands and the first start. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  driverStatus,
  registerDriver,
  unregisterDriver,
  type DriverStatus,
} from '../dsn/driver-registration.ts';
import { libraryFileName } from '../dsn/machine-library.ts';
import { windowsMachine } from '../dsn/machine-registry.ts';
import {
  registerOnWindows,
  statusOnWindows,
  unregisterOnWindows,
} from '../dsn/windows-driver-registration.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { productVersion } from './product.ts';

export interface DriverSetup {
  install(system: boolean, elevate?: boolean): Promise<{ readonly library: string; readonly file: string }>;
  uninstall(system: boolean, elevate?: boolean): Promise<void>;
  status(): Promise<DriverStatus>;
}

/** The library that was packed or built with this program, or null. */
export function builtDriver(): string | null {
  return driverPlaces().find((file) => existsSync(file)) ?? null;
}

/** In a package it is a plain file beside the archive; otherwise it lies where it was built. */
function driverPlaces(): readonly string[] {
  const name = libraryFileName();
  const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
  const built = ['driver', 'driver-windows'].map((folder) => path.join(dist, folder, name));
  const resources: unknown = Reflect.get(process, 'resourcesPath');
  return typeof resources === 'string' ? [path.join(resources, 'driver', name), ...built] : built;
}

/** The version of a driver's library: ours when it is the one that was built with this program, else ''. */
export async function driverVersion(library: string): Promise<string> {
  const built = builtDriver();
  if (built === null) return '';
  const [one, other] = await Promise.all([built, library].map((file) => readFile(file).catch(() => null)));
  return one !== null && other !== null && one?.equals(other ?? Buffer.alloc(0)) ? productVersion : '';
}

export function driverSetup(dataDir: string, env: NodeJS.ProcessEnv): DriverSetup {
  const place = { dataDir, env };
  const machine = process.platform === 'win32' ? windowsMachine(env) : null;
  return {
    async install(system, elevate) {
      const libraryPath = builtDriver();
      if (libraryPath === null) {
        throw new DrawbridgeError(SqlState.wrongState, 'The ODBC driver is not built.', {
          hint: 'Run "npm run build"; it says what is missing for it.',
        });
      }
      const options = { ...place, libraryPath, system, elevate };
      return machine === null ? registerDriver(options) : registerOnWindows(machine, options);
    },
    async uninstall(system, elevate) {
      const options = { ...place, system, elevate };
      await (machine === null ? unregisterDriver(options) : unregisterOnWindows(machine, options));
    },
    status: () => (machine === null ? driverStatus(place) : statusOnWindows(machine, place)),
  };
}
