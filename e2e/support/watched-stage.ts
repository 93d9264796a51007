/**
 * A stage on which nothing is said unheard: every line that a program prints, every byte that the engine sends to its
 * clients and windows, every file below the home, and the command lines and environments of processes.
 */
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { createAdminClient, type AdminClient } from '../../engine/admin/client.ts';
import { findEngine, openAdminSocket } from '../../engine/host/attach.ts';
import { startSandbox, type Sandbox } from '../../engine/sandbox/sandbox.ts';
import { Markers } from './markers.ts';
import { recordSocket, type RecordingSocket } from './recording-socket.ts';
import { Workplace, type Outcome, type RunningProgram, type RunOptions } from './workplace.ts';

const port = 54330;
/** What clients and commands connect to: the engine's sockets behind recording ones. */
const socketNames = [`.s.PGSQL.${port}`, 'admin.sock'];

export interface WatchedOptions {
  readonly callbackUrl: string;
  /** Makes the engine fall over with SIGUSR2. */
  readonly breakable?: boolean;
}

/** What is read from a descriptor that a shell opens on the file named by its argument. */
const withDescriptor = 'DRAWBRIDGE_VAULT_KEY_FD=3 exec "$@" 3<"$0"';

export class WatchedStage {
  readonly place: Workplace;
  readonly markers: Markers;
  readonly sandbox: Sandbox;
  readonly #frontDir: string;
  readonly #before: readonly string[];
  /** Opens the vault; the engine gets it on a descriptor with each start. */
  readonly #passphrase: string;
  #host: RunningProgram | null = null;
  #sockets: RecordingSocket[] = [];
  #clients: pg.Client[] = [];
  #admin: AdminClient | null = null;
  #starts = 0;

  private constructor(place: Workplace, markers: Markers, sandbox: Sandbox, breakable: boolean) {
    this.place = place;
    this.markers = markers;
    this.sandbox = sandbox;
    this.#frontDir = path.join(place.folder, 'front');
    const module = path.join(place.folder, 'break.mjs');
    this.#before = breakable ? ['/usr/bin/env', `NODE_OPTIONS=--import ${module}`] : [];
    this.#passphrase = markers.make('the passphrase of the vault', true);
  }

  static async set({ callbackUrl, breakable = false }: WatchedOptions): Promise<WatchedStage> {
    const markers = new Markers();
    const place = await Workplace.enter();
    place.onOutput = (program, text) => markers.hear(program, text);
    const sandbox = await startSandbox({
      callbackUrl,
      secrets: {
        consumer: markers.make("the consumer's secret", true),
        privateConsumer: markers.make("the private consumer's secret", true),
        accessToken: markers.make('the access token'),
        apiToken: markers.make('the API token'),
      },
      onIssued: (secret) => markers.add(secret, 'a code or token of OAuth'),
    });
    const stage = new WatchedStage(place, markers, sandbox, breakable);
    // Temporary files are looked at, too, and programs that the engine starts tell how they were called.
    const bin = path.join(place.folder, 'bin');
    const temporary = path.join(place.folder, 'tmp');
    for (const folder of [bin, temporary, stage.#frontDir]) await mkdir(folder);
    Object.assign(place.env, { TMPDIR: temporary, PATH: `${bin}:${place.env['PATH'] ?? ''}` });
    for (const name of ['xdg-open', 'pkexec', 'sudo']) {
      const file = path.join(bin, name);
      await writeFile(file, `#!/bin/sh\n{ printf '%s\\n' "$@"; env; } >> "${place.folder}/${name}.called"\n`);
      await chmod(file, 0o755);
    }
    await writeFile(
      path.join(place.folder, 'break.mjs'),
      `import { subscribe } from 'node:diagnostics_channel';
let request = null;
subscribe('undici:request:create', (message) => { request = message.request; });
process.on('SIGUSR2', () => { throw Object.assign(new Error('broken by a test'), { request }); });
`,
    );
    await stage.start();
    return stage;
  }

  /** A host, and the sockets in front of it. */
  async start(): Promise<void> {
    this.#starts += 1;
    const run = path.join(this.place.folder, 'run');
    const file = path.join(this.place.folder, 'passphrase');
    await writeFile(file, `${this.#passphrase}\n`, { mode: 0o600 });
    const before = ['/bin/sh', '-c', withDescriptor, file, ...this.#before];
    this.#host = await this.place.start(['host', '--run-dir', run], { before });
    await rm(file);
    for (const name of socketNames) {
      const who = `start ${this.#starts}, ${name}`;
      const hear = (connection: string, bytes: Buffer) => this.markers.hear(`${who}, ${connection}`, bytes);
      this.#sockets.push(await recordSocket(path.join(this.#frontDir, name), path.join(run, name), hear));
    }
    const endpoint = JSON.parse(await readFile(path.join(run, 'endpoint.json'), 'utf8')) as object;
    const socket = path.join(this.#frontDir, `.s.PGSQL.${port}`);
    await writeFile(path.join(this.#frontDir, 'endpoint.json'), JSON.stringify({ ...endpoint, socket }));
    const found = await findEngine({ runDir: this.#frontDir }, this.place.env);
    if (found === null) throw new Error('The host of this test does not answer.');
    this.#admin = createAdminClient(await openAdminSocket(found));
  }

  get admin(): AdminClient {
    if (this.#admin === null) throw new Error('There is no host.');
    return this.#admin;
  }

  /** Ends the host without asking it. */
  async kill(signal: 'SIGKILL' | 'SIGUSR2'): Promise<void> {
    const child = this.#host?.child;
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill(signal);
    await ended;
    await this.#leaveHost();
  }

  /** A `drawbridge` command; `input` its standard input. */
  drawbridge(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return this.place.drawbridge(args, { ...options, env: { ...this.env, ...options.env } });
  }

  /** Where programs find the recording sockets. */
  get env(): NodeJS.ProcessEnv {
    return { DRAWBRIDGE_RUN_DIR: this.#frontDir };
  }

  /** psql, which gets what may be secret by its environment and its standard input. */
  psql(database: string, input: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const place = { PGHOST: this.#frontDir, PGPORT: String(port), PGDATABASE: database, PGUSER: 'erika' };
    const args = ['-X', '-At', '-w', '-v', 'VERBOSITY=verbose'];
    return this.place.run('psql', args, { input, env: { ...place, ...env } });
  }

  async connect(database: string): Promise<pg.Client> {
    const client = new pg.Client({ host: this.#frontDir, port, database, user: 'erika' });
    client.on('error', (error) => this.#hearError(error));
    client.on('notice', (notice) => this.#hearError(notice));
    await client.connect();
    this.#clients.push(client);
    return client;
  }

  /** Runs statements one after the other, whether they fail or not; the errors are told. */
  async query(database: string, ...statements: (string | pg.QueryConfig)[]): Promise<readonly string[]> {
    const errors: string[] = [];
    const note = (error: unknown): void => {
      const { code = '', message } = error as Error & { code?: string };
      errors.push(`${code} ${message}`);
    };
    const client = await this.connect(database).catch(note);
    for (const statement of client === undefined ? [] : statements)
      await client?.query(statement).catch(note);
    await client?.end();
    return errors;
  }

  /** The command lines and environments of what runs here now. */
  async lookAtProcesses(): Promise<readonly string[]> {
    const home = Buffer.from(`HOME=${this.place.folder}\0`);
    const names: string[] = [];
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const read = (file: string) => readFile(`/proc/${pid}/${file}`).catch(() => Buffer.alloc(0));
      const [environment, line] = await Promise.all([read('environ'), read('cmdline')]);
      if (!environment.includes(home)) continue;
      names.push(line.toString().replaceAll('\0', ' '));
      this.markers.hear(`environment of process ${pid}`, environment);
      this.markers.hear(`command line of process ${pid}`, line);
    }
    return names;
  }

  /** Every file below the home but libraries and those that the test answers for itself. Their paths below it. */
  async lookAtFiles(except: readonly string[] = []): Promise<readonly string[]> {
    const { folder } = this.place;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.so'))
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .filter((file) => !except.includes(file));
    for (const file of files) {
      // The engine's locks and half-written files come and go.
      const bytes = await readFile(path.join(folder, file)).catch(goneMeanwhile);
      this.markers.hear(`file ${file}`, bytes);
    }
    return files;
  }

  async leave(): Promise<void> {
    await this.#leaveHost();
    await this.place.leave();
    await this.sandbox.close();
  }

  async #leaveHost(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.end().catch(() => undefined)));
    this.#admin?.close();
    this.#admin = null;
    await Promise.all(this.#sockets.splice(0).map((socket) => socket.close()));
    this.#host = null;
  }

  #hearError(error: object): void {
    this.markers.hear('what node-postgres tells', Buffer.from(JSON.stringify({ ...error })));
  }
}

function goneMeanwhile(error: NodeJS.ErrnoException): Buffer {
  if (error.code !== 'ENOENT') throw error;
  return Buffer.alloc(0);
}
