/** Signing in by SQL, as web applications do, whose callback address is somebody else's site. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { decide } from './support/browser-stand-in.ts';
import { odbcCalls } from './support/odbc.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

const withoutClients = missingTool(hasProgram('psql') && hasDriver);
const callbackUrl = 'https://reports.example.com/signed-in';
const kept = '(kept in the vault)';
/** Less what the test itself has taken. */
const anHour = expect.stringMatching(/^3[45]\d\d$|^3600$/) as string;

describe.skipIf(withoutClients)('a web application', () => {
  let stage: Stage;
  let properties: readonly string[];

  beforeAll(async () => {
    stage = await Stage.set({ sandbox: { callbackUrl } });
    properties = [
      ...harborProperties(stage.sandbox).filter((pair) => !pair.startsWith('AuthScheme=')),
      `OAuthClientId=${stage.sandbox.consumer.key}`,
      `CallbackURL=${callbackUrl}`,
      'InitiateOAuth=OFF',
    ];
    const args = ['dsn', 'add', 'Web', 'AuthScheme=OAuth', ...properties, '--secrets', '-'];
    const input = `OAuthClientSecret=${stage.sandbox.consumer.secret}\n`;
    expect(await stage.place.drawbridge(args, { input })).toMatchObject({ status: 0 });
    await stage.place.drawbridge(['driver', 'install']);
  });
  afterEach(() => stage.calm());
  afterAll(() => stage.leave());

  const count = 'SELECT count(*) FROM PullRequests WHERE Id <= 5';

  /** The code that the application is sent for such an address. */
  async function codeFor(address: string): Promise<string> {
    return new URL(await decide(address, 'accept')).searchParams.get('code') ?? '';
  }

  it('gets the address of the consent page without a call', async () => {
    const call = `EXEC GetOAuthAuthorizationURL State = 'ticket 7', @CallbackURL = '${callbackUrl}'`;
    const { stdout, status } = await stage.psql('Web', ['-c', call]);
    expect(status).toBe(0);
    const address = new URL(stdout.trim());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: stage.sandbox.consumer.key,
      response_type: 'code',
      redirect_uri: callbackUrl,
      state: 'ticket 7',
    });
    expect(stage.sandbox.requests).toEqual([]);
  });

  it('exchanges the code in another connection, and is signed in', async () => {
    const client = await stage.connect('Web');
    await expect(client.query(count)).rejects.toMatchObject({ code: '28000' });
    const { rows } = await client.query<{ URL: string }>('CALL GetOAuthAuthorizationURL()');
    const code = await codeFor(rows[0]?.URL ?? '');
    const odbc = await odbcCalls(stage.place, {
      connect: 'DSN=Web',
      sql: `{call GetOAuthAccessToken('WEB', '${callbackUrl}', '${code}')}`,
    });
    expect(odbc.flatMap(({ row }) => row ?? [])).toEqual([kept, kept, anHour]);
    expect((await client.query(count)).rows).toHaveLength(1);
    const statements = await client.query<{ Statement: string }>('SELECT * FROM sys_queries');
    expect(JSON.stringify(statements.rows)).toContain('GetOAuthAccessToken');
    expect(JSON.stringify(statements.rows)).not.toContain(code);
  });

  it('renews when it likes, by what it was given', async () => {
    const tokenCalls = () => stage.sandbox.requests.filter(({ path }) => path.includes('access_token'));
    const client = await stage.connect('Web');
    const call = `CALL RefreshOAuthAccessToken(OAuthRefreshToken => '${kept}')`;
    const { rows } = await client.query(call);
    expect(rows).toEqual([{ OAuthAccessToken: kept, OAuthRefreshToken: kept, ExpiresIn: anHour }]);
    await client.query('CALL RefreshOAuthAccessToken()');
    expect(tokenCalls()).toHaveLength(2);
    expect((await client.query(count)).rows).toHaveLength(1);
  });

  it('a code that is wrong is 28000, and the sign-in that was good stays', async () => {
    const client = await stage.connect('Web');
    await expect(
      client.query(`CALL GetOAuthAccessToken('WEB', Verifier => 'used-before-1234')`),
    ).rejects.toMatchObject({ code: '28000', message: expect.not.stringContaining('used-before') as string });
    await expect(client.query(`CALL GetOAuthAccessToken('WEB')`)).rejects.toMatchObject({ code: '23502' });
    await expect(client.query(`CALL GetOAuthAccessToken('DEVICE')`)).rejects.toMatchObject({
      code: '22023',
    });
    await expect(client.query('CALL GetOAuthAccessToken()')).rejects.toMatchObject({
      code: '28000',
      message: expect.stringContaining('no desktop') as string,
    });
    expect((await client.query(count)).rows).toHaveLength(1);
  });

  it('that has no data source gets the tokens themselves', async () => {
    const secret = `OAuthClientSecret=${stage.sandbox.consumer.secret}`;
    const client = await stage.connect([...properties, secret].join(';'));
    const { rows } = await client.query<{ URL: string }>('CALL GetOAuthAuthorizationURL()');
    const back = await decide(rows[0]?.URL ?? '', 'accept');
    const issued = await client.query<Record<string, string>>(
      `CALL GetOAuthAccessToken('WEB', Verifier => '${back}')`,
    );
    const { OAuthAccessToken: access = '', OAuthRefreshToken: refresh = '' } = issued.rows[0] ?? {};
    const reading = await stage.connect(
      [...harborProperties(stage.sandbox), `AccessToken=${access}`].join(';'),
    );
    expect((await reading.query(count)).rows).toHaveLength(1);
    const renewed = await client.query<Record<string, string>>(`CALL RefreshOAuthAccessToken('${refresh}')`);
    expect(renewed.rows[0]?.['OAuthRefreshToken']).not.toBe(refresh);
    const kept = JSON.stringify((await client.query('SELECT * FROM sys_queries')).rows);
    expect(kept).toContain('RefreshOAuthAccessToken');
    expect(kept).not.toContain(refresh);
    expect(kept).not.toContain(new URL(back).searchParams.get('code'));
  });

  it('finds them among the procedures', async () => {
    const { stdout } = await stage.psql('Harbor', [
      '-c',
      `SELECT ProcedureName FROM sys_procedures WHERE SchemaName = 'Information' ORDER BY 1`,
    ]);
    expect(stdout).toBe('GetOAuthAccessToken\nGetOAuthAuthorizationURL\nRefreshOAuthAccessToken\n');
    const described = await stage.psql('Harbor', ['-c', '\\df "Information".*']);
    expect(described.stdout).toContain('GetOAuthAuthorizationURL');
  });
});
