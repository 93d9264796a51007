import { defineTable } from '../define-table.ts';
import { diffStatColumns } from '../diff-stat-columns.ts';

export const diffStat = defineTable({
  name: 'DiffStat',
  scope: 'repository',
  description:
    "The files that a commit changes, or that differ between two: WHERE Spec = 'develop..main' tells what develop has changed. There are rows for each commit, which are read with a call for each where nothing names a Spec, and for any other comparison that a statement names by = or IN.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/diffstat/{Spec}',
    paging: 'pages',
    // No length is asked for: the endpoint\'s own is 500.
    hasSize: true,
    partial: true,
  },
  parent: { table: 'Commits', columns: { Spec: 'Hash' } },
  columns: [
    {
      name: 'Spec',
      type: 'VARCHAR',
      nullable: false,
      description:
        'What is compared, as it was asked for: the hash of a commit, which is compared with its parent, or two hashes or branches with .. between them, the newer one first. Comparisons other than = and IN look among the hashes of commits alone.',
      path: '{Spec}',
      // Whatever Bitbucket takes is a value: rows are made for the asking.
      filter: { field: 'Spec', via: 'path', operators: { '=': 'superset', in: 'superset' } },
    },
    ...diffStatColumns(),
  ],
  primaryKey: ['Spec', 'Path', 'Status'],
  // A spec may be more than the hash of a commit.
  foreignKeys: [],
  scopes: ['repository'],
});
