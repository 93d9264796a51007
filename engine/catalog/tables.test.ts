import { describe, expect, it } from 'vitest';
import { allTables, apiTables, findTable } from './tables.ts';
import type { ColumnDef, TableDef } from './table.ts';

function column(table: TableDef, name: string): ColumnDef {
  const found = table.columns.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`${table.name} has no column ${name}`);
  return found;
}

const placeholders = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\*?\}/g)].map((match) => match[1] ?? '');

describe('every table', () => {
  it.each(allTables)('$name has described, uniquely named columns', (table) => {
    expect(table.description).toMatch(/\.$/);
    for (const { description, path } of table.columns) {
      expect(description).toMatch(/\.$/);
      expect(path).not.toBe('');
    }
    const names = table.columns.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(allTables)('$name has a primary key of columns that are never null', (table) => {
    expect(table.primaryKey).not.toHaveLength(0);
    for (const name of table.primaryKey) expect(column(table, name).nullable).toBe(false);
  });

  it.each(allTables)('$name gives a length to VARCHAR only', (table) => {
    for (const { type, length } of table.columns) {
      if (length !== undefined) expect(type).toBe('VARCHAR');
    }
  });

  it.each(allTables)('$name cannot be changed by whoever reads it', (table) => {
    expect(Object.isFrozen(table)).toBe(true);
    expect(Object.isFrozen(table.columns[0])).toBe(true);
  });

  it('has a name of its own, found without regard to case', () => {
    expect(new Set(allTables.map(({ name }) => name.toLowerCase())).size).toBe(allTables.length);
    expect(findTable('PULLREQUESTS')?.name).toBe('PullRequests');
    expect(findTable('sys_Tables')?.name).toBe('sys_tables');
    expect(findTable('Nothing')).toBeUndefined();
  });
});

describe('foreign keys', () => {
  const keys = allTables.flatMap((table) => table.foreignKeys.map((key) => ({ table, key })));

  it.each(keys)("of $table.name lead to $key.references.table's primary key", ({ table, key }) => {
    const target = findTable(key.references.table);
    expect(target?.primaryKey).toEqual(key.references.columns);
    key.columns.forEach((name, index) => {
      const referenced = key.references.columns[index] ?? '';
      expect(column(table, name).type).toBe(target && column(target, referenced).type);
    });
  });
});

describe('what is sent to Bitbucket', () => {
  const filtered = apiTables.flatMap((table) =>
    table.columns.flatMap(({ name, nullable, type, filter }) =>
      filter === undefined ? [] : [{ table, name, nullable, type, filter }],
    ),
  );

  it.each(apiTables)('$name has an endpoint in its own scope', (table) => {
    const path = table.endpoint?.path ?? '';
    expect(path).toMatch(/^\//);
    expect(path.includes('{repository}')).toBe(table.scope === 'repository');
    expect(path.includes('{project}')).toBe(table.scope === 'project');
  });

  it.each(apiTables)('$name has a path filter for every parent in its path, and no other', (table) => {
    const parents = placeholders(table.endpoint?.path ?? '').filter(
      (name) => !['workspace', 'project', 'repository'].includes(name),
    );
    const byPath = table.columns.filter(({ filter }) => filter?.via === 'path');
    expect(byPath.map(({ name }) => name)).toEqual(parents);
    // What no parent tells is one of a few known values, or has one where none is named.
    const told = byPath
      .filter(({ filter }) => filter?.values === undefined)
      .filter(({ filter }) => table.parent !== undefined || filter?.unnamed === undefined)
      .map(({ name }) => name);
    expect(Object.keys(table.parent?.columns ?? {})).toEqual(told);
  });

  it('links a child to columns that its parent has', () => {
    for (const { parent } of apiTables) {
      if (parent === undefined) continue;
      const table = findTable(parent.table);
      for (const name of Object.values(parent.columns)) expect(table && column(table, name)).toBeDefined();
    }
  });

  const statusFields = ['key', 'name', 'state', 'refname', 'created_on', 'updated_on'];

  /** Documented, or known to be used by clients; an unknown field may be ignored without a word. */
  const known: Readonly<Record<string, readonly string[]>> = {
    Workspaces: ['administrator'],
    Projects: [],
    Repositories:
      'name full_name uuid description language is_private project.key project.uuid created_on updated_on'.split(
        ' ',
      ),
    Users: ['user.email'],
    WorkspaceMembers: ['user.email'],
    Branches: ['name', 'target.hash'],
    Tags: ['name', 'target.hash'],
    Commits: [],
    PullRequests:
      'id title description state author.uuid source.branch.name destination.branch.name created_on updated_on'.split(
        ' ',
      ),
    PullRequestReviewers: ['id', 'state', 'created_on', 'updated_on', 'reviewers.uuid'],
    PullRequestParticipants: ['id', 'state', 'created_on', 'updated_on'],
    PullRequestTasks: ['state', 'created_on', 'updated_on'],
    PullRequestStatuses: statusFields,
    CommitStatuses: statusFields,
    CommitComments: ['created_on', 'updated_on', 'user.uuid', 'deleted'],
    PullRequestComments: ['created_on', 'updated_on', 'user.uuid', 'deleted'],
    Pipelines:
      'creator.uuid target.ref_type target.ref_name target.commit.hash target.selector.type target.selector.pattern'.split(
        ' ',
      ),
    BranchRestrictions: ['kind', 'pattern'],
    Forks:
      'name full_name uuid description language is_private project.key project.uuid created_on updated_on'.split(
        ' ',
      ),
    WorkspacePermissions: ['permission'],
    Files: ['path', 'type', 'size'],
    FileHistory: ['commit.date'],
    WorkspacePullRequestsByUser: ['state'],
    CurrentUserRepositoryPermissions: ['repository.uuid', 'repository.name', 'permission'],
    RepositoryPermissions: ['user.uuid', 'repository.uuid', 'repository.name', 'permission'],
    Issues: 'id title state kind priority assignee created_on updated_on'.split(' '),
  };

  it.each(apiTables)('$name filters by fields that its endpoint is known to take', (table) => {
    const fields = filtered
      .filter(({ table: { name }, filter }) => name === table.name && filter.via !== 'path')
      .map(({ filter }) => filter.field);
    expect(known[table.name] ?? []).toEqual(expect.arrayContaining(fields));
  });

  it('asks for no partial response of pipelines, which Bitbucket does not keep to', () => {
    expect(findTable('Pipelines')?.endpoint?.partial).toBe(false);
  });

  it('is never <> or an order of texts, nor <> of what may be null', () => {
    for (const { type, nullable, filter } of filtered) {
      const operators = Object.keys(filter.operators);
      if (type === 'VARCHAR') {
        for (const operator of ['<>', '<', '<=', '>', '>=']) expect(operators).not.toContain(operator);
      }
      if (nullable) expect(operators).not.toContain('<>');
    }
  });

  it('is exact for texts only where the values are known beforehand', () => {
    for (const { type, filter } of filtered) {
      const { via, values, form } = filter;
      if (type !== 'VARCHAR' || values !== undefined || via === 'path' || form !== undefined) continue;
      expect(new Set(Object.values(filter.operators))).toEqual(new Set(['superset']));
    }
  });

  it('sorts by identifiers and timestamps that are never null', () => {
    for (const table of apiTables) {
      for (const { sort, nullable } of table.columns) {
        if (sort === undefined) continue;
        expect(nullable).toBe(false);
        expect(['id', 'created_on', 'updated_on']).toContain(sort);
      }
    }
  });

  it('asks for pull requests of every state, and lets a filter narrow them', () => {
    const table = findTable('PullRequests');
    expect(table?.endpoint?.parameters).toEqual({ state: ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'] });
    const state = table && column(table, 'State').filter;
    expect(state?.field).toBe('state');
    expect(state?.values).toEqual(table?.endpoint?.parameters?.['state']);
  });
});

it('what compares numbers of parents is offered to the scan, which asks fewer of them', () => {
  const links = apiTables.flatMap(({ parent, columns }) =>
    columns.filter(({ name, type }) => type === 'BIGINT' && parent?.columns[name] !== undefined),
  );
  expect(links.map(({ name }) => name)).toContain('PullRequestId');
  for (const { filter } of links) {
    expect(Object.keys(filter?.operators ?? {})).toEqual(
      expect.arrayContaining(['=', 'in', '<', '<=', '>', '>=']),
    );
  }
});

it('a parent is asked for by the UUID that its rows have, and by no other spelling that the address may take', () => {
  const links = apiTables.flatMap(({ columns }) =>
    columns.filter(
      ({ name, path, filter }) => name.endsWith('UUID') && filter?.via === 'path' && path[0] !== '{',
    ),
  );
  expect(links.map(({ name }) => name)).toContain('OwnerUUID');
  for (const { filter } of links) expect(filter?.form).toBe('uuid');
});
