import { describe, expect, it } from 'vitest';
import { baseOf, rolledUp } from './roll-up.ts';
import { rollUpSchema, schemaNames } from './schema-name.ts';
import type { TableDef } from './table.ts';
import { allTables, apiTables } from './tables.ts';
import { tablesOfSchema } from './tables-of-schema.ts';

const tables = tablesOfSchema(rollUpSchema, allTables);
const named = (name: string): TableDef => {
  const table = tables.find((each) => each.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}`);
  return table;
};

describe('the schema of all repositories', () => {
  it('holds every table of a repository, and no other', () => {
    const names = apiTables.filter(({ scope }) => scope === 'repository').map(({ name }) => name);
    expect(tables.map(({ name }) => name)).toEqual(names);
  });

  it('comes right after Information and cannot be taken', () => {
    const schemas = schemaNames([], [{ slug: 'allrepositories', uuid: '{r}', projectKey: null }]);
    expect(schemas.map(({ name }) => name)).toEqual([
      'Information',
      'AllRepositories',
      'allrepositories_repo',
    ]);
  });
});

describe('a table over all repositories', () => {
  it.each(tables)('$name has the repository in front of its columns and in its key', (table) => {
    const base = baseOf(table);
    expect(table.columns.map(({ name }) => name)).toEqual([
      'RepositorySlug',
      'ProjectKey',
      ...(base?.columns.map(({ name }) => name) ?? []),
    ]);
    expect(new Set(table.columns.map(({ name }) => name.toLowerCase())).size).toBe(table.columns.length);
    expect(table.primaryKey).toEqual(['RepositorySlug', ...(base?.primaryKey ?? [])]);
  });

  it('refers to tables of the same repository by its slug, and to all others as before', () => {
    const keys = named('PullRequestComments').foreignKeys;
    expect(keys).toContainEqual({
      columns: ['RepositorySlug', 'PullRequestId'],
      references: { table: 'PullRequests', columns: ['RepositorySlug', 'Id'] },
    });
    expect(keys).toContainEqual({
      columns: ['UserUUID'],
      references: { table: 'Users', columns: ['UUID'] },
    });
    for (const table of tables) {
      for (const { references } of table.foreignKeys) {
        const target = [...tables, ...allTables].find(({ name }) => name === references.table);
        expect([table.name, references.columns]).toEqual([table.name, target?.primaryKey]);
      }
    }
  });

  it('has the parents of its own repository', () => {
    expect(named('PullRequestComments').parent).toEqual({
      table: 'PullRequests',
      columns: { RepositorySlug: 'RepositorySlug', PullRequestId: 'Id' },
    });
  });

  it('is made once, and is not what it was made from', () => {
    for (const table of apiTables.filter(({ scope }) => scope === 'repository')) {
      expect(rolledUp(table, allTables)).toBe(named(table.name));
      expect(baseOf(table)).toBeUndefined();
    }
  });
});
