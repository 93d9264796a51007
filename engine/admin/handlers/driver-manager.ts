/** The driver manager's own settings: drivers, tracing, pooling, and the inventory of the core parts. */
import { openDriverManager, type DriverManagerOptions } from '../../dsn/driver-manager.ts';
import { traceTail } from '../../dsn/tracing.ts';
import type { Output } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';
import { withShownStatements } from './trace-statements.ts';

export interface DriverManagerParts extends DriverManagerOptions {
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
  const { changed } = parts;
  const manager = openDriverManager(parts);
  const pooling = async (): Promise<Output<'pooling.get'>> => {
    const { drivers, ...state } = await manager.pooling();
    return { ...state, drivers: [...drivers] };
  };
  return {
    'driver.list': async () => ({ drivers: [...(await manager.drivers())] }),
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
    'tracing.get': () => manager.tracing(),
    async 'tracing.set'({ elevate, ...wish }) {
      await manager.setTracing(wish, elevate);
      changed();
      return manager.tracing();
    },
    async 'tracing.tail'() {
      const { path } = await manager.tracing();
      return { path, text: withShownStatements(await traceTail(path)) };
    },
    'pooling.get': pooling,
    async 'pooling.set'({ elevate, ...wish }) {
      await manager.setPooling(wish, elevate);
      changed();
      return pooling();
    },
    'about.parts': async () => ({ parts: [...(await parts.parts())] }),
  };
}
