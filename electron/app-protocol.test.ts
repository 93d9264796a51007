import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAppHandler, isAppAddress } from './app-protocol.ts';

let parent: string;
let handle: ReturnType<typeof createAppHandler>;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'drawbridge-app-'));
  await mkdir(path.join(parent, 'renderer', 'assets'), { recursive: true });
  await writeFile(
    path.join(parent, 'renderer', 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__">',
  );
  await writeFile(path.join(parent, 'renderer', 'assets', 'main.js'), 'export {};');
  await writeFile(path.join(parent, 'secret.js'), 'outside');
  handle = createAppHandler(path.join(parent, 'renderer'));
});

afterEach(() => rm(parent, { recursive: true }));

const get = (url: string) => handle({ url });

test('serves the page with a policy whose nonce stands in the page and is new each time', async () => {
  const nonces = [];
  for (let load = 0; load < 2; load += 1) {
    const response = await get('drawbridge://app/');
    const nonce = /nonce="([^"]{16,})"/.exec(await response.text())?.[1];
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(response.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    nonces.push(nonce);
  }
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('gives the desktop page no WebSocket to connect to', async () => {
  const response = await get('drawbridge://app/');
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self';");
});

test('serves scripts with their type', async () => {
  const response = await get('drawbridge://app/assets/main.js');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
});

test.each([
  'drawbridge://app/../secret.js',
  'drawbridge://app/..%2fsecret.js',
  'drawbridge://app/assets/..%2f..%2fsecret.js',
  'drawbridge://app/%2e%2e%2fsecret.js',
  'drawbridge://app/assets/%00.js',
  'drawbridge://app/missing.js',
])('answers %s with 404', async (url) => {
  expect((await get(url)).status).toBe(404);
});

test.each(['drawbridge://other/index.html', 'drawbridge://app.example/', 'https://app/'])(
  'refuses %s, which is not its origin',
  async (url) => {
    expect((await get(url)).status).toBe(404);
  },
);

test('takes an address apart rather than comparing its beginning', () => {
  expect(isAppAddress('drawbridge://app/index.html')).toBe(true);
  expect(isAppAddress('drawbridge://app@evil.example/')).toBe(false);
  expect(isAppAddress('drawbridge://app.evil.example/')).toBe(false);
  expect(isAppAddress('drawbridge://app:81/')).toBe(false);
  expect(isAppAddress('not an address')).toBe(false);
});
