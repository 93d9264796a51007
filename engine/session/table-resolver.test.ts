import { describe, expect, it } from 'vitest';
import type { TableName } from '../plan/table-resolver.ts';
import { modelTables } from './table-resolver.ts';

async function found(name: Partial<TableName> & { table: string }, path: readonly string[] = []) {
  const reference = await modelTables.resolve({ catalog: null, schema: null, ...name }, path);
  return reference === undefined ? undefined : `${reference.schema}.${reference.table.name}`;
}

describe('a table without a schema', () => {
  it.each([
    ['workspace', 'repositories', 'Information.Repositories'],
    ['system', 'SYS_TABLES', 'Information.sys_tables'],
    ['repository', 'branches', 'pier.Branches'],
  ])('of the scope %s is looked up along the search path', async (_scope, table, expected) => {
    expect(await found({ table }, ['pier', 'quay', 'information'])).toBe(expected);
    expect(await found({ table }, ['information', 'pier', 'quay'])).toBe(expected);
  });

  it('says 42P01 and how to name a schema when the search path has none for it', async () => {
    await expect(found({ table: 'Branches' }, ['Information'])).rejects.toMatchObject({
      sqlState: '42P01',
      message: expect.stringContaining('Branches needs a schema'),
      hint: expect.stringContaining('"name-of-the-repository".Branches'),
    });
  });
});

describe('a table with a schema', () => {
  it('stands in that one, whatever the search path says', async () => {
    expect(await found({ schema: 'quay', table: 'Commits' }, ['pier'])).toBe('quay.Commits');
  });

  it('keeps to the model spelling of Information', async () => {
    expect(await found({ schema: 'INFORMATION', table: 'Projects' })).toBe('Information.Projects');
  });

  it('has the repository in front in AllRepositories, which holds the tables of repositories only', async () => {
    expect(await found({ schema: 'allrepositories', table: 'commits' })).toBe('AllRepositories.Commits');
    const reference = await modelTables.resolve({ catalog: null, schema: null, table: 'Commits' }, [
      'AllRepositories',
      'Information',
    ]);
    expect(reference?.table.columns[0]?.name).toBe('RepositorySlug');
    expect(await found({ schema: 'AllRepositories', table: 'Repositories' })).toBeUndefined();
    expect(await found({ table: 'Repositories' }, ['AllRepositories', 'Information'])).toBe(
      'Information.Repositories',
    );
  });

  it('is unknown where a schema of that kind cannot hold it', async () => {
    expect(await found({ schema: 'Information', table: 'Branches' })).toBeUndefined();
    expect(await found({ schema: 'pier', table: 'Repositories' })).toBeUndefined();
  });

  it('may name the catalog Bitbucket and no other', async () => {
    const table = { schema: 'pier', table: 'Branches' };
    expect(await found({ ...table, catalog: 'BITBUCKET' })).toBe('pier.Branches');
    expect(await found({ ...table, catalog: 'memory' })).toBeUndefined();
  });
});

describe('the names', () => {
  it('are those of all tables, and any other is unknown', async () => {
    expect(modelTables.tableNames).toEqual(expect.arrayContaining(['Branches', 'sys_tables']));
    for (const table of modelTables.tableNames)
      expect(await found({ table }, ['Information', 'pier'])).toBeDefined();
    expect(await found({ table: 'Branch' }, ['pier'])).toBeUndefined();
  });
});
