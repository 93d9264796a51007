/** Installing the ODBC driver for this user, for commands and the first start. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  driverStatus,
  registerDriver,
  unregisterDriver,
  type DriverStatus,
} from '../dsn/driver-registration.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface DriverSetup {
  install(system: boolean): Promise<{ readonly library: string; readonly file: string }>;
  uninstall(system: boolean): Promise<void>;
  status(): Promise<DriverStatus>;
}

const libraryName = 'libdrawbridgeodbc.so';

/** The library that was packed or built with this program, or null. */
export function builtDriver(): string | null {
  return driverPlaces().find((file) => existsSync(file)) ?? null;
}

/** In a package it is a plain file beside the archive; otherwise it lies where it was built. */
function driverPlaces(): readonly string[] {
  const built = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'driver', libraryName);
  const resources: unknown = Reflect.get(process, 'resourcesPath');
  return typeof resources === 'string' ? [path.join(resources, 'driver', libraryName), built] : [built];
}

export function driverSetup(dataDir: string, env: NodeJS.ProcessEnv): DriverSetup {
  const place = { dataDir, env };
  return {
    async install(system) {
      const libraryPath = builtDriver();
      if (libraryPath === null) {
        throw new DrawbridgeError(SqlState.wrongState, 'The ODBC driver is not built.', {
          hint: 'Run "npm run build"; it says what is missing for it.',
        });
      }
      return registerDriver({ ...place, libraryPath, system });
    },
    async uninstall(system) {
      await unregisterDriver({ ...place, system });
    },
    status: () => driverStatus(place),
  };
}
