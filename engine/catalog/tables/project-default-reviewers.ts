import { wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permittedUserColumns } from '../permission-columns.ts';

export const projectDefaultReviewers = defineTable({
  name: 'ProjectDefaultReviewers',
  scope: 'project',
  description: "Who is asked to review each new pull request of the project's repositories.",
  endpoint: numberedPages('/workspaces/{workspace}/projects/{project}/default-reviewers'),
  columns: [
    ...permittedUserColumns(),
    wordColumn('ReviewerType', 'reviewer_type', 'Where the reviewer was named; project here.'),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['project:admin'],
  writes: {
    insert: {
      method: 'PUT',
      path: '/workspaces/{workspace}/projects/{project}/default-reviewers/{UserUUID}',
      scopes: ['project:admin'],
      required: ['UserUUID'],
      optional: [],
      answers: 'user',
    },
    delete: {
      method: 'DELETE',
      path: '/workspaces/{workspace}/projects/{project}/default-reviewers/{UserUUID}',
      scopes: ['project:admin'],
    },
  },
});
