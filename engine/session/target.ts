/**
 * A target is one workspace seen with one credential: HTTP client, list of schemas, scans, DuckDB store. Sessions
 * that would ask the same questions with the same credential share one, and with it the hourly budget.
 */
import { createHash } from 'node:crypto';
import type { ApiAttempt } from '../bitbucket/api-attempt.ts';
import { BitbucketClient } from '../bitbucket/client.ts';
import type { TokenSource } from '../bitbucket/token-source.ts';
import type { SchemaInfo } from '../catalog/schema-name.ts';
import { systemTables } from '../catalog/system-tables.ts';
import type { SystemFacts } from '../catalog/system/system-table.ts';
import { findTable } from '../catalog/tables.ts';
import { bearer } from '../auth/authorization-header.ts';
import type { SignInOnDemand } from '../auth/sign-in-on-demand.ts';
import { fixedTokens, tokenSourceFor } from '../auth/token-sources.ts';
import type { Vault } from '../auth/vault.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import { proxyAddress } from '../dsn/proxy-address.ts';
import { Secret } from '../dsn/secret.ts';
import type { ScanSource } from '../plan/scan-request.ts';
import { ApiScanSource } from '../scan/api-scan-source.ts';
import { CombinedScanSource } from '../scan/combined-scan-source.ts';
import { RollUpScanSource } from '../scan/roll-up-scan-source.ts';
import { SchemaDirectory } from '../scan/schema-directory.ts';
import { SystemScanSource } from '../scan/system-scan-source.ts';
import { openPgCatalog, type PgCatalog } from '../pg-catalog/catalog.ts';
import { SchemaOids } from '../pg-catalog/oids.ts';
import type { Store } from '../store/store.ts';
import type { ResolvedConnection } from './connect.ts';
import { CallLog, type CallOrigin } from './call-log.ts';
import { Quotas, type QuotaUser } from './quotas.ts';

/** Where `ApiURL=sandbox:` leads: the offline Bitbucket inside this process. */
export interface SandboxAddress {
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** Used when the connection brings no credential of its own. */
  readonly accessToken: string;
}

export interface TargetParts {
  readonly vault: Vault;
  readonly sandbox: () => Promise<SandboxAddress>;
  readonly openStore: () => Promise<Store>;
  /** Where the window finds what the clients do. */
  readonly calls?: CallLog;
  readonly quotas?: Quotas;
  readonly productVersion?: string;
  /** For the connections of clients, which may sign in by themselves. */
  readonly onDemand?: Pick<SignInOnDemand, 'of'>;
}

export interface Target {
  /** The same for all sessions that share it, and for a later target that takes its place. */
  readonly key: string;
  /** Hears of every API call of this target; returns the function that ends it. */
  onCall(listener: (attempt: ApiAttempt) => void): () => void;
  readonly client: BitbucketClient;
  readonly directory: SchemaDirectory;
  readonly store: Store;
  /** What PostgreSQL's clients read about the model; made when it is first asked for. */
  readonly catalog: () => Promise<PgCatalog>;
  readonly oids: SchemaOids;
  close(): Promise<void>;
}

/** Properties with the sandbox's addresses in the place of `sandbox:`. */
export async function withAddresses(
  properties: ConnectionProperties,
  sandbox: () => Promise<SandboxAddress>,
): Promise<ConnectionProperties> {
  if (!isSandbox(properties)) return properties;
  const { apiUrl, authorizeUrl, tokenUrl } = await sandbox();
  return {
    ...properties,
    ApiURL: apiUrl,
    OAuthAuthorizationURL: authorizeUrl,
    OAuthAccessTokenURL: tokenUrl,
  };
}

export const isSandbox = ({ ApiURL }: ConnectionProperties): boolean => ApiURL.toLowerCase() === 'sandbox:';

export async function createClient(
  connection: ResolvedConnection,
  parts: TargetParts,
  observer: (attempt: ApiAttempt) => void = () => undefined,
  purpose: CallOrigin['purpose'] = 'test',
): Promise<BitbucketClient> {
  const properties = await withAddresses(connection.properties, parts.sandbox);
  const dataSource = connection.dsn?.name ?? '';
  const log = parts.calls?.observer({ dataSource, purpose, owner: targetKey(connection) });
  const meter = parts.quotas?.meter(quotaUser(connection));
  return new BitbucketClient(
    {
      apiUrl: properties.ApiURL,
      hourlyBudget: properties.HourlyBudget,
      allowOverBudget: properties.AllowOverBudget,
      timeoutMs: properties.Timeout * 1000,
      maxConcurrency: properties.MaxConcurrency,
      proxy: proxyAddress(properties, properties.ApiURL),
      caCertificate: properties.CACertificate,
    },
    {
      tokens: await tokensOf(connection, properties, parts),
      observer: (attempt) => {
        log?.(attempt);
        observer(attempt);
      },
      ...(meter === undefined ? {} : { meter }),
    },
  );
}

async function tokensOf(
  { dsn, properties: asked }: ResolvedConnection,
  properties: ConnectionProperties,
  { vault, sandbox, onDemand }: TargetParts,
): Promise<TokenSource> {
  const own = asked.AuthScheme !== 'AccessToken' || asked.AccessToken !== null;
  if (isSandbox(asked) && !own) return fixedTokens(bearer((await sandbox()).accessToken));
  return tokenSourceFor({ properties, dsn, vault, onDemand });
}

async function createTarget(
  key: string,
  connection: ResolvedConnection,
  parts: TargetParts,
): Promise<Target> {
  const { properties } = connection;
  const listeners = new Set<(attempt: ApiAttempt) => void>();
  const tell = (attempt: ApiAttempt): void => {
    for (const listener of listeners) listener(attempt);
  };
  const client = await createClient(connection, parts, tell, 'schemas');
  const directory = new SchemaDirectory(client, {
    workspace: properties.Workspace,
    cacheTtlMs: properties.CacheTTL * 1000,
    browsableSchemas: properties.BrowsableSchemas,
  });
  const store = await parts.openStore().catch(async (error: unknown) => {
    await client.close();
    throw error;
  });
  const oids = new SchemaOids();
  let catalog: Promise<PgCatalog> | null = null;
  return {
    key,
    oids,
    catalog: () => (catalog ??= openPgCatalog(oids, parts.productVersion ?? '')),
    onCall(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    client,
    directory,
    store,
    close: async () => {
      const opened = await catalog?.catch(() => null);
      await Promise.all([client.close(), store.close(), opened?.close()]);
    },
  };
}

/** The scans of one connection: what it may see depends on its own properties, not on the target's. */
export function scanSource(
  { client, directory }: Target,
  properties: ConnectionProperties,
  facts: (schemas: readonly SchemaInfo[]) => SystemFacts,
): ScanSource {
  const parts = {
    client,
    schemas: directory,
    findTable,
    options: {
      workspace: properties.Workspace,
      pageSize: properties.PageSize,
      includeDeleted: properties.IncludeDeleted,
      retiredTables: properties.RetiredTables,
    },
  };
  const system = new SystemScanSource({ tables: systemTables, schemas: directory, facts });
  return new CombinedScanSource(system, new ApiScanSource(parts), new RollUpScanSource(parts));
}

/** What makes two connections share a target. A secret enters as part of a hash only. */
function targetKey({ dsn, properties }: ResolvedConnection): string {
  const shared = [
    credentialKey({ dsn, properties }),
    properties.Workspace,
    properties.BrowsableSchemas,
    properties.CacheTTL,
    properties.HourlyBudget,
    properties.AllowOverBudget,
    properties.MaxConcurrency,
    properties.Timeout,
    properties.Proxy,
    properties.CACertificate,
    properties.InitiateOAuth,
    properties.OAuthAuthorizationURL,
    properties.OAuthAccessTokenURL,
    properties.CallbackURL,
    revealed(properties.OAuthVerifier),
    revealed(properties.ProxyPassword),
  ];
  return hash(shared);
}

export function quotaUser(connection: ResolvedConnection): QuotaUser {
  const { dsn, properties } = connection;
  return {
    credential: credentialKey(connection),
    dataSource: dsn?.name ?? '',
    hourlyBudget: properties.HourlyBudget,
    allowOverBudget: properties.AllowOverBudget,
  };
}

/** What Bitbucket counts as one caller. A secret enters as part of a hash only. */
function credentialKey({ dsn, properties }: Pick<ResolvedConnection, 'dsn' | 'properties'>): string {
  return hash([
    properties.ApiURL,
    properties.AuthScheme,
    properties.OAuthClientId,
    properties.Email,
    properties.AuthScheme === 'OAuth' ? dsn : null,
    revealed(properties.OAuthClientSecret),
    revealed(properties.APIToken),
    revealed(properties.AccessToken),
  ]);
}

const revealed = (secret: unknown): string | null => (secret instanceof Secret ? secret.reveal() : null);

const hash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

interface Shared {
  readonly target: Promise<Target>;
  users: number;
  idle: NodeJS.Timeout | null;
}

/** A target outlives its last session for a while, since applications connect anew for every query. */
const idleMilliseconds = 60_000;

export class TargetPool {
  /** What the clients of the targets do is told to their connections, whether a window follows it or not. */
  readonly calls: CallLog;
  readonly quotas: Quotas;
  readonly #parts: TargetParts;
  readonly #targets = new Map<string, Shared>();

  constructor(parts: TargetParts) {
    this.calls = parts.calls ?? new CallLog();
    this.quotas = parts.quotas ?? new Quotas();
    this.#parts = { ...parts, calls: this.calls, quotas: this.quotas };
  }

  /** The target and the function that gives it back. */
  async acquire(connection: ResolvedConnection): Promise<{ target: Target; release: () => void }> {
    const key = targetKey(connection);
    const shared = this.#targets.get(key) ?? {
      target: createTarget(key, connection, this.#parts),
      users: 0,
      idle: null,
    };
    this.#targets.set(key, shared);
    shared.users += 1;
    if (shared.idle !== null) clearTimeout(shared.idle);
    try {
      const target = await shared.target;
      return { target, release: () => this.#release(key, shared) };
    } catch (error) {
      // Somebody else may have begun anew meanwhile.
      if (this.#targets.get(key) === shared) this.#targets.delete(key);
      throw error;
    }
  }

  /** Projects or repositories were written, whoever did it. */
  forgetSchemas(): void {
    for (const { target } of this.#targets.values()) {
      // One that could not be made has no list.
      target.then(({ directory }) => directory.forget()).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    const all = [...this.#targets.values()];
    this.#targets.clear();
    for (const { idle } of all) if (idle !== null) clearTimeout(idle);
    await Promise.allSettled(all.map(async ({ target }) => (await target).close()));
  }

  #release(key: string, shared: Shared): void {
    shared.users -= 1;
    if (shared.users > 0 || this.#targets.get(key) !== shared) return;
    shared.idle = setTimeout(() => {
      this.#targets.delete(key);
      // Nobody waits for it any more, so nobody could be told of a failure.
      shared.target.then((target) => target.close()).catch(() => undefined);
    }, idleMilliseconds);
    shared.idle.unref();
  }
}
