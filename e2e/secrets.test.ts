/**
 * No secret leaves the vault. Every way in which one is handed to Drawbridge is gone with secrets that the test knows
 * again, with the most detailed logs and the driver manager's trace on, through errors and crashes; and then everything
 * that was written, printed or sent is searched for them, in every form in which they may have been written down.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { decide } from './support/browser-stand-in.ts';
import { freePort } from './support/free-port.ts';
import { odbcCalls } from './support/odbc.ts';
import { startRepeatingBitbucket, type RepeatingBitbucket } from './support/repeating-bitbucket.ts';
import { harborProperties } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';
import { WatchedStage } from './support/watched-stage.ts';
import { program } from './support/workplace.ts';

const repositories = 'SELECT Slug FROM Repositories';
/** The driver manager's own file. It holds what applications type, whatever we do. */
const trace = 'odbc.trace';

// Each test starts several programs, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 120_000 });

let stage: WatchedStage;
let repeating: RepeatingBitbucket;
let callbackUrl: string;
let logged: readonly string[];

beforeAll(async () => {
  callbackUrl = `http://localhost:${await freePort()}`;
  stage = await WatchedStage.set({ callbackUrl, breakable: true });
  repeating = await startRepeatingBitbucket(stage.markers);
  logged = [`LogFile=${path.join(stage.place.folder, 'logs', 'all.log')}`, 'Verbosity=5'];
});

afterEach(() => {
  stage.sandbox.faults.clear();
  expect(stage.markers.found()).toEqual([]);
});

afterAll(async () => {
  await stage.leave();
  await repeating.close();
});

const make = (name: string, odd = false): string => stage.markers.make(name, odd);

async function add(name: string, values: readonly string[], secrets: Record<string, string>): Promise<void> {
  const given = [...harborProperties(stage.sandbox), ...logged, ...values].map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const { dsns } = await stage.admin.call('dsn.list', {});
  const previous = dsns.some((dsn) => dsn.name === name) ? { previousName: name } : {};
  await stage.admin.call('dsn.save', {
    ...previous,
    name,
    scope: 'user',
    description: '',
    values: Object.fromEntries(given),
    secrets,
  });
}

async function addressInBrowser(): Promise<string> {
  const called = (): Promise<string> =>
    readFile(path.join(stage.place.folder, 'xdg-open.called'), 'utf8').catch(() => '');
  await expect.poll(called, { timeout: 20_000 }).toMatch(/^http.*\n/);
  const [address = ''] = (await called()).split('\n');
  return address;
}

/** Signs in by the command line. */
async function login(
  way: '--no-browser' | '--paste' | '--browser',
  button: 'accept' | 'deny',
): Promise<number> {
  const args = [program, 'login', '--dsn', 'Signed', ...(way === '--browser' ? [] : [way])];
  const display = way === '--browser' ? { DISPLAY: ':0' } : {};
  const child = spawn(process.execPath, args, { env: { ...stage.place.env, ...stage.env, ...display } });
  stage.place.listenTo(child, `login ${way}`);
  const ended = once(child, 'close');
  const address =
    way === '--browser'
      ? await addressInBrowser()
      : String((await once(createInterface({ input: child.stdout }), 'line'))[0]);
  const back = await decide(address, button);
  if (way === '--paste') {
    const stray = new URL(back);
    stray.searchParams.set('state', 'another');
    child.stdin.end(`${stray.href}\n${back}\n`);
  } else {
    stage.markers.hear('the page on which the browser ends', Buffer.from(await (await fetch(back)).text()));
  }
  const [status] = (await ended) as [number];
  return status;
}

it('signing in: by the browser, by its address, by paste, refused, renewed and revoked', async () => {
  const values = [
    'AuthScheme=OAuth',
    `OAuthClientId=${stage.sandbox.consumer.key}`,
    `CallbackURL=${callbackUrl}`,
  ];
  const secrets = [...harborProperties(stage.sandbox), ...logged, ...values];
  const added = await stage.drawbridge(['dsn', 'add', 'Signed', ...secrets, '--secrets', '-'], {
    input: `OAuthClientSecret=${stage.sandbox.consumer.secret}\n`,
  });
  expect(added.status).toBe(0);
  expect(await stage.query('Signed', repositories)).toEqual([expect.stringContaining('28000')]);
  expect(await Promise.all([login('--no-browser', 'deny'), login('--paste', 'accept')])).toEqual([1, 0]);
  expect(await login('--browser', 'accept')).toBe(0);
  expect(await stage.query('Signed', repositories)).toEqual([]);
  await carryOver();
  expect(await stage.query('Signed', repositories)).toEqual([]);
  stage.sandbox.expireAccessTokens();
  expect(await stage.query('Signed', repositories)).toEqual([]);
  stage.sandbox.expireAccessTokens();
  stage.sandbox.revokeRefreshTokens();
  expect(await stage.query('Signed', repositories)).toEqual([expect.stringContaining('28000')]);
  expect(await stage.admin.call('dsn.test', { name: 'Signed', scope: 'user' })).toMatchObject({ ok: false });
  await add('Mistyped', values, { OAuthClientSecret: make('a mistyped secret', true) });
  const mistyped = { name: 'Mistyped', scope: 'user' } as const;
  const { authorizationUrl } = await stage.admin.call('signIn.start', { ...mistyped, listen: true });
  const page = await (await fetch(await decide(authorizationUrl, 'accept'))).text();
  expect(page).toContain('The sign-in failed');
  stage.markers.hear('the page after a mistyped secret', Buffer.from(page));
});

/** The sign-in as a file, and back, with a passphrase that is mistyped first. */
async function carryOver(): Promise<void> {
  const words = make('the passphrase of a carried sign-in', true);
  const login = ['login', '--dsn', 'Signed'];
  const file = path.join(stage.place.folder, 'carried');
  const exported = await stage.drawbridge([...login, '--export', file], { input: `${words}\n` });
  expect(exported).toMatchObject({ status: 0, stdout: '' });
  const wrong = `${make('a mistyped passphrase', true)}\n`;
  const piped = `${words}\n${await readFile(file, 'utf8')}`;
  const [refused, imported] = await Promise.all([
    stage.drawbridge([...login, '--import', file], { input: wrong }),
    stage.drawbridge([...login, '--import'], { input: piped }),
  ]);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('(28000)') as string });
  expect(imported).toMatchObject({ status: 0 });
}

it('other credentials: good, wrong and revoked', async () => {
  const { privateConsumer, apiToken, accessToken } = stage.sandbox;
  const client = ['AuthScheme=OAuthClient', `OAuthClientId=${privateConsumer.key}`];
  const token = ['AuthScheme=APIToken', `Email=${apiToken.email}`];
  await add('Client', client, { OAuthClientSecret: privateConsumer.secret });
  await add('Token', token, { APIToken: apiToken.token });
  await add('Access', ['ReadOnly=false'], { AccessToken: accessToken });
  await add('ClientWrong', client, { OAuthClientSecret: make('a wrong secret', true) });
  await add('TokenWrong', token, { APIToken: make('a wrong API token', true) });
  await add('AccessWrong', [], { AccessToken: make('a wrong access token') });
  for (const name of ['Client', 'Token', 'Access']) {
    expect(await stage.query(name, repositories), name).toEqual([]);
    expect(await stage.admin.call('dsn.test', { name, scope: 'user' })).toMatchObject({ ok: true });
    const wrong = `${name}Wrong`;
    expect(await stage.query(wrong, repositories), wrong).toEqual([expect.stringContaining('28000')]);
    expect(await stage.admin.call('dsn.test', { name: wrong, scope: 'user' })).toMatchObject({ ok: false });
    const revoked = { match: { page: 2 }, fault: { kind: 'status', status: 401 }, times: 'always' } as const;
    stage.sandbox.faults.add(revoked);
    const walked = await stage.query(name, 'SELECT * FROM PullRequests');
    expect(walked, name).toEqual([expect.stringContaining('28000')]);
    stage.sandbox.faults.clear();
  }
});

describe('a server that repeats what it was sent', () => {
  // Those that are tried again are in engine/bitbucket/repeated-credential.test.ts.
  const answers = [
    '400-json',
    '400-text',
    '400-fields',
    '400-oauth',
    '401-json',
    '401-text',
    '401-html',
    '401-oauth',
    '403-json',
    '403-scopes',
    '404-json',
    '410-json',
    '200-next',
    '200-circle',
    '302-redirect',
  ];

  it('has its words masked', async () => {
    const { consumer, apiToken, accessToken } = stage.sandbox;
    const own = make('a secret of a consumer elsewhere', true);
    const kinds: readonly (readonly [string, readonly string[], Record<string, string>])[] = [
      ['Bearer', ['AuthScheme=AccessToken'], { AccessToken: accessToken }],
      [
        'Basic',
        ['AuthScheme=APIToken', `Email=${apiToken.email}`],
        { APIToken: make('an odd API token', true) },
      ],
      ['Client', ['AuthScheme=OAuthClient', `OAuthClientId=${consumer.key}`], { OAuthClientSecret: own }],
    ];
    for (const [kind, values, secrets] of kinds)
      for (const answer of kind === 'Basic' ? answers : ['401-json', '403-scopes', '302-redirect']) {
        const url = `${repeating.url}/${answer}`;
        const addresses = [`ApiURL=${url}`, `OAuthAccessTokenURL=${url}`];
        await add(`Repeated ${kind}`, [...values, ...addresses], secrets);
        const errors = await stage.query(`Repeated ${kind}`, repositories);
        expect(errors, `${kind} ${answer}`).toHaveLength(1);
        expect(errors, `${kind} ${answer}`).not.toEqual([expect.stringContaining('own addresses')]);
      }
    const elsewhere = 'DSN=Access;ApiURL=https://elsewhere.invalid/2.0';
    expect(await stage.query(elsewhere, repositories)).toEqual([
      expect.stringContaining('own addresses only'),
    ]);
  });

  it('has its words masked: sign-in', async () => {
    const secret = make('a secret that a token address repeats', true);
    const values = ['AuthScheme=OAuth', `OAuthClientId=key`, `CallbackURL=${callbackUrl}`];
    for (const answer of ['400-oauth', '401-json', '400-text', '302-redirect']) {
      const addresses = [`OAuthAccessTokenURL=${repeating.url}/${answer}`];
      await add(`Sign-in ${answer}`, [...values, ...addresses], { OAuthClientSecret: secret });
      const started = await stage.admin.call('signIn.start', {
        name: `Sign-in ${answer}`,
        scope: 'user',
        listen: false,
      });
      await stage.admin.call('signIn.paste', { id: started.id, text: make('a code') });
    }
  });
});

/** A connection string that needs no data source. */
const own = (...more: readonly string[]): string =>
  [...harborProperties(stage.sandbox), ...logged, ...more].join(';');

describe('connection strings', () => {
  const properties = [
    'AccessToken',
    'APIToken',
    'OAuthClientSecret',
    'OAuthVerifier',
    'ProxyPassword',
    'PWD',
  ];

  /** Each secret property, in a string that is right and in such as are wrong in one way or the other. */
  const strings = (): readonly string[] =>
    properties.flatMap((name) => {
      const secret = make(`${name} of a connection string`);
      const odd = make(`an odd ${name} of a connection string`, true);
      return [
        own(`${name}=${secret}`),
        own(`${name}={${odd.replaceAll('}', '}}')}`, 'ApiURL=sandbox:'),
        own(`${name}=${odd}`),
        own(`${name}={${odd}`),
        own(`Nonsense=1`, `${name}=${secret}`),
        own(`${name} ${secret}`),
        own(`${name}=${secret}`, `CACertificate=/nowhere`),
        own(`AuthScheme=Nonsense`, `${name}=${secret}`),
        `DSN=Nowhere;${name}=${secret}`,
        `FILEDSN=/nowhere/${secret};${name}=${secret}`.replace(`/${secret}`, '/x.dsn'),
      ];
    });

  it('of node-postgres', async () => {
    for (const string of strings()) await stage.query(string, 'SELECT 1', repositories, 'SELECT nothing');
  });

  it.skipIf(missingTool(hasProgram('psql')))('of psql, with a password that nobody asked for', async () => {
    const PGPASSWORD = make('the password of psql', true);
    const string = own(`AccessToken=${make('a token of psql')}`);
    await stage.psql(string, `${repositories};\nSELECT nothing;\n`, { PGPASSWORD });
  });

  it.skipIf(missingTool(hasDriver))('of ODBC, and what the driver manager traces of them', async () => {
    const kept = make('a secret of the vault that ODBC uses');
    await add('ByOdbc', [], { AccessToken: kept });
    await stage.admin.call('driver.install', { system: false });
    const file = path.join(stage.place.folder, trace);
    const tracing = { machineWide: false, path: file };
    expect(await stage.admin.call('tracing.set', { ...tracing, on: true })).toMatchObject({ on: true });
    const typed = make('a secret that an application types');
    const written = make('a secret that an application writes');
    const driver = 'Driver={Drawbridge ODBC Driver for Bitbucket};Trace=Yes';
    for (const connect of [
      'DSN=ByOdbc',
      `DSN=ByOdbc;PWD=${typed}`,
      `${driver};${own(`AccessToken=${typed}`)}`,
      `${driver};${own(`AccessToken=${typed}`, 'Nonsense=1')}`,
      `${driver};DSN=Nowhere;AccessToken=${typed}`,
    ]) {
      const sql = `INSERT INTO PipelineVariables (Key, Value) VALUES ('A', '${written}')`;
      const env = { ...stage.place.env };
      Object.assign(stage.place.env, stage.env);
      await odbcCalls(stage.place, { connect, sql }).finally(() => Object.assign(stage.place.env, env));
    }
    const tail = await stage.admin.call('tracing.tail', {});
    expect(tail.text).toContain('SQLDriverConnect');
    await stage.admin.call('tracing.set', { ...tracing, on: false });
    const text = await readFile(file, 'utf8');
    expect(text).toContain('DSN=ByOdbc');
    expect(text).not.toContain(kept);
    // unixODBC hides PWD alone, and no statement; docs/administrator.md says so.
    expect(text).toContain(`AccessToken=${typed}`);
    expect(text).toContain(written);
    expect(text).not.toContain(`PWD=${typed}`);
  });
});

it('a proxy with a login, in the address or beside it, that refuses or is away', async () => {
  const told: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ headers }, socket) => {
    const header = headers['proxy-authorization'] ?? '';
    const said = Buffer.from(header.slice('Basic '.length), 'base64').toString();
    told.push(said);
    socket.end(`HTTP/1.1 407 ${header} ${encodeURIComponent(said)}\r\nx-said: ${header}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const inAddress = make("a password in the proxy's address");
  const beside = make("a password beside the proxy's address", true);
  const token = { AccessToken: stage.sandbox.accessToken };
  await add('ProxyAddress', [`Proxy=http://me:${inAddress}@127.0.0.1:${port}`], token);
  await add('ProxyBeside', [`Proxy=http://me@127.0.0.1:${port}`], { ...token, ProxyPassword: beside });
  await add('ProxyAway', ['Proxy=http://me@127.0.0.1:1'], { ...token, ProxyPassword: beside });
  for (const name of ['ProxyAddress', 'ProxyBeside', 'ProxyAway']) {
    expect(await stage.query(name, repositories)).toEqual([expect.stringContaining('08001')]);
    await stage.admin.call('dsn.test', { name, scope: 'user' });
  }
  await stage.query(own(`Proxy=http://me:${inAddress}@127.0.0.1:${port}`), repositories);
  expect(new Set(told)).toEqual(new Set([`me:${inAddress}`, `me:${beside}`]));
  proxy.close();
});

describe('statements that carry secrets', () => {
  it('of every kind, right and wrong', async () => {
    const value = make('the value of a variable');
    const odd = make('an odd value of a variable', true);
    const literal = `'${odd.replaceAll("'", "''")}'`;
    const insert = 'INSERT INTO PipelineVariables (Key, Value, Secured) VALUES';
    const statements = [
      `${insert} ('ONE', '${value}', true)`,
      `${insert} ('TWO', ${literal}, true) RETURNING *`,
      `${insert} ('ONE', '${value}', true)`,
      `${insert} ('THREE', '${value}', true, 1)`,
      `${insert} ('THREE', "${value}", true)`,
      `${insert} ('THREE', '${value}, true)`,
      `${insert} ('THREE', nothing('${value}'), true)`,
      `${insert} ('THREE', CAST('${value}' AS INTEGER), true)`,
      `INSERT INTO PipelineVariable (Key, Value, Secured) VALUES ('X', '${value}', true)`,
      `UPDATE PipelineVariables SET Value = '${value}' WHERE Key = 'ONE'`,
      `UPDATE PipelineVariables SET Value = '${value}' WHERE Key = 'TWO' AND Value = '${value}' RETURNING *`,
      `DELETE FROM PipelineVariables WHERE Value = '${value}'`,
      `EXPLAIN ${insert} ('ONE', '${value}', true)`,
      `PREPARE p AS ${insert} ('ONE', '${value}', true)`,
      `EXECUTE p('${value}')`,
      `INSERT INTO Webhooks (Url, Description, Events, Secret) VALUES ('http://127.0.0.1:1/', 'd', '["repo:push"]', '${value}')`,
      `CALL RunPipeline(Branch => 'main', Variables => '[{"key":"A","value":"${value}","secured":true}]')`,
      `CALL RunPipeline('main', 'no', '[{"key":"A","value":"${value}"')`,
      `EXEC RunPipeline Branch = 'main', Variables = '[{"key":"A","value":"${value}"}]'`,
      `CALL GetOAuthAccessToken(AuthMode => 'WEB', CallbackURL => '${callbackUrl}', Verifier => '${value}')`,
      `CALL GetOAuthAccessToken('WEB', '${callbackUrl}', '${value}')`,
      `EXEC GetOAuthAccessToken AuthMode = 'WEB', Verifier = '${value}', OAuthVerifier = '${value}'`,
      `CALL RefreshOAuthAccessToken(OAuthRefreshToken => '${value}')`,
      `CALL RefreshOAuthAccessToken('${value}')`,
      `CALL SetOAuthAccessToken('${value}')`,
    ];
    const bound: readonly { readonly text: string; readonly values: readonly string[] }[] = [
      { text: `${insert} ('FOUR', $1, true) RETURNING *`, values: [odd] },
      { text: `${insert} ($1, 'x', true)`, values: [`${value} as a key`] },
      { text: `UPDATE PipelineVariables SET Value = $1 WHERE Key = 'FOUR'`, values: [value] },
      { text: `${insert} ('FIVE', CAST($1 AS INTEGER), true)`, values: [odd] },
    ];
    const errors = await stage.query(
      'DSN=Access;ReadOnly=false',
      ...statements,
      ...bound.map(({ text, values }) => ({ text, values: [...values] })),
    );
    expect(errors.length).toBeGreaterThan(10);
    for (const method of ['POST', 'PUT'])
      for (const status of [400, 500]) {
        stage.sandbox.faults.add({ match: { method }, fault: { kind: 'status', status }, times: 'always' });
        await stage.query('DSN=Access;ReadOnly=false', ...statements.slice(0, 2), ...statements.slice(9, 10));
        stage.sandbox.faults.clear();
      }
    const settings = ['SELECT * FROM sys_connection_props', 'SHOW ALL', 'SELECT * FROM pg_settings'];
    await stage.query('Access', 'SELECT * FROM sys_queries', 'SELECT * FROM sys_requests', ...settings);
    await stage.query(own(`PWD=${make('a secret that settings might show', true)}`), ...settings);
    await stage.query(own(`PWD=${make('a secret in braces', false)}`, 'ProxyPassword=pw'), ...settings);
  });
});

describe('data sources', () => {
  it('are exported, imported, copied, shown, connected to and changed without their secrets', async () => {
    const { folder } = stage.place;
    const secret = make('the secret of a data source that moves', true);
    await add('Moving', ['Proxy=http://me@127.0.0.1:1'], { AccessToken: secret, ProxyPassword: secret });
    const exported = path.join(folder, 'exported.json');
    const input = `AccessToken=${secret}\n${secret}=1\n`;
    const doctor = stage.drawbridge(['doctor', '--json']);
    await Promise.all(
      [
        ['export', '--output', exported],
        ['edit', 'Moving', `Nonsense=1`, '--secrets', '-'],
        [
          'add',
          path.join(folder, 'file.dsn'),
          ...harborProperties(stage.sandbox),
          '--file',
          '--secrets',
          '-',
        ],
      ].map((args) => stage.drawbridge(['dsn', ...args], { input })),
    );
    const { admin } = stage;
    const moving = { name: 'Moving', scope: 'user' } as const;
    const text = await readFile(exported, 'utf8');
    const choices = { Moving: { action: 'rename', to: 'Renamed' } } as const;
    await admin.call('dsn.import', { scope: 'user', text, look: true, choices: {} });
    await admin.call('dsn.import', { scope: 'user', text, look: false, choices }).catch(() => undefined);
    await admin.call('dsn.duplicate', { ...moving, to: { name: 'Copied', scope: 'user' } });
    await admin.call('connect.guides', moving);
    await admin.call('dsn.remove', { name: 'Copied', scope: 'user' });
    await doctor;
  });

  it('that are written by hand give their secrets to the vault, with a warning, and leave no copy behind', async () => {
    const file = path.join(stage.place.folder, 'odbc.ini');
    const byHand = make('a secret that was written by hand');
    const text = await readFile(file, 'utf8');
    const lines = [
      '[ByHand]',
      'Driver=Drawbridge ODBC Driver for Bitbucket',
      ...harborProperties(stage.sandbox),
    ];
    const proxy = `Proxy=http://me:${byHand}@127.0.0.1:1`;
    await writeFile(file, `${text}\n${[...lines, `AccessToken=${byHand}`, proxy].join('\n')}\n`);
    await stage.query('ByHand', repositories);
    const { notices } = await stage.admin.call('dsn.get', { name: 'ByHand', scope: 'user' });
    expect(JSON.stringify(notices)).toContain('stands unprotected');
    const edited = await stage.drawbridge(['dsn', 'edit', 'ByHand', 'Schema=Information']);
    expect(edited.status).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('[ByHand]');
    expect(await readFile(file, 'utf8')).not.toContain(byHand);
  });
});

it('the vault is opened by a passphrase, and gets another', async () => {
  const { admin } = stage;
  const passphrase = make('another passphrase of the vault', true);
  const kinds = ({ keys }: { readonly keys: readonly { readonly keeper: string }[] }) =>
    keys.map(({ keeper }) => keeper);
  expect(kinds(await admin.call('vault.keys', {}))).toEqual(['passphrase']);
  const added = await admin.call('vault.addKey', { keeper: 'passphrase', passphrase });
  expect(added.keys.map(({ problem }) => problem === null)).toEqual([true, false]);
  const { keys } = await admin.call('vault.removeKey', { key: added.keys[1]?.id ?? '' });
  expect(kinds({ keys })).toEqual(['passphrase']);
  const short = make('a short passphrase').slice(0, 11);
  stage.markers.add(short, 'a short passphrase');
  const refused = admin.call('vault.addKey', { keeper: 'passphrase', passphrase: short });
  await expect(refused).rejects.toThrow('at least 12 characters');
});

it('a window that asks for everything is told no secret', async () => {
  const { admin } = stage;
  await admin.call('requests.list', { after: 0 });
  await admin.call('log.list', {});
  for (const procedure of [
    'dsn.list',
    'quota.get',
    'settings.get',
    'about.parts',
    'properties.list',
  ] as const)
    await admin.call(procedure, {});
  const { dsns } = await admin.call('dsn.list', {});
  for (const { name, scope, ours } of dsns) if (ours) await admin.call('dsn.get', { name, scope });
  await admin.call('health.list', { files: [] });
  await admin.call('health.check', { dsns: [{ name: 'Access', scope: 'user' }] }).catch(() => undefined);
});

it('an engine that is killed, and one that falls over, leave no secret behind', async () => {
  stage.sandbox.expireAccessTokens();
  const under = await stage.connect('Client');
  const hold = stage.sandbox.faults.hold({});
  const asked = under.query(repositories).catch(() => undefined);
  await hold.reached;
  await stage.kill('SIGKILL');
  await asked;
  hold.release();
  await stage.start();
  expect(await stage.query('Client', repositories)).toEqual([]);
  await stage.kill('SIGUSR2');
  await stage.start();
  const heard = stage.markers.sources.filter((source) => source.startsWith('stderr of host'));
  expect(heard).not.toEqual([]);
  expect(await stage.query('Client', repositories)).toEqual([]);
});

it('no file, no process and nothing that was said holds one', async () => {
  const processes = await stage.lookAtProcesses();
  expect(processes.join('\n')).toContain('host');
  const files = await stage.lookAtFiles([trace]);
  for (const file of [
    'data/vault/vault.json',
    'logs/all.log',
    'odbc.ini',
    'carried',
    'exported.json',
    'xdg-open.called',
  ])
    expect(files).toContain(file);
  // The passphrase is the only key.
  expect(files).not.toContain('data/keys/vault.key');
  const sources = stage.markers.sources.join('\n');
  for (const place of [
    '.s.PGSQL.54330',
    'admin.sock',
    'stderr of host',
    'stdout of login',
    'the browser ends',
  ])
    expect(sources).toContain(place);
  expect(stage.markers.size).toBeGreaterThan(100_000);
});
