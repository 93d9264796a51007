import { wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permittedUserColumns } from '../permission-columns.ts';

export const effectiveDefaultReviewers = defineTable({
  name: 'EffectiveDefaultReviewers',
  scope: 'repository',
  description:
    'Who is asked to review each new pull request in the end: the default reviewers of the repository and of its project.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/effective-default-reviewers'),
  columns: [
    ...permittedUserColumns(),
    wordColumn('ReviewerType', 'reviewer_type', 'Where the reviewer was named: repository or project.'),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['pullrequest'],
  notWritten: 'it follows DefaultReviewers and ProjectDefaultReviewers, which are written there',
});
