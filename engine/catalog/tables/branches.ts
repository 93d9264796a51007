import { defineTable } from '../define-table.ts';
import { searched } from '../filters.ts';
import { targetCommitColumns } from '../target-commit-columns.ts';

/** `sort=name` puts v9 before v10, which is not SQL's order: no sort is declared. */
export const branches = defineTable({
  name: 'Branches',
  scope: 'repository',
  description: 'The branches of the repository, each with the commit at its head.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/refs/branches',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  columns: [
    {
      name: 'Name',
      type: 'VARCHAR',
      length: 255,
      nullable: false,
      description: 'The name of the branch, without refs/heads/.',
      path: 'name',
      filter: searched('name'),
    },
    {
      name: 'DefaultMergeStrategy',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'How pull requests into this branch are merged unless somebody chooses otherwise.',
      path: 'default_merge_strategy',
    },
    {
      name: 'MergeStrategies',
      type: 'JSON',
      nullable: true,
      description: 'The ways in which pull requests into this branch may be merged, as a JSON list.',
      path: 'merge_strategies',
    },
    ...targetCommitColumns('branch'),
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: "The address of the branch's page on Bitbucket.",
      path: 'links.html.href',
    },
  ],
  primaryKey: ['Name'],
  foreignKeys: [
    { columns: ['TargetCommitHash'], references: { table: 'Commits', columns: ['Hash'] } },
    { columns: ['TargetAuthorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['TargetRepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/refs/branches',
      scopes: ['repository:write'],
      required: ['Name', 'TargetCommitHash'],
      optional: [],
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/refs/branches/{Name}',
      scopes: ['repository:write'],
    },
  },
});
