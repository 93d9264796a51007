/**
 * The engine without any listener: data sources, vault, sessions, admin API. `host.ts` adds sockets and windows;
 * a command that finds no running engine uses this alone.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import type { Output } from '../admin/contract.ts';
import { createDispatcher, type AdminDispatcher } from '../admin/dispatcher.ts';
import { catalogNames } from '../admin/handlers/catalog-names.ts';
import { dsnHandlers } from '../admin/handlers/dsn.ts';
import { propertyHandlers } from '../admin/handlers/properties.ts';
import { identify } from '../admin/handlers/identify.ts';
import { createQueries } from '../admin/handlers/query.ts';
import { signInHandlers, signInState } from '../admin/handlers/sign-in.ts';
import { testHandlers } from '../admin/handlers/test-handlers.ts';
import { DesktopKeeper, type KeyStore } from '../auth/desktop-keeper.ts';
import { KeyFileKeeper } from '../auth/key-file-keeper.ts';
import { SignIns } from '../auth/sign-in.ts';
import { openVault } from '../auth/vault.ts';
import { foldersOf, type Folders } from '../dsn/data-folder.ts';
import { noSuchDsn } from '../dsn/dsn-error.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { UnixIniStore } from '../dsn/unix-ini-store.ts';
import { resolveConnection, resolveRecord, type ResolvedConnection } from '../session/connect.ts';
import { createSessionFactory, type EngineSessions } from '../session/session-factory.ts';
import { createClient, TargetPool, withAddresses, type TargetParts } from '../session/target.ts';
import { createMacros } from '../sql/macros.ts';
import { openStore } from '../store/store.ts';
import { hasDesktop } from './browser.ts';
import { lazySandbox } from './built-in-sandbox.ts';
import { productVersion } from './product.ts';
import { spillFolder, sweepSpillFolders } from './spill-folder.ts';
import { driverStatus, installedLibrary } from '../dsn/driver-registration.ts';

export interface EngineOptions {
  readonly dataDir?: string | undefined;
  readonly runDir?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** The key store of the desktop, where there is one: it alone closes a new vault then. */
  readonly keyStore?: KeyStore | undefined;
}

export type EngineStatus = Pick<Output<'status.get'>, 'sessions' | 'odbc'> & { readonly openQueries: number };

export interface Engine {
  readonly folders: Folders;
  readonly sessions: EngineSessions;
  readonly dispatcher: AdminDispatcher;
  /** Statements of windows and commands that are open now. */
  readonly openQueries: number;
  close(): Promise<void>;
}

/** What only a host can answer. */
export interface HostFacts {
  status(engine: EngineStatus): Output<'status.get'>;
  windowAddress(): string;
}

/** A quarter of the machine's memory at most, shared out to the targets that are open at once. */
const storeMemory = Math.min(totalmem() / 4, 4 * 1024 ** 3) / 4;

export function createEngine(options: EngineOptions, facts: HostFacts = ownFacts(options)): Promise<Engine> {
  return Promise.resolve().then(() => compose(options, facts));
}

export function engineFolders({ dataDir, runDir, env }: EngineOptions): Folders {
  const folders = foldersOf(env, dataDir);
  return { ...folders, run: runDir ?? env['DRAWBRIDGE_RUN_DIR'] ?? folders.run };
}

function compose(options: EngineOptions, facts: HostFacts): Engine {
  const { env } = options;
  const folders = engineFolders(options);
  const dsns = new UnixIniStore({ env, libraryPath: installedLibrary(folders.data) });
  const keyFile = new KeyFileKeeper(folders.vaultKey);
  const vault = openVault({
    folder: folders.vault,
    ...(options.keyStore === undefined
      ? { keepers: [keyFile] }
      : { keepers: [new DesktopKeeper(options.keyStore, keyFile)], alsoOpenedBy: [keyFile] }),
  });
  const sandbox = lazySandbox();
  void sweepSpillFolders(folders.data);
  const sources = {
    dsns,
    secretsOf: async (dsn: DsnKey) => new Map(Object.entries((await vault.get(dsn)).secrets)),
    hasDesktop: hasDesktop(env),
  };
  const parts: TargetParts = {
    vault,
    sandbox: sandbox.address,
    openStore: () =>
      openStore({
        temporaryFolder: spillFolder(folders.data),
        memoryLimit: storeMemory,
        threads: availableParallelism(),
        macros: createMacros('main', productVersion),
      }),
  };
  const targets = new TargetPool(parts);
  const sessions = createSessionFactory(sources, targets, productVersion);
  const queries = createQueries(sessions);
  const signIns = new SignIns({
    vault,
    onChange: (id, state) => dispatcher.emit('signIn.changed', { id, state: signInState(state) }),
    identify: ({ accessToken }, { properties }) => identify(accessToken, properties),
  });

  async function resolve(dsn: DsnKey): Promise<ResolvedConnection> {
    const record = await dsns.get(dsn);
    if (record !== null) return resolveRecord(record, new Map(), sources);
    throw noSuchDsn(dsn);
  }

  const dispatcher = createDispatcher({
    ...propertyHandlers,
    ...dsnHandlers({ dsns, vault, changed: () => dispatcher.emit('dsn.changed', {}) }),
    ...queries.handlers,
    ...testHandlers({
      dsns,
      vault,
      hasDesktop: sources.hasDesktop,
      connect: (connection) => createClient(connection, parts),
    }),
    ...signInHandlers({
      signIns,
      resolve: async (dsn) => {
        const connection = await resolve(dsn);
        return { ...connection, properties: await withAddresses(connection.properties, sandbox.address) };
      },
    }),
    'status.get': async () => {
      const { registered, library, problems } = await driverStatus({ dataDir: folders.data, env });
      const odbc = { registered, library, problems: [...problems] };
      return facts.status({ sessions: sessions.count, openQueries: queries.running, odbc });
    },
    'window.address': () => Promise.resolve({ url: facts.windowAddress() }),
    'catalog.names': async ({ dsn }) =>
      catalogNames((await resolveConnection(dsn, sources)).properties.Schema),
  });

  return {
    folders,
    sessions,
    dispatcher,
    get openQueries() {
      return queries.running;
    },
    async close() {
      await signIns.close();
      await targets.close();
      await sandbox.close();
      await rm(spillFolder(folders.data), { recursive: true, force: true });
    },
  };
}

/** A command's own engine has no port and no window. */
function ownFacts(options: EngineOptions): HostFacts {
  const startedAt = new Date().toISOString();
  return {
    status: ({ sessions, odbc, openQueries }) => ({
      version: productVersion,
      pid: process.pid,
      runDir: engineFolders(options).run,
      port: 0,
      startedAt,
      sessions,
      runningStatements: openQueries,
      odbc,
    }),
    windowAddress: () => '',
  };
}
