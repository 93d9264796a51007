import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { checkCallback } from './callback-check.ts';

const open: Server[] = [];

afterEach(() =>
  Promise.all(open.splice(0).map((server) => new Promise<void>((end) => void server.close(() => end())))),
);

/** Takes a port that the system chooses, on one address only. */
function occupy(host: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port }, () => {
      open.push(server);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function release(): Promise<void> {
  await Promise.all(
    open.splice(0).map((server) => new Promise<void>((end) => void server.close(() => end()))),
  );
}

it('a free port is free, and stays so', async () => {
  const port = await occupy('127.0.0.1');
  await release();
  const url = `http://localhost:${port}`;
  expect(await checkCallback(url)).toEqual({ port, problem: null, suggestion: null });
  expect(await checkCallback(url)).toMatchObject({ problem: null });
});

it.each([
  ['127.0.0.1', 'IPv4 (127.0.0.1)'],
  ['::1', 'IPv6 (::1)'],
])('a port that is taken on %s alone is taken', async (host, name) => {
  const port = await occupy(host);
  const { problem, suggestion } = await checkCallback(`http://localhost:${port}`);
  expect(problem?.sqlState).toBe('55000');
  expect(problem?.message).toContain(`ort ${port} on ${name} is in use`);
  expect(problem?.hint).toContain('OAuth consumer');
  expect(suggestion).toMatch(/^http:\/\/localhost:\d+$/);
  expect(await checkCallback(suggestion ?? '')).toMatchObject({ problem: null });
});

it('the suggestion keeps the path of the address', async () => {
  const port = await occupy('127.0.0.1');
  const { suggestion } = await checkCallback(`http://127.0.0.1:${port}/back/`);
  expect(suggestion).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/back\/$/);
  expect(suggestion).not.toContain(`:${port}/`);
});

it.each(['https://example.com/back', 'localhost', 'http://localhost:0'])('%s is refused', async (url) => {
  await expect(checkCallback(url)).rejects.toMatchObject({ sqlState: '22023' });
});
