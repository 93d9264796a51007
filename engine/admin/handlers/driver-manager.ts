/** The driver manager's own settings: drivers, tracing, pooling, and the inventory of the core parts. */
import { listDrivers, type DriversOptions } from '../../dsn/drivers.ts';
import { odbcFiles } from '../../dsn/odbc-files.ts';
import { readPooling, setPooling } from '../../dsn/pooling.ts';
import { readTracing, setTracing, traceTail } from '../../dsn/tracing.ts';
import type { Output } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';
import { withShownStatements } from './trace-statements.ts';

export interface DriverManagerParts extends DriversOptions {
  readonly dataDir: string;
  readonly install: (options: DriverOptions) => Promise<Output<'driver.install'>>;
  readonly uninstall: (options: DriverOptions) => Promise<void>;
  readonly parts: () => Promise<readonly Output<'about.parts'>['parts'][number][]>;
  readonly changed: () => void;
}

interface DriverOptions {
  readonly system: boolean;
  readonly elevate?: boolean | undefined;
}

type Procedures =
  | `driver.${'list' | 'install' | 'uninstall'}`
  | `tracing.${'get' | 'set' | 'tail'}`
  | `pooling.${'get' | 'set'}`
  | 'about.parts';

export function driverManagerHandlers(parts: DriverManagerParts): Pick<Handlers, Procedures> {
  const { env, ownVersion, dataDir, changed } = parts;
  const files = odbcFiles(env);
  const tracing = () => readTracing(files, dataDir);
  const pooling = async (): Promise<Output<'pooling.get'>> => {
    const { drivers, ...state } = await readPooling(files);
    return { ...state, drivers: [...drivers] };
  };
  return {
    'driver.list': async () => ({ drivers: [...(await listDrivers({ env, ownVersion }))] }),
    async 'driver.install'(options) {
      const registration = await parts.install(options);
      changed();
      return registration;
    },
    async 'driver.uninstall'(options) {
      await parts.uninstall(options);
      changed();
      return {};
    },
    'tracing.get': tracing,
    async 'tracing.set'({ elevate, ...wish }) {
      await setTracing(files, dataDir, wish, { elevate, env });
      changed();
      return tracing();
    },
    async 'tracing.tail'() {
      const { path } = await tracing();
      return { path, text: withShownStatements(await traceTail(path)) };
    },
    'pooling.get': pooling,
    async 'pooling.set'({ elevate, ...wish }) {
      await setPooling(files, wish, { elevate, env });
      changed();
      return pooling();
    },
    'about.parts': async () => ({ parts: [...(await parts.parts())] }),
  };
}
