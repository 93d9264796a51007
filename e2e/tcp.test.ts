/** Listening on TCP: only on request, only on loopback, and only for whoever has the password of endpoint.json. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Stage } from './support/stage.ts';
import { hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;
let tcp: { readonly host: string; readonly port: number };
let password: string;

beforeAll(async () => {
  stage = await Stage.set({ host: ['--listen', '127.0.0.1:0'] });
  const text = await readFile(path.join(stage.runDir, 'endpoint.json'), 'utf8');
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
