/** What the client of the database sees when Bitbucket falters: all rows, or an error that says why; never a part that looks whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import pg, { type Client } from 'pg';
import Cursor from 'pg-cursor';
import type { Fault, FaultRule, RetryAfter } from '../engine/sandbox/http/faults.ts';
import type { RequestEntry } from '../engine/sandbox/http/request-log.ts';
import { startSandbox, type Sandbox } from '../engine/sandbox/sandbox.ts';
import { cancelRequest, query, types, WireClient } from '../engine/wire/test-support/wire-client.ts';
import { odbcCalls, odbcProgram, fetched, states, type OdbcCall } from './support/odbc.ts';
import { Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
  await stage.place.drawbridge(['driver', 'install']);
});

afterEach(() => stage.calm());

afterAll(() => stage.leave());

const list = '/pullrequests';
const all = 'SELECT Id, Title FROM PullRequests';

const spoil = (sandbox: Sandbox, fault: Fault, times: FaultRule['times'] = 1): void => {
  sandbox.faults.add({ match: { path: list, page: 3 }, fault, times });
};

/** A Bitbucket of its own for each test that waits for retries, so that they can wait together. */
async function withOwnSandbox(work: (sandbox: Sandbox, client: Client) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox();
  try {
    await work(sandbox, await stage.connect(`DSN=Harbor;ApiURL=${sandbox.apiUrl}`));
  } finally {
    await sandbox.close();
  }
}

const isThirdPage = ({ path, query }: RequestEntry): boolean =>
  path.endsWith(list) && /(^|&)page=3(&|$)/.test(query);

/** Page 3 and those that were asked for beside it were left; of the 40 there are, the others were never asked for. */
function expectStopped(): void {
  const pages = stage.sandbox.requests.filter(({ path }) => path.endsWith(list));
  expect(pages.some((page) => isThirdPage(page) && page.aborted)).toBe(true);
  expect(pages.length).toBeLessThan(20);
}

/** How many rows came, and whether the end was the server's word that these are all, or an error. */
function rowsOf(client: Client): Promise<{ rows: number; end: Failure | 'complete' }> {
  return new Promise((resolve) => {
    let rows = 0;
    const submitted = new pg.Query(all, []);
    submitted.on('row', () => (rows += 1));
    submitted.on('end', () => resolve({ rows, end: 'complete' }));
    submitted.on('error', (error: Failure) => resolve({ rows, end: error }));
    client.query(submitted);
  });
}

interface Failure {
  readonly code?: string;
  readonly message: string;
}

const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as Failure,
  );

describe('with page 3 held back', () => {
  it('node-postgres has read page 1', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 3 });
    const client = await stage.connect();
    const cursor = client.query(new Cursor<{ Id: string }>(all, []));
    const first = await cursor.read(50);
    expect(first).toHaveLength(50);
    await hold.reached;
    hold.release();
    const rest = await cursor.read(10_000);
    expect(rest).toHaveLength(1950);
    expect(new Set([...first, ...rest].map(({ Id }) => Id)).size).toBe(2000);
  });

  it('a simple query has sent page 1', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 3 });
    const client = await WireClient.open(`${stage.runDir}/.s.PGSQL.54330`, { database: 'Harbor' });
    client.send(query(all));
    expect((await client.next())?.type).toBe('T');
    for (let row = 1; row <= 50; row += 1) expect((await client.next())?.type).toBe('D');
    await hold.reached;
    hold.release();
    expect(types(await client.untilReady())).toMatch(/^D{1950}CZ$/);
    client.close();
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('ODBC has fetched page 1', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 3 });
    const python = spawn('/usr/bin/python3', [odbcProgram], { env: stage.place.env });
    python.stdin.end(JSON.stringify({ connect: 'DSN=Harbor', sql: 'SELECT Id FROM PullRequests' }));
    let rows = 0;
    const page = new Promise<void>((resolve) => {
      createInterface({ input: python.stdout }).on('line', (line) => {
        if (!(JSON.parse(line) as OdbcCall).row) return;
        rows += 1;
        if (rows === 50) resolve();
      });
    });
    const ended = once(python, 'close');
    await Promise.all([page, hold.reached]);
    hold.release();
    expect((await ended)[0]).toBe(0);
    expect(rows).toBe(2000);
  });
});

describe('recovers, and misses no row, from', () => {
  const forms: readonly (RetryAfter | undefined)[] = [
    undefined,
    { form: 'seconds', seconds: 1 },
    { form: 'date', seconds: 1 },
    { form: 'reset', seconds: 1 },
  ];
  const faults: readonly (readonly [name: string, fault: Fault])[] = [
    ...forms.map(
      (retryAfter) =>
        [
          `429 with Retry-After as ${retryAfter?.form ?? 'nothing'}`,
          { kind: 'status', status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) },
        ] as const,
    ),
    ...[408, 500, 502, 503, 504].map((status) => [`status ${status}`, { kind: 'status', status }] as const),
    ['a connection that is cut before the reply', { kind: 'cut', when: 'before' }],
    ['a connection that is cut in mid-page', { kind: 'cut', when: 'mid-body' }],
    ['a body that stops half-way', { kind: 'truncated' }],
  ];

  it('each of them', { timeout: 120_000 }, () =>
    Promise.all(
      faults.map(([name, fault]) =>
        withOwnSandbox(async (sandbox, client) => {
          spoil(sandbox, fault);
          const { rows } = await client.query<{ Id: string }>(all);
          expect(new Set(rows.map(({ Id }) => Id)).size, name).toBe(2000);
          expect(sandbox.requests.filter(isThirdPage).length, name).toBe(2);
        }),
      ),
    ),
  );
});

describe('a page that stays broken fails the statement', () => {
  const faults: readonly (readonly [name: string, fault: Fault, state: RegExp])[] = [
    ['status 500', { kind: 'status', status: 500 }, /^58000$/],
    ['a cut connection', { kind: 'cut', when: 'mid-body' }, /^(08006|58000)$/],
    ['HTML instead of JSON', { kind: 'html' }, /^58000$/],
    ['JSON of another kind', { kind: 'wrong-json' }, /^58000$/],
    ['an empty body', { kind: 'empty', status: 200 }, /^58000$/],
  ];

  it('after rows, whatever is broken about it', { timeout: 120_000 }, () =>
    Promise.all(
      faults.map(([name, fault, state]) =>
        withOwnSandbox(async (sandbox, client) => {
          spoil(sandbox, fault, 'always');
          const { rows, end } = await rowsOf(client);
          expect(end, name).toMatchObject({ code: expect.stringMatching(state) as string });
          expect(rows, name).toBeGreaterThan(0);
          expect(rows, name).toBeLessThan(2000);
          const next = await client.query('SELECT 1 AS one');
          expect(next.rows, name).toEqual([{ one: 1 }]);
        }),
      ),
    ),
  );

  it('and an aggregate, which has no rows yet', async () => {
    spoil(stage.sandbox, { kind: 'status', status: 503 }, 'always');
    const client = await stage.connect();
    const failure = await failureOf(client.query('SELECT max(length(Title)) FROM PullRequests'));
    expect(failure.code).toBe('58000');
  });

  it.skipIf(missingTool(hasProgram('psql')))('to psql, which exits with 1', async () => {
    spoil(stage.sandbox, { kind: 'status', status: 500 }, 'always');
    const { status, stderr } = await stage.psql('Harbor', ['-c', all]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/ERROR: +58000: .*500/);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('to ODBC, after rows', async () => {
    spoil(stage.sandbox, { kind: 'status', status: 500 }, 'always');
    const calls = await odbcCalls(stage.place, { connect: 'DSN=Harbor', sql: all });
    expect(fetched(calls).length).toBeGreaterThan(0);
    expect(calls.at(-1)).toMatchObject({ call: 'SQLFetch', code: -1 });
    expect(states(calls)).toEqual(['HY000']);
  });

  it('to the command line, which exits with 1 and leaves the old file as it was', async () => {
    spoil(stage.sandbox, { kind: 'status', status: 500 }, 'always');
    const file = `${stage.place.folder}/rows.csv`;
    const args = ['query', '--dsn', 'Harbor', '--format', 'csv', '--output', file];
    const good = await stage.place.drawbridge([...args, 'SELECT 1 AS one']);
    expect(good.status).toBe(0);
    const { status, stderr } = await stage.place.drawbridge([...args, all]);
    expect(status).toBe(1);
    expect(stderr).toContain('58000');
    expect(await readFile(file, 'utf8')).toMatch(/^one\r?\n1\r?\n$/);
  });
});

describe('a cancel in mid-page', () => {
  it('from node-postgres ends the statement with 57014 and stops the calls', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 3 });
    const client = await stage.connect();
    const running = failureOf(client.query(all));
    await hold.reached;
    const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
    await sendCancel(processID, secretKey);
    expect((await running).code).toBe('57014');
    hold.release();
    expect((await client.query('SELECT Id FROM PullRequests LIMIT 1')).rows).toHaveLength(1);
    expectStopped();
  });

  it.skipIf(missingTool(hasProgram('psql')))('from psql by Ctrl-C', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 3 });
    const psql = spawn(
      '/usr/bin/psql',
      ['-X', '-At', '-v', 'VERBOSITY=verbose', '-c', 'SELECT count(Title) FROM PullRequests'],
      {
        env: {
          ...stage.place.env,
          PGHOST: stage.runDir,
          PGPORT: '54330',
          PGDATABASE: 'Harbor',
          PGUSER: 'erika',
        },
      },
    );
    let stderr = '';
    psql.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = once(psql, 'close');
    await hold.reached;
    psql.kill('SIGINT');
    const [status] = await ended;
    hold.release();
    expect(status).toBe(1);
    expect(stderr).toContain('57014');
    expectStopped();
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('by SQL_ATTR_QUERY_TIMEOUT is HYT00', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 1 });
    const calls = await odbcCalls(stage.place, { connect: 'DSN=Harbor', sql: all, timeout: 1 });
    hold.release();
    expect(states(calls)).toEqual(['HYT00']);
    const asked = stage.sandbox.requests.filter(({ path }) => path.endsWith(list));
    expect(asked.every(({ aborted }) => aborted)).toBe(true);
  });

  it('a client that goes away stops the calls too', async () => {
    const hold = stage.sandbox.faults.hold({ path: list, page: 3 });
    const client = await stage.connect();
    const running = failureOf(client.query(all));
    await hold.reached;
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    await running;
    await expect
      .poll(() => stage.sandbox.requests.filter(({ aborted }) => aborted).length)
      .toBeGreaterThan(0);
    hold.release();
    const other = await stage.connect();
    await other.query('SELECT Id FROM PullRequests LIMIT 1');
    expectStopped();
  });
});

describe('what cannot be mended says what to do', () => {
  it('an API that cannot be reached is 08001', async () => {
    const client = await stage.connect('DSN=Harbor;ApiURL=http://127.0.0.1:9/2.0;AccessToken=a-token');
    const failure = await failureOf(client.query('SELECT Slug FROM Workspaces'));
    expect(failure).toMatchObject({ code: '08001' });
    expect(failure.message).toContain('127.0.0.1:9');
  });

  it('a refused token is 28000', async () => {
    const client = await stage.connect('DSN=Harbor;AccessToken=refused-token');
    const failure = await failureOf(client.query(all));
    expect(failure).toMatchObject({ code: '28000', hint: expect.any(String) as string });
    expect(JSON.stringify(failure)).not.toContain('refused-token');
  });

  it('a missing scope is 42501 and names the scope', async () => {
    const token = stage.sandbox.issueAccessToken(['account', 'project', 'repository']);
    const client = await stage.connect(`DSN=Harbor;AccessToken=${token}`);
    const failure = await failureOf(client.query(all));
    expect(failure.code).toBe('42501');
    expect(failure.message).toContain('pullrequest');
  });

  it('a repository that is gone between is an error, not an empty table', async () => {
    stage.sandbox.faults.add({
      match: { path: list },
      fault: { kind: 'status', status: 404 },
      times: 'always',
    });
    const client = await stage.connect();
    const failure = await failureOf(client.query(all));
    expect(failure.code).toMatch(/^(58000|42P01|42501)$/);
  });
});

async function sendCancel(processId: number, secret: number): Promise<void> {
  const canceller = await WireClient.connect({ path: `${stage.runDir}/.s.PGSQL.54330` });
  canceller.send(cancelRequest(processId, secret));
  await canceller.rest();
}
