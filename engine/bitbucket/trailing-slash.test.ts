import { afterEach, describe, expect, it } from 'vitest';
import { clientBench, failureOf, never } from './test-support/client-bench.ts';
import { type Answer, sendError, sendJson } from './test-support/scripted-server.ts';

const { serve, connect, close } = clientBench();
afterEach(close);

/** A server that has only the one spelling, and no pipelines in `shed`. */
const answering =
  (slash: '/' | ''): Answer =>
  ({ path }, response) => {
    if (path.endsWith(`/pier/pipelines${slash}`)) sendJson(response, { values: [] });
    else sendError(response, 404, 'Resource not found');
  };

const paths = (server: { requests: readonly { path: string }[] }): string[] =>
  server.requests.map(({ path }) => path);

describe('an address that ends in a slash', () => {
  it('is asked for without it where the server has it so, and from then on', async () => {
    const server = await serve(answering(''));
    const client = connect(server.url);
    await client.get('/q/pier/pipelines/?page=1', { signal: never });
    await client.get('/q/pier/pipelines/?page=2', { signal: never });
    await client.write('POST', '/q/pier/pipelines/', {}, { signal: never });
    expect(paths(server)).toEqual([
      '/q/pier/pipelines/',
      '/q/pier/pipelines',
      '/q/pier/pipelines',
      '/q/pier/pipelines',
    ]);
    expect(server.requests.map(({ query }) => query.get('page'))).toEqual(['1', '1', '2', null]);
  });

  it('is the only one that is asked for once it was answered', async () => {
    const server = await serve(answering('/'));
    const client = connect(server.url);
    const early = await failureOf(client.get('/q/shed/pipelines/', { signal: never }));
    expect(early.message).toContain('nothing at /q/shed/pipelines/,');
    await client.get('/q/pier/pipelines/', { signal: never });
    await failureOf(client.get('/q/shed/pipelines/', { signal: never }));
    expect(paths(server)).toEqual([
      '/q/shed/pipelines/',
      '/q/shed/pipelines',
      '/q/pier/pipelines/',
      '/q/shed/pipelines/',
    ]);
  });

  it('is looked for in the other spelling a few times only where there is none of either', async () => {
    const server = await serve(answering('/'));
    const client = connect(server.url);
    for (let time = 0; time < 8; time += 1)
      await failureOf(client.get('/q/shed/pipelines/', { signal: never }));
    expect(paths(server).filter((path) => !path.endsWith('/'))).toHaveLength(5);
  });

  it('keeps it where it stands for the root of a tree', async () => {
    const server = await serve(answering(''));
    await failureOf(connect(server.url).get('/q/pier/src/HEAD/', { signal: never }));
    expect(paths(server)).toEqual(['/q/pier/src/HEAD/']);
  });
});
