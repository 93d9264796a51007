import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import {
  type Answer,
  type ScriptedServer,
  scriptedServer,
  sendError,
  sendJson,
} from '../bitbucket/test-support/scripted-server.ts';
import { testClient } from '../bitbucket/test-support/test-client.ts';
import { SchemaDirectory, type SchemaDirectoryOptions } from './schema-directory.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Bench {
  readonly server: ScriptedServer;
  readonly client: BitbucketClient;
  readonly directory: SchemaDirectory;
  readonly clock: { now: number };
}

const listing: Answer = ({ path }, response) => {
  if (path === '/workspaces/acme/projects') {
    sendJson(response, {
      values: [{ key: 'WEB', name: 'Web', uuid: '{p1}' }],
      size: 1,
      page: 1,
      pagelen: 100,
    });
  } else if (path === '/repositories/acme') {
    const values = [
      { slug: 'shop', uuid: '{r1}', project: { key: 'WEB' } },
      { slug: 'node.js', uuid: '{r2}', project: null },
    ];
    sendJson(response, { values, size: 2, page: 1, pagelen: 100 });
  } else sendError(response, 404, 'No workspace');
};

async function bench(
  options: Partial<SchemaDirectoryOptions> = {},
  answer: Answer = listing,
): Promise<Bench> {
  const server = await scriptedServer(answer);
  const client = testClient(server.url);
  closers.push(
    () => client.close(),
    () => server.close(),
  );
  const clock = { now: 0 };
  const directory = new SchemaDirectory(
    client,
    { workspace: 'acme', cacheTtlMs: 1000, browsableSchemas: '', ...options },
    () => clock.now,
  );
  return { server, client, directory, clock };
}

const never = new AbortController().signal;

describe('resolving a schema', () => {
  it('costs no call for Information', async () => {
    const { server, directory } = await bench();
    expect((await directory.resolve('INFORMATION', never)).kind).toBe('information');
    expect(server.requests).toHaveLength(0);
  });

  it('heeds neither case nor dots', async () => {
    const { directory } = await bench();
    expect((await directory.resolve('Shop', never)).repository?.slug).toBe('shop');
    expect((await directory.resolve('NODE_JS', never)).repository?.slug).toBe('node.js');
    expect((await directory.resolve('web', never)).project?.key).toBe('WEB');
  });

  it('fails with 3F000 and names what is near', async () => {
    const { directory } = await bench();
    const error = await failureOf(directory.resolve('shopp', never));
    expect(error.sqlState).toBe('3F000');
    expect(error.hint).toBe('Did you mean shop?');
  });

  it('names the schema of a repository whose own name is reserved', async () => {
    const { directory } = await bench({}, (request, response) => {
      const values = request.path === '/repositories/acme' ? [{ slug: 'temp', uuid: '{r1}' }] : [];
      sendJson(response, { values, size: values.length, page: 1, pagelen: 100 });
    });
    const error = await failureOf(directory.resolve('TEMP', never));
    expect(error.hint).toBe('Did you mean temp_repo?');
  });

  it('knows without a call what the kept list says', async () => {
    const { server, directory } = await bench();
    expect(directory.known('information')?.kind).toBe('information');
    expect(directory.known('shop')).toBeNull();
    await directory.list(never);
    expect(directory.known('NODE_JS')?.repository?.slug).toBe('node.js');
    expect(server.requests).toHaveLength(2);
  });

  it('looks again for a name that the kept list does not have', async () => {
    const { server, directory } = await bench();
    await directory.list(never);
    await failureOf(directory.resolve('new-repository', never));
    expect(server.requests).toHaveLength(4);
  });

  it('looks again for a repository that the kept list does not have', async () => {
    let isThere = false;
    const { server, directory } = await bench({}, (request, response, ...rest) => {
      if (request.path !== '/repositories/acme') return listing(request, response, ...rest);
      const slugs = isThere ? ['shop', 'pier'] : ['shop'];
      const values = slugs.map((slug) => ({ slug, uuid: `{${slug}}`, project: null }));
      return sendJson(response, { values, size: values.length, page: 1, pagelen: 100 });
    });
    const names = async (...wanted: readonly string[]): Promise<readonly string[]> =>
      (await directory.repositories(never, new Set(wanted))).map(({ name }) => name);
    expect(directory.knownRepositories()).toBeNull();
    expect(await names('pier')).toEqual(['shop']);
    expect(server.requests).toHaveLength(2);
    isThere = true;
    expect(await names('shop')).toEqual(['shop']);
    expect(server.requests).toHaveLength(2);
    expect(await names('pier')).toEqual(['pier', 'shop']);
    expect(server.requests).toHaveLength(4);
    expect(directory.knownRepositories()).toHaveLength(2);
  });

  it('without a workspace says which property to set', async () => {
    const { server, directory } = await bench({ workspace: '' });
    const error = await failureOf(directory.resolve('shop', never));
    expect(error.sqlState).toBe('3F000');
    expect(error.hint).toContain('Workspace');
    expect(server.requests).toHaveLength(0);
  });

  it('of a workspace that is not there says so', async () => {
    const { directory } = await bench({ workspace: 'nowhere' });
    const error = await failureOf(directory.resolve('shop', never));
    expect(error.sqlState).toBe('3F000');
    expect(error.message).toContain('no workspace "nowhere"');
  });
});

describe('a list that is shorter than its announced size', () => {
  const short: Answer = ({ path }, response) =>
    path === '/repositories/acme'
      ? sendJson(response, { values: [{ slug: 'shop', uuid: '{r1}' }], size: 3, page: 1, pagelen: 100 })
      : sendJson(response, { values: [], size: 0, page: 1, pagelen: 100 });

  it('still names what it has', async () => {
    const { directory } = await bench({}, short);
    expect((await directory.resolve('shop', never)).repository?.slug).toBe('shop');
  });

  it('is refused as a list, and as proof that a schema is not there', async () => {
    const { directory } = await bench({}, short);
    for (const asked of [() => directory.list(never), () => directory.resolve('till', never)]) {
      const error = await failureOf(asked());
      expect(error.sqlState).toBe('58000');
      expect(error.message).toContain('announces 3 rows');
    }
  });
});

describe('a credential that may not read projects', () => {
  const values = [
    { slug: 'shop', uuid: '{r1}', project: { key: 'WEB', name: 'Web', uuid: '{p1}' } },
    { slug: 'till', uuid: '{r2}', project: { key: 'WEB', name: 'Web', uuid: '{p1}' } },
    { slug: 'loose', uuid: '{r3}', project: null },
  ];
  const refusing =
    (status: number): Answer =>
    ({ path }, response) =>
      path === '/repositories/acme'
        ? sendJson(response, { values, size: 3, page: 1, pagelen: 100 })
        : sendError(response, status, 'no');

  it.each([403, 404])('is shown those that its repositories name (%i)', async (status) => {
    const { server, directory } = await bench({}, refusing(status));
    expect((await directory.list(never)).map(({ name }) => name)).toEqual([
      'Information',
      'AllRepositories',
      'WEB',
      'loose',
      'shop',
      'till',
    ]);
    expect((await directory.resolve('web', never)).project).toEqual({
      key: 'WEB',
      name: 'Web',
      uuid: '{p1}',
    });
    expect(server.requests).toHaveLength(2);
  });

  it('is not mistaken for one that was refused altogether', async () => {
    const { directory } = await bench({}, refusing(401));
    expect((await failureOf(directory.list(never))).sqlState).toBe('28000');
  });
});

describe('listing schemas', () => {
  it('costs two walks, once for all who ask and until it is too old', async () => {
    const { server, directory, clock } = await bench();
    const [first, second] = await Promise.all([directory.list(never), directory.list(never)]);
    expect(first.map(({ name }) => name)).toEqual([
      'Information',
      'AllRepositories',
      'WEB',
      'node.js',
      'shop',
    ]);
    expect(second).toBe(first);
    clock.now = 999;
    await directory.list(never);
    expect(server.requests).toHaveLength(2);
    clock.now = 1000;
    await directory.list(never);
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    ['a repository', ' SHOP, Information', ['shop']],
    ['neither a repository nor a project', 'Information', 'all'],
  ])('rolls up only what BrowsableSchemas names: %s', async (_, browsableSchemas, wanted) => {
    const { directory: whole } = await bench();
    const all = (await whole.repositories(never)).map(({ repository }) => repository?.slug);
    const { directory } = await bench({ browsableSchemas });
    const found = (await directory.repositories(never)).map(({ repository }) => repository?.slug);
    expect(found).toEqual(wanted === 'all' ? all : wanted);
    expect(directory.knownRepositories()).toHaveLength(found.length);
  });

  it('shows only what BrowsableSchemas names', async () => {
    const { directory } = await bench({ browsableSchemas: ' SHOP, Information,other' });
    expect((await directory.list(never)).map(({ name }) => name)).toEqual(['Information', 'shop']);
    expect((await directory.resolve('WEB', never)).name).toBe('WEB');
  });

  it('has Information only without a workspace', async () => {
    const { server, directory } = await bench({ workspace: '' });
    expect((await directory.list(never)).map(({ name }) => name)).toEqual(['Information']);
    expect(server.requests).toHaveLength(0);
  });

  it('goes on for others when one who asked is cancelled', async () => {
    let send: (() => void) | undefined;
    const arrived = new Promise<void>((resolve) => {
      send = resolve;
    });
    let release: (() => void) | undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { directory } = await bench({}, async (request, response, count) => {
      send?.();
      await released;
      return listing(request, response, count);
    });
    const controller = new AbortController();
    const cancelled = failureOf(directory.list(controller.signal));
    const patient = directory.list(never);
    await arrived;
    controller.abort();
    expect((await cancelled).sqlState).toBe('57014');
    release?.();
    expect(await patient).toHaveLength(5);
  });

  it('stops its calls when nobody waits any more, and starts anew for the next', async () => {
    let silent = true;
    let arrive: (() => void) | undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { directory } = await bench({}, (request, response, count) => {
      arrive?.();
      return silent ? undefined : listing(request, response, count);
    });
    const controller = new AbortController();
    const cancelled = failureOf(directory.list(controller.signal));
    await arrived;
    silent = false;
    controller.abort();
    expect((await cancelled).sqlState).toBe('57014');
    expect(await directory.list(never)).toHaveLength(5);
  });

  it('does not keep a failure', async () => {
    let refused = true;
    const { directory } = await bench({}, (request, response, count) =>
      refused ? sendError(response, 403, 'no') : listing(request, response, count),
    );
    expect((await failureOf(directory.list(never))).sqlState).toBe('42501');
    refused = false;
    expect(await directory.list(never)).toHaveLength(5);
  });
});
