import { afterEach, describe, expect, it } from 'vitest';
import { type ListBehaviour, type ListServer, listServer } from '../bitbucket/test-support/list-server.ts';
import { scriptedServer, sendError, sendJson } from '../bitbucket/test-support/scripted-server.ts';
import { testClient } from '../bitbucket/test-support/test-client.ts';
import { defineTable } from '../catalog/define-table.ts';
import { informationSchema } from '../catalog/schema-name.ts';
import type { TableDef } from '../catalog/table.ts';
import { ApiScanSource } from './api-scan-source.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';

const things = defineTable({
  name: 'Things',
  scope: 'workspace',
  description: 'Things.',
  columns: [
    { name: 'Id', type: 'BIGINT', nullable: false, description: 'The number.', path: 'id', sort: 'id' },
    { name: 'Rank', type: 'BIGINT', nullable: false, description: 'The rank.', path: 'rank', sort: 'rank' },
  ],
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: [],
  endpoint: { path: '/things', paging: 'pages', pageLength: 10, hasSize: true, partial: false },
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function sourceOn(url: string): ApiScanSource {
  const client = testClient(url);
  closers.push(() => client.close());
  return new ApiScanSource({
    client,
    options: { workspace: 'acme', pageSize: 0, includeDeleted: false, retiredTables: 'error' },
    schemas: { resolve: () => Promise.resolve(informationSchema), known: () => informationSchema },
    findTable: () => undefined,
  });
}

async function listing(behaviour: ListBehaviour): Promise<{ server: ListServer; source: ApiScanSource }> {
  const server = await listServer(behaviour);
  closers.push(() => server.close());
  return { server, source: sourceOn(server.url) };
}

/** Five of each rank, the lowest first. */
const ranked = Array.from({ length: 40 }, (_, index) => ({ id: index, rank: Math.floor(index / 5) }));

const lowest = (limit: number) =>
  requestFor('Information', things, { order: { column: 'Rank', descending: false }, limit });

describe('the first rows in an order', () => {
  it('end where the rank changes after the last wanted row', async () => {
    const { server, source } = await listing({ members: () => ranked });
    const { rows } = await readScan(source, lowest(7));
    expect(rows.map((row) => row['Id'])).toEqual(
      expect.arrayContaining([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(BigInt)),
    );
    expect(server.pagesAsked()).toEqual([1, 2]);
    expect(server.requests[0]?.query.get('sort')).toBe('rank');
  });

  it('are looked for in the whole list when the server does not sort', async () => {
    const { source } = await listing({ members: () => ranked.toReversed() });
    const { rows } = await readScan(source, lowest(3));
    expect(rows).toHaveLength(40);
  });

  it('are looked for in the whole list when only the first of those that do not sort are in order', async () => {
    const { source } = await listing({
      members: () => [...ranked.slice(16, 22), ...ranked.slice(0, 16), ...ranked.slice(22)],
    });
    const { rows } = await readScan(source, lowest(1));
    expect(rows).toHaveLength(40);
  });

  it('are looked for in the whole list when equal rows change places between pages', async () => {
    // On sorted pages but the first, the tenth row and the eleventh have changed places.
    const swapped = [...ranked.slice(0, 9), ranked[10], ranked[9], ...ranked.slice(11)];
    let sorted = false;
    const { source } = await listing({
      instead: (_, { query }) => {
        sorted = query.has('sort');
        return false;
      },
      members: (page) => (sorted && page > 1 ? swapped : ranked),
    });
    const { rows } = await readScan(source, lowest(9));
    expect(new Set(rows.map((row) => row['Id'])).size).toBe(40);
    expect(rows).toHaveLength(40);
  });
});

describe('a count', () => {
  it('is asked for with the least page length that is documented, where shorter ones are refused', async () => {
    const { server, source } = await listing({
      members: () => ranked,
      instead: (_, { query }, response) => {
        if (Number(query.get('pagelen') ?? 10) >= 10) return false;
        sendError(response, 400, 'Invalid pagelen');
        return true;
      },
    });
    const { count } = await readScan(source, requestFor('Information', things, { countOnly: true }));
    expect(count).toBe(40);
    expect(server.requests.map(({ query }) => query.get('pagelen'))).toEqual(['1', '10']);
  });
});

describe('an endpoint that gives one object', () => {
  const single: TableDef = {
    ...things,
    endpoint: { path: '/thing', paging: 'single', hasSize: false, partial: true },
  };

  it('is one row for one call', async () => {
    const server = await scriptedServer((_, response) => {
      sendJson(response, { id: 3, rank: 9 });
    });
    closers.push(() => server.close());
    const { rows } = await readScan(sourceOn(server.url), requestFor('Information', single));
    expect(rows).toEqual([{ Id: 3n, Rank: 9n }]);
    expect(server.requests.map(({ query }) => query.toString())).toEqual(['fields=id%2Crank']);
  });
});

describe('parents', () => {
  const child = defineTable({
    name: 'Parts',
    scope: 'workspace',
    description: 'Parts.',
    columns: [
      { name: 'Name', type: 'VARCHAR', nullable: false, description: 'The name.', path: 'name' },
      {
        name: 'ThingId',
        type: 'BIGINT',
        nullable: false,
        description: 'The thing.',
        path: 'thing.id',
        filter: { field: 'ThingId', via: 'path', operators: { '=': 'exact', in: 'exact' } },
      },
    ],
    primaryKey: ['ThingId', 'Name'],
    foreignKeys: [],
    scopes: [],
    endpoint: {
      path: '/things/{ThingId}/parts',
      paging: 'pages',
      pageLength: 10,
      hasSize: true,
      partial: false,
    },
    parent: { table: 'Things', columns: { ThingId: 'Id' } },
  });

  it('are read several at once, and the rows stay in their order', async () => {
    let most = 0;
    const waiting: (() => void)[] = [];
    const server = await scriptedServer(({ path }, response) => {
      const id = /\/things\/(\d+)\/parts/.exec(path)?.[1];
      if (id === undefined) {
        sendJson(response, { values: ranked.slice(0, 8), size: 8, page: 1, pagelen: 10 });
        return;
      }
      // Four at a time are held and answered backwards.
      waiting.unshift(() => {
        sendJson(response, { values: [{ name: `part of ${id}` }], size: 1, page: 1, pagelen: 10 });
      });
      most = Math.max(most, waiting.length);
      if (waiting.length === 4) for (const answer of waiting.splice(0)) answer();
    });
    closers.push(() => server.close());
    const client = testClient(server.url, { maxConcurrency: 4 });
    closers.push(() => client.close());
    const source = new ApiScanSource({
      client,
      options: { workspace: 'acme', pageSize: 0, includeDeleted: false, retiredTables: 'error' },
      schemas: { resolve: () => Promise.resolve(informationSchema), known: () => informationSchema },
      findTable: (name) => (name === 'Things' ? things : undefined),
    });
    const { rows } = await readScan(source, requestFor('Information', child));
    expect(most).toBe(4);
    expect(rows).toEqual(
      ranked.slice(0, 8).map(({ id }) => ({ Name: `part of ${id}`, ThingId: BigInt(id) })),
    );
  });
});
