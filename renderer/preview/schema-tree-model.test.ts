import { describe, expect, it } from 'vitest';
import type { TreeTable } from '../../engine/admin/contract.ts';
import { catalogId, findNode, openIds, treeOf, type TreeNode } from './schema-tree-model.ts';
import { quotedName, selectStatement } from './sql-name.ts';

const column = (name: string) => ({ name, type: 'BIGINT', nullable: false, description: '' });
const pullRequests: TreeTable = {
  name: 'PullRequests',
  description: '',
  columns: [column('Id'), column('AuthorUUID')],
  primaryKey: ['Id'],
  foreignKeys: [{ columns: ['AuthorUUID'], references: { table: 'Users', columns: ['UUID'] } }],
};
const branches: TreeTable = { ...pullRequests, name: 'Branches', columns: [column('Name')], foreignKeys: [] };
const state = {
  catalog: 'Bitbucket',
  schemas: [
    { name: 'harbor-app', kind: 'repository' },
    { name: 'API', kind: 'project' },
  ],
  tables: { repository: [branches, pullRequests], project: [] },
} as const;

const names = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ name, children }) => (children.length === 0 ? name : [name, ...names(children)]));
const table = '/harbor-app/PullRequests';

describe('the schema tree', () => {
  it('makes nodes only for what is open', () => {
    expect(names(treeOf(state, new Set([catalogId]), ''))).toEqual([['Bitbucket', 'harbor-app', 'API']]);
    const open = new Set([catalogId, '/harbor-app', table]);
    expect(names(treeOf(state, open, ''))).toEqual([
      ['Bitbucket', ['harbor-app', 'Branches', ['PullRequests', 'Id', 'AuthorUUID']], 'API'],
    ]);
  });

  it('shows what a filter finds, open, with what it stands in', () => {
    const found = treeOf(state, new Set(), 'author');
    expect(names(found)).toEqual([['Bitbucket', ['harbor-app', ['PullRequests', 'AuthorUUID']]]]);
    expect(openIds(found)).toEqual([catalogId, '/harbor-app', table]);
    expect(names(treeOf(state, new Set(), 'harbor'))).toEqual([['Bitbucket', 'harbor-app']]);
  });

  it('knows keys, and the name that a statement needs', () => {
    const nodes = treeOf(state, new Set([catalogId, '/harbor-app', table]), '');
    expect(findNode(nodes, table)).toMatchObject({ insert: '"harbor-app".PullRequests' });
    expect(findNode(nodes, '/harbor-app/PullRequests/Id')).toMatchObject({
      isKey: true,
      refersTo: null,
    });
    expect(findNode(nodes, '/harbor-app/PullRequests/AuthorUUID')).toMatchObject({
      isKey: false,
      refersTo: 'Users.UUID',
    });
  });
});

describe('a name', () => {
  it('is quoted where it would be read as something else', () => {
    expect(['Id', 'harbor-app', 'order', 'a"b', '1st'].map(quotedName)).toEqual([
      'Id',
      '"harbor-app"',
      '"order"',
      '"a""b"',
      '"1st"',
    ]);
  });

  it('leads a SELECT of all columns, in lines that can be read', () => {
    expect(selectStatement('shop', pullRequests)).toBe('SELECT Id, AuthorUUID\nFROM shop.PullRequests');
    const wide = {
      ...pullRequests,
      columns: Array.from({ length: 40 }, (_, index) => column(`Column${index}`)),
    };
    const lines = selectStatement('shop', wide).split('\n');
    expect(lines.every((line) => line.length <= 90)).toBe(true);
    expect(lines.length).toBeGreaterThan(4);
  });
});
