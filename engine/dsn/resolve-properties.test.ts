import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseConnectionString } from './connection-string.ts';
import { properties as catalogue } from './properties.ts';
import { resolveProperties } from './resolve-properties.ts';

type Pairs = Record<string, string>;
const resolve = (string: Pairs = {}, dsn: Pairs = {}, secrets: Pairs = {}, hasDesktop = false) =>
  resolveProperties({
    string: new Map(Object.entries(string)),
    dsn: new Map(Object.entries(dsn)),
    secrets: new Map(Object.entries(secrets)),
    hasDesktop,
  });

describe('resolveProperties', () => {
  it('gives every property of the catalogue and no other', () => {
    expect(Object.keys(resolve().properties).sort()).toEqual(catalogue.map(({ name }) => name).sort());
  });

  it('reads its own defaults as typed values', () => {
    expect(resolve().properties).toMatchObject({
      Schema: 'Information',
      MaxRows: 0,
      ReadOnly: true,
      AuthScheme: 'OAuth',
      AccessToken: null,
      WritesInTransaction: 'refuse',
    });
    expect(resolve().notices).toEqual([]);
  });

  it('lets the connection string win over the DSN, whatever the spelling', () => {
    const { properties } = resolve({ 'max rows': '5' }, { MaxRows: '7', Workspace: 'harbour' });
    expect(properties).toMatchObject({ MaxRows: 5, Workspace: 'harbour' });
  });

  it('takes a property back to its default when the string says it is empty', () => {
    expect(resolve({ Schema: '' }, { Schema: 'API' }).properties.Schema).toBe('Information');
  });

  it('accepts aliases, choices in any case and the usual words for true and false', () => {
    const { properties } = resolve({ AuthScheme: 'client', RetiredTables: 'EMPTY', ReadOnly: 'No' });
    expect(properties).toMatchObject({
      AuthScheme: 'OAuthClient',
      RetiredTables: 'empty',
      ReadOnly: false,
    });
  });

  it('gives a UUID of a workspace its braces back, which a connection string takes away', () => {
    const uuid = '470c176d-3574-44ea-bb41-89e8638bcca4';
    const workspaceOf = (Workspace: string) => resolve({ Workspace }).properties.Workspace;
    expect(workspaceOf(uuid)).toBe(`{${uuid}}`);
    expect(workspaceOf(`{${uuid}}`)).toBe(`{${uuid}}`);
    expect(workspaceOf('470c176d')).toBe('470c176d');
  });

  it.each([
    [{ MaxRows: 'ten' }, 'MaxRows takes a whole number from 0 to 2147483647.'],
    [{ MaxConcurrency: '33' }, 'MaxConcurrency takes a whole number from 1 to 32.'],
    [{ AuthScheme: 'Basic' }, 'AuthScheme takes one of OAuth, OAuthClient, APIToken, AccessToken.'],
    [{ ReadOnly: 'perhaps' }, 'ReadOnly takes true or false.'],
    [{ ApiURL: 'api.example.com' }, 'ApiURL takes an address that begins with http: or https: or sandbox:.'],
  ])('refuses %j and says what is allowed', (pairs, hint) => {
    expect(() => resolve(pairs as unknown as Pairs)).toThrow(
      expect.objectContaining({ sqlState: '22023', hint }),
    );
  });

  it('names the nearest property for an unknown keyword', () => {
    expect(() => resolve({ Workspaec: 'x' })).toThrow(
      expect.objectContaining({ sqlState: '22023', hint: 'The nearest is Workspace.' }),
    );
  });

  it('reads MaxRows=-1 as no limit', () => {
    expect(resolve({ MaxRows: '-1' }).properties.MaxRows).toBe(0);
  });

  it('accepts what applications add without a word', () => {
    const pairs = { Driver: 'x', DSN: 'y', FILEDSN: 'f', SAVEFILE: 's', Description: 'd' };
    expect(
      resolve({ ...pairs, Server: 'h', Port: '1', Database: 'Bitbucket', UID: '', PWD: '' }).notices,
    ).toEqual([]);
  });

  it('accepts what driver managers find in an ini file without a word', () => {
    expect(resolve({}, { Driver: 'x', Threading: '2', DMConnAttr: 'a', Trace: 'No' }).notices).toEqual([]);
  });

  it('takes a whole connection string that was made for the CData driver', () => {
    const { properties, notices } = resolve({
      'Auth Scheme': 'OAuth',
      InitiateOAuth: 'GETANDREFRESH',
      'OAuth Settings Location': 'memory://a',
      Pagesize: '100',
      Readonly: 'True',
      Logfile: '/tmp/a.log',
      Verbosity: '5',
      MaxRows: '-1',
      OAuthJWTCert: 'marker-secret',
    });
    expect(properties).toMatchObject({ PageSize: 100, ReadOnly: true, Verbosity: 5, MaxRows: 0 });
    expect(notices).toHaveLength(2);
    expect(JSON.stringify(notices)).not.toContain('marker-secret');
  });

  it('ignores keywords of the CData driver with a notice that does not show their values', () => {
    const { notices } = resolve({ RTK: 'marker-secret', 'Proxy Server': 'h' });
    expect(notices).toEqual([
      {
        sqlState: '01S00',
        message: 'RTK in the connection string has no meaning in Drawbridge and was ignored.',
      },
      {
        sqlState: '01S00',
        message: 'Proxy Server in the connection string has no meaning in Drawbridge and was ignored.',
        hint: 'Use Proxy.',
      },
    ]);
  });

  it('opens the browser by default only where there is a desktop', () => {
    expect(resolve().properties.InitiateOAuth).toBe('REFRESH');
    expect(resolve({}, {}, {}, true).properties.InitiateOAuth).toBe('GETANDREFRESH');
    expect(resolve({ InitiateOAuth: 'off' }, {}, {}, true).properties.InitiateOAuth).toBe('OFF');
  });
});

describe('user and password', () => {
  it.each([
    ['OAuth', { OAuthClientId: 'me' }, 'OAuthClientSecret'],
    ['OAuthClient', { OAuthClientId: 'me' }, 'OAuthClientSecret'],
    ['APIToken', { Email: 'me' }, 'APIToken'],
    ['AccessToken', {}, 'AccessToken'],
  ] as const)('mean what %s needs', (AuthScheme, plain, secret) => {
    const { properties, secretOrigins } = resolve({ UID: 'me', PWD: 'word' }, { AuthScheme });
    expect(properties).toMatchObject(plain);
    expect(properties[secret]?.reveal()).toBe('word');
    expect([...secretOrigins]).toEqual([[secret, 'string']]);
  });

  it('give way to the property itself in the same place, and win over the DSN', () => {
    const dsn = { AuthScheme: 'APIToken', Email: 'ada@example.com' };
    expect(resolve({ UID: 'bo@example.com' }, dsn).properties.Email).toBe('bo@example.com');
    expect(resolve({ UID: 'bo', Email: 'cy@example.com' }, dsn).properties.Email).toBe('cy@example.com');
  });
});

describe('secrets', () => {
  it('come from the string before the DSN and from the DSN before the vault', () => {
    const places = [{ APIToken: 'from-string' }, { APIToken: 'from-dsn' }, { APIToken: 'from-vault' }];
    const found = [0, 1, 2].map((first) => {
      const [string, dsn, vault] = places.map((pairs, index) => (index < first ? {} : pairs));
      const { properties, secretOrigins } = resolve(string, dsn, vault);
      return [properties.APIToken?.reveal(), secretOrigins.get('APIToken')];
    });
    expect(found).toEqual([
      ['from-string', 'string'],
      ['from-dsn', 'dsn'],
      ['from-vault', 'vault'],
    ]);
  });

  it('found in the file of the DSN work, with a notice that offers to move them', () => {
    const { notices } = resolve({}, { AccessToken: 'marker-secret' });
    expect(notices).toEqual([expect.objectContaining({ sqlState: '01000' })]);
    expect(notices[0]?.hint).toMatch(/vault/);
  });

  it('do not show when the properties are printed or serialised', () => {
    const resolved = resolve({ AccessToken: 'marker-secret' });
    for (const text of [
      JSON.stringify(resolved),
      inspect(resolved, { depth: 9 }),
      String(resolved.properties.AccessToken),
    ])
      expect(text).not.toContain('marker-secret');
  });

  it('keep their spaces, and an empty one counts as absent', () => {
    expect(resolve({ AccessToken: ' a ' }).properties.AccessToken?.reveal()).toBe(' a ');
    expect(resolve({ AccessToken: '' }, {}, { AccessToken: 'v' }).properties.AccessToken?.reveal()).toBe('v');
  });

  it('in an address stay out of the message that refuses it', () => {
    expect(() => resolve({ ApiURL: 'https://ada:marker-secret@h/2.0' })).toThrow(
      expect.objectContaining({
        sqlState: '22023',
        message: expect.not.stringContaining('marker-secret') as string,
      }),
    );
    expect(() => resolve({ Proxy: 'ftp://ada:marker-secret@h' })).toThrow(
      expect.objectContaining({ message: 'The value of Proxy is not allowed.' }),
    );
  });
});

it('a piece of a password after its semicolon is not repeated', () => {
  const string = parseConnectionString('DSN=Work;PWD=sea;octo=pus');
  const resolve = () => resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  expect(resolve).toThrow('What follows PWD in the connection string is not a connection property.');
});
