/** The engine's own log as a window gets it: what happened, as the connection's file says it, and no secret on any way. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdminClient, type AdminClient } from '../engine/admin/client.ts';
import type { LogEntry } from '../engine/admin/contract.ts';
import { findEngine, openAdminSocket } from '../engine/host/attach.ts';
import { harborProperties, Stage } from './support/stage.ts';

let stage: Stage;
let admin: AdminClient;
let file: string;

beforeAll(async () => {
  stage = await Stage.set();
  file = path.join(stage.place.folder, 'connection.log');
  const engine = await findEngine({ dataDir: stage.place.dataDir, runDir: stage.runDir }, stage.place.env);
  if (engine === null) throw new Error('The host of this test does not answer.');
  admin = createAdminClient(await openAdminSocket(engine));
});

afterAll(async () => {
  admin.close();
  await stage.leave();
});

it('says what connections do, by event and by list, as their files do', async () => {
  const told: LogEntry[] = [];
  admin.on('log.added', ({ entries }) => told.push(...entries));
  const client = await stage.connect(`DSN=Harbor;LogFile=${file};Verbosity=4`);
  await client.query('SELECT Id FROM PullRequests LIMIT 3');
  await expect(client.query('SELECT Nope FROM PullRequests')).rejects.toMatchObject({ code: '42703' });
  await client.end();
  const isThere = ({ kind }: LogEntry) => kind === 'error';
  await expect.poll(() => told.some(isThere), { timeout: 20_000 }).toBe(true);
  const { entries } = await admin.call('log.list', {});
  const kinds = new Set(entries.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual(['call', 'error', 'session', 'statement']);
  expect(entries).toEqual(expect.arrayContaining(told));

  const lines = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Omit<LogEntry, 'id'>);
  // A call belongs to whatever connections share; the file of one names that one all the same.
  const comparable = (entry: object) => JSON.stringify({ ...entry, id: undefined, session: undefined });
  expect(lines.map(comparable)).toEqual(
    entries.map(comparable).filter((entry) => lines.some((line) => comparable(line) === entry)),
  );
  expect(lines.length).toBeGreaterThan(4);
});

it('shows no secret: not of the vault, of a connection string, of a header, nor of an address', async () => {
  const { accessToken } = stage.sandbox;
  const own = harborProperties(stage.sandbox).join(';');
  const good = await stage.connect(`${own};AccessToken=${accessToken};LogFile=${file};Verbosity=4`);
  await good.query(`SELECT '${accessToken}' AS mine, 'typed by the user' AS theirs`);
  await good.query('SELECT Slug FROM Repositories');
  const refused = await stage.connect(`${own};AccessToken=canary-wrong-token`);
  await expect(refused.query('SELECT Slug FROM Repositories')).rejects.toMatchObject({ code: '28000' });
  const proxied = `${own};AccessToken=canary-token;Proxy=http://me:canary-proxy@127.0.0.1:1;ProxyPassword=canary-proxy`;
  await stage
    .connect(proxied)
    .then((client) => client.query('SELECT Slug FROM Repositories'))
    .catch(() => undefined);
  await stage
    .connect(`${own};APIToken=canary-api;OAuthClientSecret=canary-secret;AuthScheme=APIToken`)
    .catch(() => undefined);
  await stage.connect('DSN=Nowhere;PWD=canary-pwd').catch(() => undefined);

  const { entries } = await admin.call('log.list', {});
  const text = JSON.stringify(entries);
  expect(text).toContain("SELECT '********' AS mine, 'typed by the user' AS theirs");
  expect(text).toContain('There is no data source named');
  for (const shown of [text, await readFile(file, 'utf8')]) {
    expect(shown).not.toContain('canary');
    expect(shown).not.toContain(accessToken);
  }
});
