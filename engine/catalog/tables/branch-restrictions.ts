import { integerColumn, jsonColumn, named, required, textColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import type { ColumnFilter } from '../table.ts';

/** No `q` here: two parameters of their own, each of which takes one value. */
function parameter(field: string): ColumnFilter {
  return { field, via: 'parameter', operators: { '=': 'superset' } };
}

const path = '/repositories/{workspace}/{repository}/branch-restrictions';

export const branchRestrictions = defineTable({
  name: 'BranchRestrictions',
  scope: 'repository',
  description: 'What may not be done to branches of the repository, and what a merge needs.',
  endpoint: numberedPages(path),
  columns: [
    integerColumn('Id', 'id', 'The number of the rule.', required),
    wordColumn('Kind', 'kind', 'What the rule is about, such as push, force or require_approvals_to_merge.', {
      nullable: false,
      filter: parameter('kind'),
    }),
    wordColumn('BranchMatchKind', 'branch_match_kind', 'How branches are told: glob or branching_model.'),
    wordColumn('BranchType', 'branch_type', 'The kind of branch in the branching model, such as production.'),
    textColumn(
      'Pattern',
      'pattern',
      'The branches, by name or with *; empty where the branching model tells.',
      {
        ...named,
        filter: parameter('pattern'),
      },
    ),
    integerColumn('Value', 'value', 'How many the rule asks for, such as approvals; null for other rules.'),
    jsonColumn(
      'Users',
      'users',
      'The accounts that are exempt, as a JSON list of objects; written by uuid, and for push and restrict_merges only.',
    ),
    jsonColumn(
      'Groups',
      'groups',
      'The groups that are exempt, as a JSON list of objects; written by slug, and for push and restrict_merges only.',
    ),
  ],
  primaryKey: ['Id'],
  foreignKeys: [],
  scopes: ['repository:admin'],
  writes: {
    insert: {
      method: 'POST',
      path,
      scopes: ['repository:admin'],
      required: ['Kind', 'BranchMatchKind', 'Pattern'],
      optional: ['BranchType', 'Value', 'Users', 'Groups'],
    },
    update: {
      method: 'PUT',
      path: `${path}/{Id}`,
      scopes: ['repository:admin'],
      columns: ['Kind', 'BranchMatchKind', 'Pattern', 'BranchType', 'Value', 'Users', 'Groups'],
      // Required by the document of the API; what is left out beside them stays.
      again: [{ path: 'kind' }, { path: 'branch_match_kind' }, { path: 'pattern' }],
    },
    delete: { method: 'DELETE', path: `${path}/{Id}`, scopes: ['repository:admin'] },
  },
});
