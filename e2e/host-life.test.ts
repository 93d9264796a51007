/** The host from its ready line to its end, and what it makes of what another one left behind. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { report, startup, types, WireClient } from '../engine/wire/test-support/wire-client.ts';
import { startSandbox, type Sandbox } from '../engine/sandbox/sandbox.ts';
import { harborProperties } from './support/stage.ts';
import { Workplace, type RunningProgram } from './support/workplace.ts';

let place: Workplace;

beforeAll(async () => {
  place = await Workplace.enter();
});

afterAll(() => place.leave());

const runDir = (): string => path.join(place.dataDir, 'run');
const socketFile = (): string => path.join(runDir(), '.s.PGSQL.54330');

async function connect(database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: runDir(), port: 54330, database, user: 'erika' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function killed(host: RunningProgram): Promise<void> {
  const gone = once(host.child, 'exit');
  host.child.kill('SIGKILL');
  await gone;
}

async function answers(): Promise<boolean> {
  const client = await WireClient.connect({ path: socketFile() });
  client.send(startup({ user: 'erika', database: 'nothing' }));
  const reply = await client.next();
  client.close();
  return reply?.type === 'E' && report(reply)['C'] === '3D000';
}

describe('a host', () => {
  it('says where it runs, lets only the owner in, and leaves nothing behind', async () => {
    const host = await place.start(['host']);
    expect(host.ready).toMatchObject({
      event: 'ready',
      pid: host.child.pid,
      runDir: runDir(),
      port: 54330,
      admin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]{20,}$/) as string,
    });
    const endpoint = JSON.parse(await readFile(path.join(runDir(), 'endpoint.json'), 'utf8')) as unknown;
    expect(endpoint).toMatchObject({ format: 1, pid: host.child.pid, socket: socketFile(), tcp: null });
    const mode = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;
    expect(await mode(runDir())).toBe(0o700);
    expect(await mode(path.join(runDir(), 'endpoint.json'))).toBe(0o600);
    expect(await mode(socketFile())).toBe(0o600);

    host.child.kill('SIGTERM');
    expect(await once(host.child, 'exit')).toEqual([0, null]);
    expect(await readdir(runDir())).toEqual([]);
  });

  it('stops on Ctrl-C, too', async () => {
    const host = await place.start(['host', '--no-admin']);
    expect(host.ready['admin']).toBe('');
    host.child.kill('SIGINT');
    expect(await once(host.child, 'exit')).toEqual([0, null]);
  });

  it.concurrent.each([
    [['--pg-port', '70000']],
    [['--pg-port', 'many']],
    [['--listen', '0.0.0.0:5433']],
    [['--admin-port', '-1']],
    [['--unheard-of']],
    [['surplus']],
  ])('is used wrongly with %j', async (args) => {
    const { status, stderr, stdout } = await place.drawbridge(['host', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: drawbridge host');
    expect(stdout).toBe('');
    expect(existsSync(path.join(runDir(), 'endpoint.json'))).toBe(false);
  });
});

describe('recovers from', () => {
  it('a host that was killed: stale socket and stale endpoint', async () => {
    const first = await place.start(['host']);
    await killed(first);
    expect(existsSync(socketFile())).toBe(true);
    const second = await place.start(['host']);
    expect(await answers()).toBe(true);
    await second.stop();
  });

  it('an endpoint whose process id belongs to another program now', async () => {
    const first = await place.start(['host']);
    await killed(first);
    const file = path.join(runDir(), 'endpoint.json');
    const endpoint = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...endpoint, pid: process.pid }));
    const listing = await place.drawbridge(['dsn', 'list']);
    expect(listing).toMatchObject({ status: 0, stderr: '' });
    const second = await place.start(['host']);
    expect(await answers()).toBe(true);
    await second.stop();
  });

  it.each(['', '{', 'null', '{"format":1}'])('an endpoint.json that holds %j', async (text) => {
    await mkdir(runDir(), { recursive: true });
    await writeFile(path.join(runDir(), 'endpoint.json'), text);
    const host = await place.start(['host', '--no-admin']);
    expect(await answers()).toBe(true);
    await host.stop();
  });
});

describe('refuses with one line and exit status 1', () => {
  async function refused(args: readonly string[]): Promise<string> {
    const { status, stderr, stdout } = await place.drawbridge(['host', ...args]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return stderr;
  }

  it('a second engine in the same run folder, and leaves the first alone', async () => {
    const host = await place.start(['host']);
    expect(await refused([])).toContain(`process ${host.child.pid}`);
    expect(await refused(['--pg-port', '54331'])).toContain(`process ${host.child.pid}`);
    expect(await answers()).toBe(true);
    await host.stop();
  });

  it('two that start at once: one of them runs', async () => {
    const outcomes = await Promise.allSettled([place.start(['host']), place.start(['host'])]);
    const running = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(running).toHaveLength(1);
    expect(await answers()).toBe(true);
    const endpoint = JSON.parse(await readFile(path.join(runDir(), 'endpoint.json'), 'utf8')) as object;
    expect(endpoint).toMatchObject({ pid: running[0]?.child.pid });
    await running[0]?.stop();
  });

  it('a run folder whose path is too long for a socket', async () => {
    const long = path.join(place.folder, 'x'.repeat(120));
    const said = await refused(['--run-dir', long]);
    expect(said).toContain('54000');
    expect(said).toContain('--run-dir');
    expect(existsSync(path.join(long, 'endpoint.json'))).toBe(false);
  });

  it('a run folder that is a file', async () => {
    const file = path.join(place.folder, 'file');
    await writeFile(file, 'kept');
    expect(await refused(['--run-dir', file])).toContain('58030');
    expect(await readFile(file, 'utf8')).toBe('kept');
  });

  it('a socket of another program, which it leaves alone', async () => {
    await mkdir(runDir(), { recursive: true });
    const other = createServer().listen(socketFile());
    await once(other, 'listening');
    expect(await refused([])).toContain('08001');
    expect(existsSync(socketFile())).toBe(true);
    other.close();
    await once(other, 'close');
  });

  it('a port for TCP that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await refused(['--listen', `127.0.0.1:${port}`])).toContain('EADDRINUSE');
    expect(existsSync(path.join(runDir(), 'endpoint.json'))).toBe(false);
    other.close();
  });
});

describe('on SIGTERM', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    await place.drawbridge(['dsn', 'add', 'Harbor', ...harborProperties(sandbox), '--secrets', '-'], {
      input: `AccessToken=${sandbox.accessToken}\n`,
    });
  });

  afterAll(() => sandbox.close());

  it('a running statement ends by itself, idle clients get 57P01, new ones are turned away', async () => {
    const host = await place.start(['host', '--no-admin']);
    const idle = await connect('Harbor');
    const told = once(idle, 'error') as Promise<[{ code?: string }]>;
    const busy = await connect('Harbor');
    const hold = sandbox.faults.hold({ path: '/pullrequests' });
    const running = busy.query('SELECT count(Title) FROM PullRequests');
    await hold.reached;
    const gone = once(host.child, 'exit');
    host.child.kill('SIGTERM');
    expect((await told)[0].code).toBe('57P01');
    expect(existsSync(path.join(runDir(), 'endpoint.json'))).toBe(false);
    await expect(connect('Harbor')).rejects.toThrow();
    hold.release();
    expect((await running).rows).toEqual([{ count: '2000' }]);
    expect(await gone).toEqual([0, null]);
    expect(await readdir(runDir())).toEqual([]);
  });

  it('a statement that does not end gets 57P01 after the grace', async () => {
    const host = await place.start(['host', '--no-admin']);
    const busy = await connect('Harbor');
    const hold = sandbox.faults.hold({ path: '/pullrequests' });
    const running = busy.query('SELECT count(Title) FROM PullRequests').catch((error: unknown) => error);
    await hold.reached;
    const gone = once(host.child, 'exit');
    host.child.kill('SIGTERM');
    expect(await running).toMatchObject({ code: '57P01' });
    hold.release();
    expect(await gone).toEqual([0, null]);
  });
});

it('of two hosts that start at once one runs, and the other says so', async () => {
  const outcomes = await Promise.allSettled([1, 2].map(() => place.start(['host', '--no-admin'])));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused.map(({ reason }) => String(reason))).toEqual([
    expect.stringMatching(/An engine (?:\(process \d+\) )?(?:runs|listens on \S+) already/),
  ]);
  expect(await answers()).toBe(true);
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.stop();
  expect(await readdir(runDir())).toEqual([]);
});

describe('drawbridge stop', () => {
  it('ends the engine in order and waits for it; without one it says so', async () => {
    const host = await place.start(['host']);
    const idle = await connect('Harbor');
    const told = once(idle, 'error') as Promise<[{ code?: string }]>;
    const gone = once(host.child, 'exit');
    expect(await place.drawbridge(['stop'])).toMatchObject({
      status: 0,
      stdout: 'The engine has stopped.\n',
    });
    expect((await told)[0].code).toBe('57P01');
    expect(await gone).toEqual([0, null]);
    expect(await readdir(runDir())).toEqual([]);
    const { status, stderr } = await place.drawbridge(['stop']);
    expect(status).toBe(1);
    expect(stderr).toContain('No engine runs.');
  });
});

describe('broken clients', () => {
  let host: RunningProgram;

  beforeAll(async () => {
    host = await place.start(['host', '--no-admin']);
    await place.drawbridge([
      'dsn',
      'add',
      'Sample',
      'ApiURL=sandbox:',
      'AuthScheme=AccessToken',
      'Workspace=lighthouse',
    ]);
  });

  afterAll(() => host.stop());

  const int32 = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeInt32BE(value, index * 4));
    return bytes;
  };

  it.each([
    ['a startup of length 0', int32(0)],
    ['a startup of length 3', int32(3)],
    ['a negative length', int32(-1)],
    ['a startup beyond the limit', int32(10_001, 0x3_0000)],
    ['a startup of 2 GB', int32(0x7fff_ffff, 0x3_0000)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['no version at all', int32(4)],
    ['names without an end', Buffer.concat([int32(12, 0x3_0000), Buffer.from('user')])],
  ])('%s is 08P01', async (_name, bytes) => {
    const client = await WireClient.connect({ path: socketFile() });
    client.send(bytes);
    const replies = await client.rest();
    expect(types(replies)).toBe('E');
    expect(report(replies[0])).toMatchObject({ S: 'FATAL', C: '08P01' });
  });

  it('a startup that is cut is 08P01', async () => {
    const client = await WireClient.connect({ path: socketFile() });
    client.send(startup({ user: 'erika', database: 'Sample' }).subarray(0, 20));
    client.socket.end();
    expect(report((await client.rest())[0])).toMatchObject({ S: 'FATAL', C: '08P01' });
    expect(await answers()).toBe(true);
  });

  it.each([
    ['under 4', Buffer.concat([Buffer.from('Q'), int32(3)])],
    ['negative', Buffer.concat([Buffer.from('Q'), int32(-5)])],
    ['over the limit', Buffer.concat([Buffer.from('Q'), int32(0x7fff_ffff)])],
  ])('a message with a length %s is 08P01 and ends the connection', async (_name, bytes) => {
    const client = await WireClient.open(socketFile(), { database: 'Sample' });
    client.send(bytes);
    const replies = await client.rest();
    expect(types(replies)).toBe('E');
    expect(report(replies[0])).toMatchObject({ S: 'FATAL', C: '08P01' });
    expect(await answers()).toBe(true);
  });

  it('a message of an unknown type is 08P01', async () => {
    const client = await WireClient.open(socketFile(), { database: 'Sample' });
    client.send(Buffer.concat([Buffer.from('~'), int32(4)]));
    expect(report((await client.rest())[0])).toMatchObject({ C: '08P01' });
  });

  it('a query with a length that says more than comes waits, and the rest goes on', async () => {
    const client = await WireClient.open(socketFile(), { database: 'Sample' });
    client.send(Buffer.concat([Buffer.from('Q'), int32(400), Buffer.from('SELECT')]));
    expect(await answers()).toBe(true);
    client.close();
    expect(await answers()).toBe(true);
  });

  it('another driver protocol is refused in words', async () => {
    const client = await WireClient.connect({ path: socketFile() });
    client.send(startup({ user: 'erika', database: 'Sample', drawbridge_protocol: '99' }));
    const fields = report((await client.rest())[0]);
    expect(fields).toMatchObject({ S: 'FATAL', C: '08P01' });
    expect(fields['M']).toMatch(/version 99.*version 1/);
  });
});
