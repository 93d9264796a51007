/** For tests of writes: sessions of an engine over a sandbox, and what the sandbox itself holds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Notice } from '../../error.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { createMacros } from '../../sql/macros.ts';
import { openStore } from '../../store/store.ts';
import { EngineLog } from '../engine-log.ts';
import { Pause } from '../pause.ts';
import { createSessionFactory } from '../session-factory.ts';
import type { Session } from '../session.ts';
import { StatementHistory } from '../statement-history.ts';
import { TargetPool } from '../target.ts';
import { sessionBench } from './session-bench.ts';

export interface RunResult {
  readonly tag: string;
  /** Of the columns. */
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly notices: readonly Notice[];
}

export interface RunOptions {
  readonly parameters?: readonly (string | null)[];
  readonly signal?: AbortSignal;
}

export interface WrittenBench {
  readonly sandbox: Sandbox;
  readonly pause: Pause;
  /** A session that may write, unless `properties` say otherwise. */
  open(properties?: string): Promise<Session>;
  /** One more channel of a session's connection. */
  beside(session: Session): Promise<Session>;
  /** Requests since the last call, `POST /2.0/…`. */
  requests(methods?: readonly string[]): readonly string[];
  /** Plain HTTP, past the engine. */
  get(path: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** `now`: what the clock of SQL says, instead of the time it is: `2026-03-04 10:00:00`. */
export async function writtenBench({ now }: { readonly now?: string } = {}): Promise<WrittenBench> {
  const folder = await mkdtemp(join(tmpdir(), 'written-'));
  const sandbox = await startSandbox();
  const { sources, parts } = sessionBench();
  const pool = new TargetPool({
    ...parts,
    openStore: () =>
      openStore({
        temporaryFolder: folder,
        memoryLimit: 512 * 1024 * 1024,
        threads: 1,
        macros: [
          ...createMacros('main', '0'),
          ...(now === undefined ? [] : [`CREATE OR REPLACE MACRO main.now() AS TIMESTAMP '${now}'`]),
        ],
      }),
  });
  const pause = new Pause();
  const shared = { history: new StatementHistory(), pause, engineLog: new EngineLog(), observer: null };
  const sessions = createSessionFactory(sources, pool, '', shared);
  const base = `ApiURL=${sandbox.apiUrl};Workspace=${sandbox.workspace};AuthScheme=AccessToken`;
  const open: Session[] = [];
  return {
    sandbox,
    pause,
    async open(properties = '') {
      const token = properties.includes('AccessToken=') ? '' : `;AccessToken=${sandbox.accessToken}`;
      const budget = properties.includes('HourlyBudget=') ? '' : ';HourlyBudget=100000';
      const readOnly = properties.includes('ReadOnly=') ? '' : ';ReadOnly=false';
      const session = await sessions.open({
        database: `${base}${token}${budget}${readOnly};${properties}`,
        user: '',
        sibling: null,
        applicationName: 'test',
        client: 'wire',
      });
      open.push(session);
      return session;
    },
    async beside({ key }) {
      const session = await sessions.open({
        database: '',
        user: '',
        sibling: key,
        applicationName: 'test',
        client: 'wire',
      });
      open.push(session);
      return session;
    },
    requests(methods = ['POST', 'PUT', 'DELETE']) {
      const found = sandbox.requests
        .filter(({ method }) => methods.includes(method))
        .map(({ method, path }) => `${method} ${path.slice('/2.0'.length)}`);
      sandbox.clearRequests();
      return found;
    },
    async get(path) {
      const headers = { authorization: `Bearer ${sandbox.accessToken}` };
      const response = await fetch(`${sandbox.apiUrl}${path}`, { headers });
      return (await response.json()) as Record<string, unknown>;
    },
    async close() {
      for (const session of open) await session.close();
      await pool.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function run(session: Session, sql: string, options: RunOptions = {}): Promise<RunResult> {
  const notices: Notice[] = [];
  const prepared = await session.prepare(sql, []);
  const cursor = await prepared.execute(options.parameters ?? [], {
    signal: options.signal ?? new AbortController().signal,
    onNotice: (notice) => notices.push(notice),
  });
  const rows: (readonly unknown[])[] = [];
  for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next())
    rows.push(...chunk.getRows());
  await cursor.close();
  const names = cursor.columns.map(({ name }) => name);
  return { tag: cursor.commandTag, names, rows, notices };
}

/** What a statement fails with. */
export async function failure(session: Session, sql: string, options: RunOptions = {}): Promise<unknown> {
  return run(session, sql, options).then(
    () => {
      throw new Error(`It did not fail: ${sql}`);
    },
    (error: unknown) => error,
  );
}
