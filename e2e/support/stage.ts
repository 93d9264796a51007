/**
 * A workplace with an offline Bitbucket that the test holds in its hand, a data source `Harbor` for it, and a running
 * host that clients connect to.
 */
import pg from 'pg';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../engine/sandbox/sandbox.ts';
import { Workplace, type Outcome, type RunningProgram, type RunOptions } from './workplace.ts';

export interface StageOptions {
  readonly sandbox?: SandboxOptions;
  /** Further arguments of `host`. */
  readonly host?: readonly string[];
  /** Puts a desktop into the workplace before the host starts, and answers with the program that starts it there. */
  readonly desktop?: (place: Workplace) => Promise<readonly string[]>;
  /** Further properties of the data source. */
  readonly values?: readonly string[];
}

/** The text that protects the sandbox; no file but the vault may ever hold it. */
export const harborProperties = (sandbox: Sandbox): readonly string[] => [
  `ApiURL=${sandbox.apiUrl}`,
  `OAuthAuthorizationURL=${sandbox.authorizeUrl}`,
  `OAuthAccessTokenURL=${sandbox.tokenUrl}`,
  `Workspace=${sandbox.workspace}`,
  'AuthScheme=AccessToken',
  'Schema=harbor-app',
];

export class Stage {
  readonly place: Workplace;
  readonly sandbox: Sandbox;
  readonly host: RunningProgram;
  readonly runDir: string;
  readonly #clients: pg.Client[] = [];

  private constructor(place: Workplace, sandbox: Sandbox, host: RunningProgram) {
    this.place = place;
    this.sandbox = sandbox;
    this.host = host;
    this.runDir = String(host.ready['runDir']);
  }

  static async set(options: StageOptions = {}): Promise<Stage> {
    const place = await Workplace.enter();
    const sandbox = await startSandbox(options.sandbox);
    const before = (await options.desktop?.(place)) ?? [];
    const host = await place.start(['host', ...(options.host ?? [])], { before });
    const stage = new Stage(place, sandbox, host);
    await stage.addDsn('Harbor', [...harborProperties(sandbox), ...(options.values ?? [])]);
    return stage;
  }

  /** Adds a data source whose access token goes to the vault. */
  async addDsn(name: string, values: readonly string[], token = this.sandbox.accessToken): Promise<void> {
    const args = ['dsn', 'add', name, ...values, '--secrets', '-'];
    const { status, stderr } = await this.place.drawbridge(args, { input: `AccessToken=${token}\n` });
    if (status !== 0) throw new Error(stderr);
  }

  /** `database`: a DSN's name or a connection string. */
  psql(database: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const env = { PGHOST: this.runDir, PGPORT: '54330', PGDATABASE: database, PGUSER: 'erika' };
    return this.place.run('psql', ['-X', '-At', '-v', 'VERBOSITY=verbose', ...args], {
      ...options,
      env: { ...env, ...options.env },
    });
  }

  /** node-postgres, connected. It is closed with the stage. */
  async connect(database = 'Harbor'): Promise<pg.Client> {
    const client = new pg.Client({ host: this.runDir, port: 54330, database, user: 'erika' });
    // A server that ends the connection is an event beside the query that fails.
    client.on('error', () => undefined);
    await client.connect();
    this.#clients.push(client);
    return client;
  }

  /** Back to an API without faults, and an empty request log. */
  calm(): void {
    this.sandbox.faults.clear();
    this.sandbox.resetModes();
    this.sandbox.clearRequests();
  }

  async leave(): Promise<void> {
    this.sandbox.faults.clear();
    await Promise.all(this.#clients.map((client) => client.end().catch(() => undefined)));
    await this.place.leave();
    await this.sandbox.close();
  }
}
