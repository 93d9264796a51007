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

/** The library that was built beside this program, or null. */
export function builtDriver(): string | null {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const file = path.join(folder, '..', 'driver', 'libdrawbridgeodbc.so');
  return existsSync(file) ? file : null;
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
