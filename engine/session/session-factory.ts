/** Opens sessions: resolves the connection, finds its target, and lets a driver's further channels join the first. */
import { randomBytes } from 'node:crypto';
import type { FunctionPolicy } from '../plan/table-resolver.ts';
import { informationSchema } from '../catalog/schema-name.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState, type Notice } from '../error.ts';
import { isAllowedFunction, isAllowedTableFunction } from '../sql/allowed-functions.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import { Secret } from '../dsn/secret.ts';
import {
  followedBy,
  followerOf,
  type ConnectionFollower,
  type ConnectionObserver,
} from './connection-observer.ts';
import { tableOrdinal } from '../pg-catalog/model-rows.ts';
import { resolveConnection, type ConnectionSources, type ResolvedConnection } from './connect.ts';
import { refuseBackups } from './backup-programs.ts';
import { CatalogShapes } from './catalog-shape.ts';
import { EngineSession } from './engine-session.ts';
import type { SelectEnvironment } from './select.ts';
import type { OAuthCalls } from './sign-in-call.ts';
import type { WriteEnvironment } from './write.ts';
import type { SessionFactory, SessionRequest } from './session.ts';
import { sessionFunctions, sessionMacros } from './session-functions.ts';
import { Pause } from './pause.ts';
import { EngineLog } from './engine-log.ts';
import { openSessionLog } from './session-log.ts';
import { StatementHistory } from './statement-history.ts';
import { SessionSettings } from './settings.ts';
import { LatestWrite } from './latest-write.ts';
import { systemFacts } from './system-facts.ts';
import { modelTables } from './table-resolver.ts';
import { quotaUser, scanSource, type TargetPool } from './target.ts';

const functions: FunctionPolicy = {
  isAllowedFunction: (name) => isAllowedFunction(name) || sessionFunctions.has(name.toLowerCase()),
  isAllowedTableFunction,
};

export interface EngineSessions extends SessionFactory {
  /** Sessions that are open now. */
  readonly count: number;
}

/** What the sessions of an engine share with its window. */
export interface SharedParts {
  readonly history: StatementHistory;
  readonly pause: Pause;
  readonly engineLog: EngineLog;
  /** null: nobody follows. */
  readonly observer: ConnectionObserver | null;
  /** Absent: the procedures about the sign-in are refused. */
  readonly oauth?: (connection: ResolvedConnection) => OAuthCalls;
  /** For connections from outside, before they are let in: somebody may have to sign in first. */
  readonly admit?: (connection: ResolvedConnection, signal: AbortSignal) => Promise<void>;
}

export function createSessionFactory(
  sources: ConnectionSources,
  targets: TargetPool,
  productVersion = '',
  { history, pause, engineLog, observer, admit, oauth = noOAuth }: SharedParts = {
    history: new StatementHistory(),
    pause: new Pause(),
    engineLog: new EngineLog(),
    observer: null,
  },
): EngineSessions {
  /** Open sessions by key, for siblings. */
  const connections = new Map<string, Opened>();
  const shapes = new CatalogShapes();

  async function connectionOf(request: SessionRequest): Promise<Opened> {
    if (request.sibling === null) {
      const connection = await resolveConnection(request.database, sources);
      const follower = observer && followerOf(observer, connection, request.database);
      return { connection, follower, latest: new LatestWrite() };
    }
    const opened = connections.get(request.sibling);
    if (opened !== undefined) return { ...opened, connection: { ...opened.connection, notices: [] } };
    const message = 'The connection that this channel belongs to is closed.';
    throw new DrawbridgeError(SqlState.invalidAuthorization, message, { hint: 'Connect anew.' });
  }

  /** Whoever is not let in is told of in the engine's log. */
  async function reach(request: SessionRequest, signal: AbortSignal) {
    let secrets: readonly string[] = [];
    try {
      const opened = await connectionOf(request);
      secrets = secretsIn(opened.connection.properties);
      if (request.client === 'wire' && request.sibling === null) await admit?.(opened.connection, signal);
      return { opened, ...(await targets.acquire(opened.connection)) };
    } catch (thrown) {
      const error = asDrawbridgeError(thrown);
      openSessionLog({ file: '', verbosity: 0, session: '', secrets, engineLog }).error(error, '');
      throw error;
    }
  }

  return {
    get count() {
      return connections.size;
    },

    async open(request, signal = new AbortController().signal) {
      if (request.client === 'wire') refuseBackups(request.applicationName);
      // The window's own sessions are let in, since sys_queries is worth a look just then; so is one more channel of a
      // connection that is there. Their calls are refused all the same.
      if (request.client === 'wire' && request.sibling === null) pause.check();
      const { opened, target, release } = await reach(request, signal);
      const { connection, follower, latest } = opened;
      const { properties, notices } = connection;
      const source = scanSource(target, properties, (schemas) =>
        systemFacts({
          schemas,
          properties,
          dataSource: connection.dsn?.name ?? '',
          productVersion,
          queries: history.of(target.key),
          requests: targets.calls.of(target.key),
          quota: targets.quotas.of(quotaUser(connection)),
          written: latest.write,
        }),
      );
      const settings = new SessionSettings([properties.Schema, informationSchema.name], productVersion);
      const refused = beginSettings(settings, request);
      const key = randomBytes(16).toString('hex');
      const { LogFile: file, Verbosity: verbosity } = properties;
      const log = openSessionLog({
        file,
        verbosity,
        session: key,
        secrets: secretsIn(properties),
        engineLog,
      });
      const stopListening = target.onCall(log.call);
      const stopFollowing = follower === null ? () => undefined : target.onCall(follower.call);
      log.session('opened');
      for (const notice of [...notices, ...refused]) log.notice(notice);
      const macrosOf = (path: readonly string[]) => (text: string) =>
        sessionMacros(text, () => ({
          user: request.user,
          schema: path[0] ?? properties.Schema,
          identity: latest.identity,
        }));
      const session = new EngineSession({
        key,
        log,
        begin(statement) {
          const entry = history.begin(target.key, key.slice(0, 8), statement, connection.dsn?.name ?? '');
          return follower === null ? entry : followedBy(follower, entry);
        },
        callGate: () => pause.gate(),
        writing: {
          readOnly: properties.ReadOnly,
          inTransaction: properties.WritesInTransaction,
          environment: (select, { admit, written }): WriteEnvironment => ({
            select,
            client: target.client,
            schemas: target.directory,
            workspace: properties.Workspace,
            allowUnfiltered: properties.AllowUnfilteredWrites,
            allowOverBudget: properties.AllowOverBudget,
            oauth: oauth(connection),
            admit,
            written(what) {
              if (what.makesSchemas) targets.forgetSchemas();
              latest.add(what);
              written(what);
            },
          }),
        },
        settings,
        notices: [...notices, ...refused],
        reported: new Map([
          ['drawbridge_read_only', properties.ReadOnly ? 'on' : 'off'],
          ['drawbridge_maximum_column_size', String(properties.MaximumColumnSize)],
        ]),
        maxRows: properties.MaxRows,
        directory: target.directory,
        callsLeft: () => target.client.budget().left,
        onRest: (listener) => target.client.onRest(listener),
        catalog: () => ({
          catalog: target.catalog,
          shapes,
          functions,
          user: request.user,
          searchPath: settings.searchPath,
          readOnly: properties.ReadOnly,
          processId: request.backend?.processId ?? process.pid,
          stopBackend: request.backend?.stop ?? (() => false),
          set: ({ name, value, local }) => settings.set(name, value, local ? 'local' : 'session'),
          settings: () => settings.all(),
          sessionMacros: macrosOf(settings.searchPath),
          schemas: (signal, beforeCalls) => target.directory.list(signal, beforeCalls),
        }),
        environment: (path): SelectEnvironment => ({
          store: target.store,
          resolver: modelTables,
          source,
          searchPath: path,
          functions,
          sessionMacros: macrosOf(path),
          tableOid: ({ schema, table }) => {
            const ordinal = tableOrdinal(table.name);
            return ordinal === undefined ? undefined : target.oids.of(schema) + ordinal;
          },
        }),
        onClose() {
          connections.delete(key);
          log.session('closed');
          stopListening();
          stopFollowing();
          release();
        },
      });
      connections.set(key, opened);
      return session;
    },
  };
}

function noOAuth(): OAuthCalls {
  const refuse = (): Promise<never> => {
    const message = 'This engine keeps no sign-ins.';
    return Promise.reject(new DrawbridgeError(SqlState.featureNotSupported, message));
  };
  return { authorizationUrl: refuse, accessToken: refuse, refresh: refuse };
}

interface Opened {
  readonly connection: ResolvedConnection;
  readonly follower: ConnectionFollower | null;
  /** Shared with the connection's further channels. */
  readonly latest: LatestWrite;
}

/** What cannot be set at the start is told and left out: a driver that says its own time zone must get in. */
function beginSettings(
  settings: SessionSettings,
  { applicationName, settings: asked }: SessionRequest,
): Notice[] {
  const notices: Notice[] = [];
  settings.begin('application_name', applicationName);
  for (const [name, value] of asked ?? []) {
    try {
      settings.begin(name, value);
    } catch (thrown) {
      const { message } = asDrawbridgeError(thrown);
      notices.push({ sqlState: SqlState.warning, message: `${name} is not used: ${message}` });
    }
  }
  return notices;
}

function secretsIn(properties: ConnectionProperties): readonly string[] {
  return Object.values(properties).flatMap((value) => (value instanceof Secret ? [value.reveal()] : []));
}
