/**
 * The engine without any listener: data sources, vault, sessions, admin API. `host.ts` adds sockets and windows;
 * a command that finds no running engine uses this alone.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { availableParallelism, totalmem } from 'node:os';
import type { Output } from '../admin/contract.ts';
import { createDispatcher, type AdminDispatcher } from '../admin/dispatcher.ts';
import { connectHandlers, type Reach } from '../admin/handlers/connect.ts';
import { catalogTree } from '../admin/handlers/catalog-tree.ts';
import { driverManagerHandlers } from '../admin/handlers/driver-manager.ts';
import { announceLog, logHandlers } from '../admin/handlers/log.ts';
import { dsnCopyHandlers } from '../admin/handlers/dsn-copies.ts';
import { dsnHandlers } from '../admin/handlers/dsn.ts';
import { folderHandlers } from '../admin/handlers/folders.ts';
import { healthHandlers } from '../admin/handlers/health.ts';
import { placeHandlers } from '../admin/handlers/places.ts';
import { propertyHandlers } from '../admin/handlers/properties.ts';
import { identify } from '../admin/handlers/identify.ts';
import { createQueries } from '../admin/handlers/query.ts';
import { createRequestFeed } from '../admin/handlers/requests.ts';
import { settingsHandlers } from '../admin/handlers/settings.ts';
import { signInHelpHandlers } from '../admin/handlers/sign-in-help.ts';
import { signInTransferHandlers } from '../admin/handlers/sign-in-transfer.ts';
import { signInHandlers, signInState } from '../admin/handlers/sign-in.ts';
import { testHandlers } from '../admin/handlers/test-handlers.ts';
import { vaultHandlers } from '../admin/handlers/vault.ts';
import { HealthBook } from '../admin/health/book.ts';
import { followChanges, followConnections, followSignIns, followTests } from '../admin/health/follow.ts';
import { TestedDrafts } from '../admin/health/tested-drafts.ts';
import type { KeyStore } from '../auth/desktop-keeper.ts';
import type { TokenOwner } from '../auth/keep-tokens.ts';
import { OAuthByHand } from '../auth/oauth-by-hand.ts';
import type { OAuthTokens } from '../auth/oauth-reply.ts';
import { SignInOnDemand } from '../auth/sign-in-on-demand.ts';
import { SignIns } from '../auth/sign-in.ts';
import { tokenSourceFor } from '../auth/token-sources.ts';
import { saveRenewals } from '../auth/unsaved-renewals.ts';
import type { TokenSource } from '../bitbucket/token-source.ts';
import { foldersOf, type Folders } from '../dsn/data-folder.ts';
import { foreignConnection, noSuchDsn } from '../dsn/dsn-error.ts';
import { openDsnStore } from '../dsn/dsn-places.ts';
import { ownProgram } from '../dsn/own-program.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { CallLog } from '../session/call-log.ts';
import { resolveConnection, resolveRecord, type ResolvedConnection } from '../session/connect.ts';
import { oauthCalls } from '../session/oauth-calls.ts';
import { Pause } from '../session/pause.ts';
import { Quotas } from '../session/quotas.ts';
import { EngineLog } from '../session/engine-log.ts';
import { createSessionFactory, type EngineSessions } from '../session/session-factory.ts';
import { StatementHistory } from '../session/statement-history.ts';
import { createClient, quotaUser, TargetPool, withAddresses, type TargetParts } from '../session/target.ts';
import { createMacros } from '../sql/macros.ts';
import { openStore } from '../store/store.ts';
import { hasDesktop, openInBrowser } from './browser.ts';
import { lazySandbox } from './built-in-sandbox.ts';
import { coreParts } from './core-parts.ts';
import { driverSetup, driverVersion } from './driver-setup.ts';
import { productVersion } from './product.ts';
import { resumeRenewals } from './resume-renewals.ts';
import { engineVault } from './vault-keepers.ts';
import { spillFolder, sweepSpillFolders } from './spill-folder.ts';
import { installedLibrary } from '../dsn/driver-registration.ts';
import { libraryVariable } from '../dsn/elevated-write.ts';

export interface EngineOptions {
  readonly dataDir?: string | undefined;
  readonly runDir?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** The key store of the desktop, where there is one: it alone closes a new vault then. */
  readonly keyStore?: KeyStore | undefined;
}

export type EngineStatus = Pick<Output<'status.get'>, 'sessions' | 'odbc' | 'paused'> & {
  readonly openQueries: number;
};

export interface Engine {
  readonly folders: Folders;
  readonly sessions: EngineSessions;
  readonly dispatcher: AdminDispatcher;
  /** Statements of windows and commands that are open now. */
  readonly openQueries: number;
  /** Makes up for renewals of sign-ins that an earlier engine did not see the end of. Never rejects. */
  resumeRenewals(): Promise<void>;
  close(): Promise<void>;
}

/** What only a host can answer. */
export interface HostFacts {
  status(engine: EngineStatus): Output<'status.get'>;
  windowAddress(): string;
  /** Begins to stop. Throws 55000 where stopping is not for clients to ask. */
  stop(): void;
  /** Where clients find the engine, once it listens. */
  reach(): Reach;
}

/** The number in the socket's name where nobody asks for another one. */
export const usualPort = 54_330;

/** Milliseconds that sign-ins and renewals under way get before the engine goes: their answers are worth a sign-in each. */
const renewalGrace = 10_000;

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
  const folders = engineFolders(options);
  const libraryPath = installedLibrary({ dataDir: folders.data, env: options.env });
  const { vault, keeperFor } = engineVault({ folders, env: options.env, keyStore: options.keyStore });
  const env = { ...options.env, [libraryVariable]: libraryPath };
  const dsns = openDsnStore({ env, libraryPath });
  const sandbox = lazySandbox();
  void sweepSpillFolders(folders.data);
  // What may once run with administrator rights is settled now.
  void ownProgram(env);
  const sources = {
    dsns,
    secretsOf: async (dsn: DsnKey) => new Map(Object.entries((await vault.get(dsn)).secrets)),
    hasDesktop: hasDesktop(env),
  };
  const history = new StatementHistory();
  const calls = new CallLog((id) => history.find(id)?.dataSource);
  const quotas = new Quotas();
  const pause = new Pause(() => dispatcher.emit('status.changed', {}));
  const parts: TargetParts = {
    vault,
    sandbox: sandbox.address,
    calls,
    quotas,
    productVersion,
    openStore: () =>
      openStore({
        temporaryFolder: spillFolder(folders.data),
        memoryLimit: storeMemory,
        threads: availableParallelism(),
        macros: createMacros('main', productVersion),
      }),
  };
  const healthChanged = (): void => dispatcher.emit('health.changed', {});
  const book = new HealthBook({
    file: path.join(folders.data, 'health.json'),
    changed: healthChanged,
  });
  const testedDrafts = new TestedDrafts();
  const log = new EngineLog();
  const setup = driverSetup(folders.data, env);
  const keeping = {
    vault,
    onSignedIn: followSignIns(book, dsns),
    identify: async ({ accessToken }: OAuthTokens, { dsn, properties }: TokenOwner) =>
      identify(accessToken, properties, {
        observer: calls.observer({ dataSource: dsn.name, purpose: 'signIn', owner: '' }),
        meter: quotas.meter(quotaUser(await resolve(dsn))),
      }),
  };
  const signIns = new SignIns({
    ...keeping,
    onChange: (id, state) => dispatcher.emit('signIn.changed', { id, state: signInState(state) }),
  });
  const onDemand = new SignInOnDemand({
    ...keeping,
    signIns,
    hasDesktop: sources.hasDesktop,
    openBrowser: (address, failed) => openInBrowser(address, env, failed),
  });
  const byHand = new OAuthByHand({ ...keeping, onDemand });
  const addressed = (properties: ConnectionProperties) => withAddresses(properties, sandbox.address);
  const targets = new TargetPool({ ...parts, onDemand });
  const sessions = createSessionFactory(sources, targets, productVersion, {
    history,
    pause,
    engineLog: log,
    observer: followConnections(book),
    oauth: (connection) => oauthCalls(connection, byHand, addressed),
    admit: async ({ dsn, properties }, signal) =>
      onDemand.atConnect({ dsn, properties: await addressed(properties) }, signal),
  });
  const queries = createQueries(sessions);

  const feed = createRequestFeed({
    calls,
    history,
    quotas,
    emit: (event, payload) => dispatcher.emit(event, payload),
  });

  async function resolve(given: DsnKey): Promise<ResolvedConnection> {
    const dsn = await dsns.keyOf(given);
    const record = await dsns.get(dsn);
    if (record === null) throw noSuchDsn(dsn);
    if (!record.entry.ours) throw foreignConnection(record.entry.name);
    return resolveRecord(record, new Map(), sources);
  }

  /** With addresses in the place of `sandbox:`. */
  async function reachable(given: DsnKey): Promise<ResolvedConnection> {
    const connection = await resolve(given);
    return { ...connection, properties: await addressed(connection.properties) };
  }

  const closing = new AbortController();
  async function tokensOf(given: DsnKey): Promise<TokenSource> {
    const { properties, dsn } = await reachable(given);
    return tokenSourceFor({ properties, dsn, vault });
  }

  const dsnsChanged = (): void => dispatcher.emit('dsn.changed', {});
  const changes = followChanges(
    { book, drafts: testedDrafts, dsns },
    dsnHandlers({ dsns, vault, changed: dsnsChanged }),
  );
  const inFolders = folderHandlers({ dsns, env });
  const drafts = { dsns, vault, hasDesktop: sources.hasDesktop };
  const tests = testHandlers({
    ...drafts,
    follower: followTests(book, testedDrafts),
    connect: (connection) => createClient(connection, parts),
  });
  const manager = driverManagerHandlers({
    env,
    dataDir: folders.data,
    ownVersion: driverVersion,
    install: ({ system, elevate }) => setup.install(system, elevate),
    uninstall: ({ system, elevate }) => setup.uninstall(system, elevate),
    parts: () => coreParts({ env, library: libraryPath, ownVersion: driverVersion }),
    changed() {
      dispatcher.emit('manager.changed', {});
      dispatcher.emit('status.changed', {});
    },
  });
  const dispatcher = createDispatcher({
    ...propertyHandlers,
    ...changes,
    ...dsnCopyHandlers({ dsns, vault, changed: dsnsChanged, folders: inFolders }),
    ...inFolders,
    ...queries.handlers,
    ...tests,
    ...healthHandlers({
      dsns,
      vault,
      book,
      driverStatus: () => setup.status(),
      hasDesktop: sources.hasDesktop,
      runFolder: folders.run,
      changed: healthChanged,
      handlers: { ...changes, ...tests, ...manager },
    }),
    ...vaultHandlers({
      vault,
      keeperFor,
      changed() {
        dsnsChanged();
        healthChanged();
      },
    }),
    ...placeHandlers({
      ...drafts,
      connect: (connection) => createClient(connection, parts, undefined, 'setup'),
    }),
    ...signInHelpHandlers,
    ...signInHandlers({
      signIns,
      byHand,
      resolve: reachable,
    }),
    ...signInTransferHandlers({
      vault,
      resolve,
      onSignedIn: keeping.onSignedIn,
      changed: dsnsChanged,
    }),
    'status.get': async () => {
      const { registered, library, problems } = await setup.status();
      const odbc = { registered, library, problems: [...problems] };
      const { paused } = pause;
      return facts.status({ sessions: sessions.count, openQueries: queries.running, odbc, paused });
    },
    'engine.pause': () => {
      pause.set(true);
      return Promise.resolve({});
    },
    'engine.resume': () => {
      pause.set(false);
      return Promise.resolve({});
    },
    'engine.stop': () => {
      facts.stop();
      return Promise.resolve({});
    },
    ...feed.handlers,
    ...settingsHandlers({
      file: path.join(folders.data, 'settings.json'),
      changed: (settings) => dispatcher.emit('settings.changed', settings),
    }),
    ...manager,
    ...logHandlers(log),
    'window.address': () => Promise.resolve({ url: facts.windowAddress() }),
    ...connectHandlers({ dsns, reach: () => facts.reach() }),
    ...catalogTree({
      sessions,
      defaultSchema: async (dsn) => (await resolveConnection(dsn, sources)).properties.Schema,
    }),
  });

  const stopAnnouncing = announceLog(log, (added) => dispatcher.emit('log.added', added));

  return {
    folders,
    sessions,
    dispatcher,
    get openQueries() {
      return queries.running;
    },
    resumeRenewals: () => resumeRenewals({ dsns, vault, tokensOf }, closing.signal),
    async close() {
      feed.close();
      stopAnnouncing();
      closing.abort();
      await signIns.close(renewalGrace);
      await targets.close();
      await vault.settled(renewalGrace);
      await saveRenewals(vault);
      await book.close();
      await sandbox.close();
      await rm(spillFolder(folders.data), { recursive: true, force: true });
    },
  };
}

/** A command's own engine has no port and no window. */
function ownFacts(options: EngineOptions): HostFacts {
  const startedAt = new Date().toISOString();
  return {
    status: ({ sessions, odbc, openQueries, paused }) => ({
      version: productVersion,
      pid: process.pid,
      runDir: engineFolders(options).run,
      port: 0,
      startedAt,
      sessions,
      runningStatements: openQueries,
      paused,
      odbc,
    }),
    windowAddress: () => '',
    stop: () => undefined,
    reach: () => ({ runDir: engineFolders(options).run, port: usualPort, running: false, tcp: null }),
  };
}
