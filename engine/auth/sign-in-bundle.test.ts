import { beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../dsn/secret.ts';
import { openBundle, sealBundle, type BundleContent } from './sign-in-bundle.ts';

const content: BundleContent = {
  clientId: 'key',
  clientSecret: 'marker-secret',
  tokenUrl: 'https://bitbucket.example/token',
  apiUrl: 'https://api.bitbucket.example/2.0',
  signIn: {
    accessToken: 'marker-access',
    refreshToken: 'marker-refresh',
    expiresAt: '2026-01-01T00:00:00.000Z',
    scopes: ['repository'],
    account: 'Ada',
  },
};
const passphrase = new Secret('Grüße vom Leuchtturm');
let bundle: string;

beforeAll(async () => {
  bundle = await sealBundle(content, passphrase);
});

describe('a bundle', () => {
  it('opens with its passphrase, however its letters were typed, and shows nothing without', async () => {
    expect(bundle).not.toContain('marker');
    const decomposed = new Secret(passphrase.reveal().normalize('NFD'));
    expect(await openBundle(bundle, decomposed)).toEqual(content);
  });

  it('is another one each time', async () => {
    expect(await sealBundle(content, passphrase)).not.toBe(bundle);
  });

  it('does not open with another passphrase', async () => {
    await expect(openBundle(bundle, new Secret('Grüße'))).rejects.toMatchObject({
      sqlState: '28000',
      message: expect.stringContaining('passphrase does not open') as string,
    });
  });

  it('does not open once anything in it was changed', async () => {
    const outer = JSON.parse(bundle) as { kdf: object };
    const weaker = JSON.stringify({ ...outer, kdf: { ...outer.kdf, N: 2 } });
    await expect(openBundle(weaker, passphrase)).rejects.toMatchObject({ sqlState: '28000' });
  });

  it.each([
    ['is cut off', (text: string) => text.slice(0, text.length / 2), 'The bundle is cut off.'],
    ['is something else', () => 'DSN=Sales', 'That is no exported sign-in.'],
    ['is JSON of something else', () => '[1]', 'That is no exported sign-in.'],
    [
      'is of a later version',
      (text: string) => text.replace('"version": 1', '"version": 2'),
      'The bundle has the format of version 2; this Drawbridge reads version 1.',
    ],
    [
      'asks for more memory than there is',
      (text: string) => text.replace('"N": 131072', '"N": 1073741824'),
      'The bundle is damaged.',
    ],
    [
      'asks for half a gigabyte',
      (text: string) => text.replace('"N": 131072', '"N": 524288'),
      'The bundle is damaged.',
    ],
    ['has no end', (text: string) => text + ' '.repeat(1024 * 1024), 'That is no exported sign-in.'],
  ])('that %s is told', async (_, change, message) => {
    await expect(openBundle(change(bundle), passphrase)).rejects.toMatchObject({
      sqlState: '22023',
      message,
    });
  });

  it.each([
    ['nothing', {}],
    ['another refresh token', { ...content, signIn: { ...content.signIn, refreshToken: 7 } }],
    ['scopes of another kind', { ...content, signIn: { ...content.signIn, scopes: [{}] } }],
  ])('that somebody has made with %s in it holds no sign-in', async (_, inside) => {
    const made = await sealBundle(inside as BundleContent, passphrase);
    await expect(openBundle(made, passphrase)).rejects.toMatchObject({
      sqlState: '22023',
      message: 'The bundle holds no sign-in.',
    });
  });

  it('wants a passphrase', async () => {
    await expect(sealBundle(content, new Secret(''))).rejects.toMatchObject({ sqlState: '22023' });
  });
});
