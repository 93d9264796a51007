import { expect, it } from 'vitest';
import { maskKnown, maskSecrets } from './mask-secrets.ts';

const canary = 'canary-0123';

it.each([
  `DSN=Sandbox;UID=me;PWD=${canary};Schema=x`,
  `Str In = [DSN=Sandbox;AccessToken=${canary}][length = 56 (SQL_NTS)]`,
  `Str In = [OAuth Client Secret={${canary};}}x};DSN=y][length = 9]`,
  `pwd = ${canary}`,
  `apitoken=${canary} with spaces ]in it`,
  `GET /2.0/user?access_token=${canary}&page=2`,
  `{"access_token":"${canary}","scopes":"x"}`,
  `Authorization: Bearer ${canary}`,
  `authorization: basic ${canary}==`,
  `https://me:${canary}@proxy.example:8080/`,
  `http://localhost:33333/?code=${canary}&state=1`,
  `https://files.example/x?X-Amz-Signature=${canary}`,
  `ProxyPassword='${canary}'`,
])('finds the secret in %s', (text) => {
  expect(maskSecrets(text)).not.toContain(canary);
  expect(maskSecrets(text)).toContain('********');
});

it('leaves what stands around a secret, and what is none', () => {
  expect(maskSecrets('DSN=Sandbox;PWD=x y;Schema=z')).toBe('DSN=Sandbox;PWD=********;Schema=z');
  expect(maskSecrets('Str In = [PWD=abc][length = 7 (SQL_NTS)]')).toBe(
    'Str In = [PWD=********][length = 7 (SQL_NTS)]',
  );
  for (const text of [
    'SELECT Id, Title FROM PullRequests WHERE State = 7',
    'GET /2.0/repositories/a/b?q=state%3D%22OPEN%22&pagelen=50',
    'SQLSTATE=28000; barcode=12',
    'Bitbucket refused the token: it has expired',
  ])
    expect(maskSecrets(text)).toBe(text);
});

it('takes known secrets out wherever they stand, as they are and as an address has them', () => {
  expect(maskKnown("SELECT 'se cret/1' WHERE x = 'se%20cret%2F1'", ['se cret/1', 'abc'])).toBe(
    "SELECT '********' WHERE x = '********'",
  );
});
