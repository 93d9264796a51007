import { accountColumns } from '../account-columns.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';

export const defaultReviewers = defineTable({
  name: 'DefaultReviewers',
  scope: 'repository',
  description:
    'Who is asked to review each new pull request of the repository. Those of its project are in ProjectDefaultReviewers.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/default-reviewers'),
  columns: accountColumns('that reviews'),
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['pullrequest'],
  writes: {
    insert: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/default-reviewers/{UserUUID}',
      scopes: ['repository:admin'],
      required: ['UserUUID'],
      optional: [],
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/default-reviewers/{UserUUID}',
      scopes: ['repository:admin'],
    },
  },
});
