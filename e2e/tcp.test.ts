/** Listening on TCP: only on request, only on loopback, and only for whoever has the password of endpoint.json. */
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetched, odbcCalls, states } from './support/odbc.ts';
import { Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;
let tcp: { readonly host: string; readonly port: number };
let password: string;

beforeAll(async () => {
  stage = await Stage.set({ host: ['--listen', '127.0.0.1:0'] });
  const text = await readFile(path.join(stage.runDir, 'endpoint.json'), 'utf8');
  if (hasDriver) await stage.place.drawbridge(['driver', 'install']);
  ({ tcp, password } = JSON.parse(text) as { tcp: typeof tcp; password: string });
});

afterAll(() => stage.leave());

const psql = (env: NodeJS.ProcessEnv) =>
  stage.psql('Harbor', ['-w', '-c', 'SELECT count(*) FROM PullRequests'], {
    env: { PGHOST: tcp.host, PGPORT: String(tcp.port), ...env },
  });

it('port 0 is chosen by the system and told in endpoint.json', () => {
  expect(tcp.host).toBe('127.0.0.1');
  expect(tcp.port).toBeGreaterThan(0);
  expect(password.length).toBeGreaterThan(20);
});

it.skipIf(missingTool(hasProgram('psql')))('psql gets in with the password', async () => {
  expect(await psql({ PGPASSWORD: password })).toMatchObject({ status: 0, stdout: '2000\n', stderr: '' });
});

it.skipIf(missingTool(hasProgram('psql')))('psql does not get in without it, or with another', async () => {
  for (const env of [{}, { PGPASSWORD: 'wrong' }, { PGPASSWORD: `${password} ` }]) {
    const { status, stdout } = await psql(env);
    expect(status).toBe(2);
    expect(stdout).toBe('');
  }
});

it('a wrong password is 28P01, whatever the user and the data source', async () => {
  for (const [user, database] of [
    ['erika', 'Harbor'],
    ['root', 'nothing'],
    ['', 'Harbor'],
  ] as const) {
    const client = new pg.Client({ ...tcp, user: user || 'postgres', database, password: 'wrong' });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  }
});

it('an unknown data source is told only to those who have the password', async () => {
  const client = new pg.Client({ ...tcp, user: 'erika', database: 'nothing', password });
  await expect(client.connect()).rejects.toMatchObject({ code: '3D000' });
});

describe.skipIf(missingTool(hasDriver && hasProgram('isql')))('the ODBC driver', () => {
  const count = (rest: string) =>
    odbcCalls(stage.place, {
      connect: `DSN=Harbor;${rest}`,
      sql: 'SELECT count(*) FROM PullRequests',
    });
  const server = () => `Server=localhost;Port=${tcp.port}`;

  it('takes the address and the password from an endpoint.json that names no socket', async () => {
    const folder = path.join(stage.place.folder, 'tcp-only');
    await mkdir(folder);
    const text = await readFile(path.join(stage.runDir, 'endpoint.json'), 'utf8');
    const endpoint = { ...(JSON.parse(text) as object), socket: null };
    await writeFile(path.join(folder, 'endpoint.json'), JSON.stringify(endpoint));
    expect(fetched(await count(`RunDir=${folder}`))).toEqual([['2000']]);
    await writeFile(path.join(folder, 'endpoint.json'), JSON.stringify({ ...endpoint, password: 'wrong' }));
    expect(states(await count(`RunDir=${folder}`))).toEqual(['28000']);
  });

  it('reaches the engine that Server and Port name, with the password of its endpoint.json', async () => {
    expect(fetched(await count(`RunDir=${stage.runDir};${server()}`))).toEqual([['2000']]);
  });

  it('takes PWD for the password where no endpoint.json of that engine can be read', async () => {
    const elsewhere = `RunDir=${stage.place.folder};${server()}`;
    expect(fetched(await count(`${elsewhere};PWD=${password}`))).toEqual([['2000']]);
    expect(states(await count(`${elsewhere};PWD=wrong`))).toEqual(['28000']);
  });

  it('refuses a server that lets it in without having proven that it knows the password', async () => {
    const impostor = createServer((socket) =>
      socket.once('data', () => socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]))),
    );
    impostor.listen(0, '127.0.0.1');
    await once(impostor, 'listening');
    const { port } = impostor.address() as AddressInfo;
    const calls = await count(`RunDir=${stage.place.folder};Server=127.0.0.1;Port=${port};PWD=abc`);
    impostor.close();
    expect(states(calls)).toEqual(['08001']);
    expect(calls.at(-1)?.diagnostics[0]?.message).toContain('no proof');
  });
});
