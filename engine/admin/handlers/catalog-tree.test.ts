import { describe, expect, it } from 'vitest';
import { informationSchema, type SchemaInfo } from '../../catalog/schema-name.ts';
import { fakeSessions } from '../../wire/test-support/fake-session.ts';
import { catalogTree } from './catalog-tree.ts';

const context = { signal: new AbortController().signal, onPeerGone: () => undefined, tell: () => undefined };
const project = { key: 'WEB', name: 'Web', uuid: '{p}' };
const repository = { slug: 'web', uuid: '{r}', projectKey: 'WEB' };
const all: readonly SchemaInfo[] = [
  informationSchema,
  { name: 'WEB', kind: 'repository', project, repository, aliases: [] },
  { name: 'shop', kind: 'repository', repository: { ...repository, slug: 'shop' }, aliases: [] },
];

function bench(defaultSchema: string) {
  const sessions = fakeSessions(() => ({ columns: null, commandTag: '' }), {
    schemas: () => Promise.resolve(all),
  });
  const tree = catalogTree({ sessions, defaultSchema: () => Promise.resolve(defaultSchema) });
  const schemas = async (asked: boolean) =>
    (await tree['catalog.schemas']({ dsn: 'Harbour', all: asked }, context)).schemas;
  return { sessions, tree, schemas };
}

describe('schemas', () => {
  it('that are known without a call are the default one, Information and AllRepositories', async () => {
    const { schemas, sessions } = bench('shop');
    expect(await schemas(false)).toEqual([
      { name: 'shop', kind: 'unknown' },
      { name: 'Information', kind: 'information' },
      { name: 'AllRepositories', kind: 'roll-up' },
    ]);
    expect(sessions.counts.requests).toEqual([]);
    expect(await bench('information').schemas(false)).toHaveLength(2);
  });

  it('are all listed when they are asked for, by a session that is closed again', async () => {
    const { schemas, sessions } = bench('shop');
    expect(await schemas(true)).toEqual([
      { name: 'Information', kind: 'information' },
      { name: 'WEB', kind: 'both' },
      { name: 'shop', kind: 'repository' },
    ]);
    expect(sessions.counts.openSessions).toBe(0);
  });
});

describe('tables', () => {
  it('come with columns, types as SQL spells them, and keys', async () => {
    const { tables } = await bench('').tree['catalog.tables']({ kind: 'repository' }, context);
    const comments = tables.find(({ name }) => name === 'PullRequestComments');
    expect(comments?.primaryKey).toContain('Id');
    expect(comments?.foreignKeys.map(({ references }) => references.table)).toContain('PullRequests');
    const types = tables.flatMap(({ columns }) => columns.map(({ type }) => type));
    expect(types).toContain('TIMESTAMP');
    expect(types.some((type) => /^VARCHAR\(\d+\)$/.test(type))).toBe(true);
  });

  it('of all repositories are those of one, with the repository in front', async () => {
    const of = async (kind: 'repository' | 'roll-up') =>
      (await bench('').tree['catalog.tables']({ kind }, context)).tables;
    const [one, all] = [await of('repository'), await of('roll-up')];
    expect(all.map(({ name }) => name)).toEqual(one.map(({ name }) => name));
    for (const { columns, primaryKey } of all) {
      expect(columns.slice(0, 2).map(({ name }) => name)).toEqual(['RepositorySlug', 'ProjectKey']);
      expect(primaryKey[0]).toBe('RepositorySlug');
    }
  });

  it('of Information are those of the workspace and of the engine', async () => {
    const { tables } = await bench('').tree['catalog.tables']({ kind: 'information' }, context);
    const names = tables.map(({ name }) => name);
    expect(names).toContain('Repositories');
    expect(names).toContain('sys_tables');
    expect(names).not.toContain('PullRequests');
  });
});
