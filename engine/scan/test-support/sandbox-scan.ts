/** The sandbox with a scan source on it. */
import { BitbucketClient, type ClientOptions } from '../../bitbucket/client.ts';
import { LeapingClock } from '../../bitbucket/test-support/test-client.ts';
import { findTable } from '../../catalog/tables.ts';
import type { TableDef } from '../../catalog/table.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts';
import { ApiScanSource } from '../api-scan-source.ts';
import { SchemaDirectory } from '../schema-directory.ts';
import type { ScanOptions } from '../scan-options.ts';

export interface SandboxScan {
  readonly sandbox: Sandbox;
  /** The query of each API call, in the order in which they ended. */
  queries(): readonly URLSearchParams[];
  /** A sandbox without faults and an empty record of calls. */
  reset(): void;
  /** A source of its own, with its own client. */
  source(options?: Partial<ScanOptions & ClientOptions>): ApiScanSource;
  client(options?: Partial<ClientOptions>): BitbucketClient;
  close(): Promise<void>;
}

/** The workspace's access token asks, or a person, who alone has e-mail addresses. */
export async function sandboxScan({
  as = 'workspace',
  ...options
}: SandboxOptions & { readonly as?: 'workspace' | 'person' } = {}): Promise<SandboxScan> {
  const sandbox = await startSandbox(options);
  const authorization = authorizationOf(sandbox, as);
  const clients: BitbucketClient[] = [];
  const targets: string[] = [];
  const client = (options: Partial<ClientOptions> = {}) => {
    const made = new BitbucketClient(
      {
        apiUrl: sandbox.apiUrl,
        maxConcurrency: 8,
        hourlyBudget: 100_000,
        allowOverBudget: false,
        timeoutMs: 10_000,
        proxy: '',
        caCertificate: '',
        ...options,
      },
      {
        tokens: {
          authorization: () => Promise.resolve(authorization),
          refused: () => Promise.resolve(false),
        },
        clock: new LeapingClock(),
        observer: ({ target }) => targets.push(target),
      },
    );
    clients.push(made);
    return made;
  };
  return {
    sandbox,
    client,
    queries: () => targets.map((target) => new URL(target, sandbox.url).searchParams),
    reset: () => {
      sandbox.faults.clear();
      sandbox.resetModes();
      sandbox.clearRequests();
      targets.length = 0;
    },
    source: (options = {}) => {
      const own = client(options);
      const { workspace } = sandbox;
      return new ApiScanSource({
        client: own,
        options: { workspace, pageSize: 0, includeDeleted: false, retiredTables: 'error', ...options },
        schemas: new SchemaDirectory(own, { workspace, cacheTtlMs: 300_000, browsableSchemas: '' }),
        findTable,
      });
    },
    close: async () => {
      await Promise.all(clients.map((each) => each.close()));
      await sandbox.close();
    },
  };
}

export function authorizationOf(
  { accessToken, apiToken: { email, token } }: Sandbox,
  as: 'workspace' | 'person',
): string {
  return as === 'workspace'
    ? `Bearer ${accessToken}`
    : `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}

export function tableNamed(name: string): TableDef {
  const table = findTable(name);
  if (table === undefined) throw new Error(`There is no table ${name}`);
  return table;
}
