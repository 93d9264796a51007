/**
 * The engine itself on Windows, as far as Wine shows it: with the Node and the DuckDB of Windows, its run folder in the
 * profile, its data sources and its driver in the registry, and clients on the pipe and over TCP.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../engine/sandbox/sandbox.ts';
import { harborProperties } from './support/stage.ts';
import { isDeep, missingTool } from './support/tools.ts';
import { WineDrawbridge, type WineHost } from './support/wine-drawbridge.ts';
import { Wine } from './support/wine.ts';
import { Workplace } from './support/workplace.ts';

const built = path.resolve(import.meta.dirname, '..', 'dist', 'driver-windows');
const application = path.join(built, 'tests', 'windows', 'windows-application-test.exe');
// Its Node and DuckDB are no packages of the system: without npm's registry there are none, and nobody can mend that.
const cannotRun = !WineDrawbridge.isHere() || missingTool(Wine.isHere() && existsSync(application));

/** Of the driver's tests, those that the transport matters for; `npm run test:deep` runs them all, and more commands. */
const chosen = isDeep
  ? []
  : [
      'it connects by endpoint.json and its password, and says who it is',
      "Server and Port with the engine's password as PWD lead to it, another password does not",
      'an unknown data source is told with the names that there are',
      'rows are fetched one by one and in blocks, texts and numbers',
      'several statements stream at once, each over a channel that has proven itself',
      'SQLCancel from another thread ends a running statement with HY008',
    ];

interface Endpoint {
  readonly socket: null;
  readonly pipe: string;
  readonly adminPipe: string;
  readonly password: string;
  readonly tcp: { readonly port: number };
}

describe.skipIf(cannotRun)('the engine under Wine', { timeout: 180_000 }, () => {
  let place: Workplace;
  let sandbox: Sandbox;
  let wine: Wine;
  let drawbridge: WineDrawbridge;
  let starts: readonly PromiseSettledResult<WineHost>[];
  let host: WineHost;
  let endpoint: Endpoint;

  /** A path of Windows, as this test reads it. */
  const here = (file: string): string =>
    path.join(wine.env['WINEPREFIX'] ?? '', 'drive_c', file.replace(/^C:\\/, '').replaceAll('\\', '/'));

  beforeAll(async () => {
    place = await Workplace.enter();
    sandbox = await startSandbox();
    wine = new Wine(place);
    drawbridge = new WineDrawbridge(wine, place.folder);
    await wine.setUp();
    await drawbridge.setUp();
    // Two at once, of which one may run.
    const args = ['host', '--listen', '127.0.0.1:0', '--no-admin'];
    starts = await Promise.allSettled([drawbridge.start(args), drawbridge.start(args)]);
    for (const start of starts) if (start.status === 'fulfilled') host = start.value;
    const text = await readFile(here(`${String(host.ready['runDir'])}\\endpoint.json`), 'utf8');
    endpoint = JSON.parse(text) as Endpoint;
  }, 300_000);

  afterAll(async () => {
    await wine.end();
    await place.leave();
    await sandbox.close();
  }, 120_000);

  it('runs once for an account', () => {
    const refused = starts.filter((start) => start.status === 'rejected');
    expect(refused.map(({ reason }) => String(reason))).toEqual([
      expect.stringContaining('An engine runs already'),
    ]);
  });

  it('runs in the profile, on pipes whose names nobody knows', () => {
    expect(host.ready['runDir']).toMatch(/^C:\\users\\[^\\]+\\AppData\\Local\\Drawbridge\\run$/);
    expect(endpoint.socket).toBeNull();
    expect(endpoint.pipe).toMatch(/^\\\\\.\\pipe\\drawbridge-[0-9a-f]{24}$/);
    expect(endpoint.adminPipe).toBe(`${endpoint.pipe}-admin`);
  });

  if (isDeep) {
    it('registers the driver for all accounts, where data sources find it', async () => {
      const library = here('C:\\Program Files\\Drawbridge\\driver\\drawbridgeodbc.dll');
      expect(await drawbridge.run(['driver', 'install', '--system'])).toMatchObject({ status: 0 });
      expect(await readFile(library)).toEqual(await readFile(path.join(built, 'drawbridgeodbc.dll')));
    });
  }

  it('keeps a data source in the registry and its secret in the vault, by commands that ask it over its pipe', async () => {
    const secret = `AccessToken=${sandbox.accessToken}\n`;
    const added = await drawbridge.run(
      ['dsn', 'add', 'Harbor', ...harborProperties(sandbox), '--secrets', '-'],
      secret,
    );
    expect(added).toMatchObject({ status: 0, stderr: 'Added the user data source Harbor.\n' });
    const { stdout } = await drawbridge.run([
      'query',
      '--dsn',
      'Harbor',
      '--format',
      'json',
      'SELECT count(*) AS n FROM PullRequests',
    ]);
    expect(JSON.parse(stdout)).toEqual([{ n: 2000 }]);
  });

  it('answers the driver on the pipe and over TCP', async () => {
    const programs = path.join(place.folder, 'Drawbridge', 'resources', 'driver');
    await mkdir(programs, { recursive: true });
    await copyFile(path.join(built, 'drawbridgeodbc.dll'), path.join(programs, 'drawbridgeodbc.dll'));
    await copyFile(application, path.join(programs, 'application.exe'));
    await copyFile(
      path.join(built, 'tests', 'windows', 'stand-in-administrator.exe'),
      path.join(place.folder, 'Drawbridge', 'Drawbridge.exe'),
    );
    const { tcp, password } = endpoint;
    const { stdout, status } = await wine.run(path.join(programs, 'application.exe'), chosen, {
      DRAWBRIDGE_TEST_CONNECTION: `DSN=Harbor;RunDir=${String(host.ready['runDir'])}`,
      DRAWBRIDGE_TEST_DSN: 'DSN=Harbor',
      DRAWBRIDGE_TEST_SERVER: `DSN=Harbor;RunDir=C:\\nobody;Server=localhost;Port=${tcp.port};PWD=${password}`,
      DRAWBRIDGE_TEST_STARTED: wine.pathOf(path.join(place.folder, 'started')),
    });
    expect(stdout).toMatch(/\d+ passed, 0 failed/);
    expect(status).toBe(0);
  });

  it('answers PostgreSQL clients over TCP, which prove that they know the password', async () => {
    const address = { host: '127.0.0.1', port: endpoint.tcp.port, database: 'Harbor', user: 'erika' };
    const client = new pg.Client({ ...address, password: endpoint.password });
    await client.connect();
    const { rows } = await client.query<{ Id: string }>('SELECT Id FROM PullRequests ORDER BY Id LIMIT 2');
    expect(rows.map(({ Id }) => Number(Id))).toEqual([1, 2]);
    await client.end();
    const wrong = new pg.Client({ ...address, password: 'guessed' });
    wrong.on('error', () => undefined);
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  if (isDeep) {
    it('doctor finds everything in its place', async () => {
      const { stdout, status } = await drawbridge.run(['doctor', '--json']);
      const findings = JSON.parse(stdout) as readonly { subject: string; ok: boolean; text: string }[];
      expect(findings.filter(({ ok }) => !ok)).toEqual([]);
      expect(status).toBe(0);
      const subjects = ['Program', 'Data folder', 'Engine', 'ODBC driver', 'Vault', 'DSN Harbor'];
      expect(findings.map(({ subject }) => subject)).toEqual(subjects);
    });
  }

  it('ends in order when it is told to', async () => {
    expect(await drawbridge.run(['stop'])).toMatchObject({ status: 0, stdout: 'The engine has stopped.\n' });
    expect(await host.ended).toBe(0);
    expect(await readdir(here(String(host.ready['runDir'])))).toEqual([]);
  });
});
