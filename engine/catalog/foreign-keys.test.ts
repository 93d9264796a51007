/** Which foreign keys a table has to declare: clients build their relations from them. */
import { describe, expect, it } from 'vitest';
import { apiTables, findTable } from './tables.ts';
import type { TableDef } from './table.ts';

type Reference = readonly [table: string, column: string];

/** By the end of a column's name. */
const byName: readonly (readonly [end: RegExp, Reference])[] = [
  [/PullRequestId$/, ['PullRequests', 'Id']],
  [/RepositoryUUID$/, ['Repositories', 'UUID']],
  [/WorkspaceUUID$/, ['Workspaces', 'UUID']],
  [/PipelineUUID$/, ['Pipelines', 'UUID']],
  [/EnvironmentUUID$/, ['Environments', 'UUID']],
  [/ProjectKey$/, ['Projects', 'Key']],
  [/IssueId$/, ['Issues', 'Id']],
  [/SnippetId$/, ['Snippets', 'Id']],
  [/CommitHash$/, ['Commits', 'Hash']],
];

const short = 'Bitbucket sends the first digits only';
const elsewhere = 'the commit may be one of a fork';

/** Columns that are called so and refer to nothing. */
const exceptions: Readonly<Record<string, string>> = {
  'PullRequests.SourceCommitHash': short,
  'PullRequests.DestinationCommitHash': short,
  'PullRequests.MergeCommitHash': short,
  'WorkspacePullRequestsByUser.SourceCommitHash': short,
  'WorkspacePullRequestsByUser.DestinationCommitHash': short,
  'WorkspacePullRequestsByUser.MergeCommitHash': short,
  'PullRequestActivity.UpdateSourceCommitHash': short,
  'PullRequestActivity.UpdateDestinationCommitHash': short,
  'PullRequestStatuses.CommitHash': elsewhere,
  'Pipelines.TargetDestinationCommitHash': short,
  'Snippets.OwnerUUID': 'the owner may be a workspace',
};

function referenceOf(table: TableDef, name: string): Reference | null {
  if (`${table.name}.${name}` in exceptions) return null;
  const account = name.endsWith('UUID') ? `${name.slice(0, -'UUID'.length)}AccountId` : '';
  // Only people have an account of Atlassian.
  if (name !== 'UUID' && table.columns.some((column) => column.name === account)) return ['Users', 'UUID'];
  return byName.find(([end]) => end.test(name))?.[1] ?? null;
}

const isDeclared = ({ foreignKeys }: TableDef, column: string, [table, referenced]: Reference): boolean =>
  foreignKeys.some(
    ({ columns, references }) =>
      references.table === table &&
      references.columns[columns.indexOf(column)] === referenced &&
      columns.length === references.columns.length,
  );

describe('foreign keys', () => {
  it.each(apiTables)('$name declares those that its columns are named for', (table) => {
    const missing = table.columns.flatMap(({ name }) => {
      const reference = referenceOf(table, name);
      return reference === null || isDeclared(table, name, reference) ? [] : [[name, ...reference]];
    });
    expect(missing).toEqual([]);
  });

  /** What leads to the parent is not always a key of it. */
  const otherParents: Readonly<Record<string, string>> = {
    FileHistory: 'a file is known by its folder, too',
    PipelineTestCases: 'a step is known by its own UUID',
    PipelineTestReports: 'a step is known by its own UUID',
    WorkspacePullRequestsByUser: 'who has left the workspace may be named, too',
    DiffStat: 'Spec may be two commits',
    SshKeys: 'the parent is the user that asks, and the key leads to Users',
    GpgKeys: 'the parent is the user that asks, and the key leads to Users',
  };

  it.each(apiTables.filter(({ parent }) => parent !== undefined))(
    '$name declares the one to its parent',
    (table) => {
      const { parent } = table;
      if (parent === undefined || table.name in otherParents) return;
      const own = Object.keys(parent.columns);
      const key = table.foreignKeys.find(({ references }) => references.table === parent.table);
      expect(key?.columns.toSorted()).toEqual(own.toSorted());
      expect(key?.references.columns).toEqual(findTable(parent.table)?.primaryKey);
    },
  );

  it('are excepted for columns and tables that are there', () => {
    for (const name of Object.keys(exceptions)) {
      const [table = '', column] = name.split('.');
      expect(findTable(table)?.columns.map((each) => each.name)).toContain(column);
    }
    for (const name of Object.keys(otherParents)) expect(findTable(name)?.parent).toBeDefined();
  });

  it('are declared once', () => {
    for (const { name, foreignKeys } of apiTables) {
      const all = foreignKeys.map(({ columns }) => columns.join());
      expect([name, new Set(all).size]).toEqual([name, all.length]);
    }
  });
});
