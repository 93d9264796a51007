/** InitiateOAuth: connections that sign in by themselves, on a desktop and without one. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserStandIn, decide } from './support/browser-stand-in.ts';
import { freePort } from './support/free-port.ts';
import { odbcCalls } from './support/odbc.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

const withoutClients = missingTool(hasProgram('psql') && hasDriver);
const question = 'SELECT count(*) FROM PullRequests WHERE Id <= 5';

interface Scene {
  readonly stage: Stage;
  readonly callbackUrl: string;
  readonly opened: () => Promise<readonly string[]>;
  readonly browser: BrowserStandIn | null;
}

async function set(withDesktop: boolean): Promise<Scene> {
  const callbackUrl = `http://localhost:${await freePort()}`;
  let browser: BrowserStandIn | null = null;
  const stage = await Stage.set({
    sandbox: { callbackUrl },
    ...(withDesktop
      ? {
          desktop: async (place) => {
            const desktop = await BrowserStandIn.put(place);
            browser = desktop.browser;
            return desktop.before;
          },
        }
      : {}),
  });
  const standIn = browser as BrowserStandIn | null;
  const values = [
    ...harborProperties(stage.sandbox),
    'AuthScheme=OAuth',
    `OAuthClientId=${stage.sandbox.consumer.key}`,
    `CallbackURL=${callbackUrl}`,
  ];
  const added = await stage.place.drawbridge(['dsn', 'add', 'Signed', ...values, '--secrets', '-'], {
    input: `OAuthClientSecret=${stage.sandbox.consumer.secret}\n`,
  });
  expect(added).toMatchObject({ status: 0 });
  await stage.place.drawbridge(['driver', 'install']);
  return { stage, callbackUrl, browser: standIn, opened: async () => (await standIn?.opened()) ?? [] };
}

describe.skipIf(withoutClients)('on a desktop', () => {
  let scene: Scene;

  beforeAll(async () => (scene = await set(true)));
  afterEach(async () => {
    scene.stage.calm();
    await scene.browser?.forget();
  });
  afterAll(() => scene.stage.leave());

  const signOut = () => scene.stage.place.drawbridge(['logout', '--dsn', 'Signed']);

  async function asked(): Promise<string> {
    await expect.poll(scene.opened).toHaveLength(1);
    return (await scene.opened())[0] ?? '';
  }

  it('REFRESH opens nothing', async () => {
    const { status, stderr } = await scene.stage.psql('DSN=Signed;InitiateOAuth=REFRESH', ['-c', question]);
    expect(status).toBe(1);
    expect(stderr).toContain('28000');
    expect(await scene.opened()).toEqual([]);
  });

  it('a consent that is refused ends the connection with 28000', async () => {
    const psql = scene.stage.psql('Signed', ['-c', question]);
    const page = await fetch(await decide(await asked(), 'deny'));
    expect(await page.text()).toContain('The sign-in failed');
    const { status, stderr } = await psql;
    expect(status).toBe(2);
    expect(stderr).toContain('consent was not given');
    expect(stderr).toContain('drawbridge login --dsn Signed');
  });

  it('a desktop without a browser is told at once', async () => {
    await scene.browser?.endsWith(3);
    const { status, stderr } = await scene.stage.psql('Signed', ['-c', question]);
    expect(status).toBe(2);
    expect(stderr).toContain('No browser could be opened');
    expect(stderr).toContain('drawbridge login --dsn Signed');
  });

  it('connections from psql and ODBC open one browser, wait, and go on together', async () => {
    const { stage } = scene;
    const odbc = odbcCalls(stage.place, { connect: 'DSN=Signed', sql: question });
    const psql = stage.psql('Signed', ['-c', question]);
    const query = stage.place.drawbridge(['query', '--dsn', 'Signed', '--format', 'json', question]);
    const back = await decide(await asked(), 'accept');
    expect(await (await fetch(back)).text()).toContain('You are signed in');
    expect(await psql).toMatchObject({ status: 0, stdout: '5\n' });
    expect((await odbc).flatMap(({ row }) => row ?? [])).toEqual(['5']);
    expect(await query).toMatchObject({ status: 0 });
    expect(await scene.opened()).toHaveLength(1);
    await expect(fetch(scene.callbackUrl)).rejects.toThrow();
    await signOut();
  });

  it('a client that goes away frees the port, and the next one begins anew', async () => {
    const { stage, callbackUrl } = scene;
    const impatient = stage.psql('Signed', ['-c', question], { env: { PGCONNECT_TIMEOUT: '2' } });
    await asked();
    expect(await impatient).toMatchObject({ status: 2 });
    await expect.poll(() => fetch(callbackUrl).then(String, () => 'free')).toBe('free');
    await scene.browser?.forget();
    const patient = stage.psql('Signed', ['-c', question]);
    await fetch(await decide(await asked(), 'accept'));
    expect(await patient).toMatchObject({ status: 0, stdout: '5\n' });
    await signOut();
  });

  it('a sign-in that Bitbucket has taken back is made anew in the middle of a connection', async () => {
    const { stage } = scene;
    const first = stage.connect('Signed');
    await fetch(await decide(await asked(), 'accept'));
    const client = await first;
    await scene.browser?.forget();
    stage.sandbox.expireAccessTokens();
    stage.sandbox.revokeRefreshTokens();
    const rows = client.query(question);
    await fetch(await decide(await asked(), 'accept'));
    expect((await rows).rows).toHaveLength(1);
    await signOut();
  });

  it('GetOAuthAccessToken opens the browser where nothing else may', async () => {
    const client = await scene.stage.connect('DSN=Signed;InitiateOAuth=OFF');
    const call = client.query('CALL GetOAuthAccessToken()');
    await fetch(await decide(await asked(), 'accept'));
    expect((await call).rows).toMatchObject([{ OAuthAccessToken: '(kept in the vault)' }]);
    expect((await client.query(question)).rows).toHaveLength(1);
  });
});

describe.skipIf(withoutClients)('without a desktop', () => {
  let scene: Scene;

  beforeAll(async () => (scene = await set(false)));
  afterEach(() => scene.stage.calm());
  afterAll(() => scene.stage.leave());

  const getting = 'DSN=Signed;InitiateOAuth=GETANDREFRESH';

  it('psql is told which command signs in', async () => {
    const { status, stderr } = await scene.stage.psql(getting, ['-c', question]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/FATAL: .*Nobody is signed in for Signed/);
    expect(stderr).toContain('drawbridge login --dsn Signed');
  });

  it('so is an ODBC application, with 28000', async () => {
    const [failed] = await odbcCalls(scene.stage.place, { connect: getting, sql: question });
    expect(failed).toMatchObject({ code: -1, diagnostics: [{ state: '28000' }] });
    expect(failed?.diagnostics[0]?.message).toContain('drawbridge login --dsn Signed');
  });

  it('what needs no sign-in works without one', async () => {
    expect(await scene.stage.psql('Signed', ['-c', 'SELECT 1'])).toMatchObject({ status: 0, stdout: '1\n' });
    expect(scene.stage.sandbox.requests).toEqual([]);
  });

  it('OAuthVerifier is exchanged once, by the first connection that needs it', async () => {
    const { stage, callbackUrl } = scene;
    const address = new URL(stage.sandbox.authorizeUrl);
    const asked = { client_id: stage.sandbox.consumer.key, response_type: 'code', redirect_uri: callbackUrl };
    address.search = new URLSearchParams(asked).toString();
    const code = new URL(await decide(address.href, 'accept')).searchParams.get('code') ?? '';
    stage.calm();
    const database = `DSN=Signed;OAuthVerifier=${code}`;
    expect(await stage.psql(database, ['-c', question])).toMatchObject({ status: 0, stdout: '5\n' });
    expect(await stage.psql(database, ['-c', question])).toMatchObject({ status: 0, stdout: '5\n' });
    expect(stage.sandbox.requests.filter(({ path }) => path.includes('access_token'))).toHaveLength(1);
    await stage.place.drawbridge(['logout', '--dsn', 'Signed']);
    const { status, stderr } = await stage.psql(database, ['-c', question]);
    expect(status).toBe(2);
    expect(stderr).toContain('OAuthVerifier did not help');
    expect(stderr).not.toContain(code);
  });
});
