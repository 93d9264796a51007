import { textColumn } from './column.ts';
import { toldWhenNamed } from './filters.ts';

/**
 * The e-mail address of a member, which administrators get for addresses that they name.
 *
 * Source: https://developer.atlassian.com/cloud/bitbucket/rest/api-group-workspaces/#api-workspaces-workspace-members-get
 */
export const userEmail = textColumn(
  'UserEmail',
  'user.email',
  'The e-mail address; null unless a filter on this column names it. For administrators of the workspace.',
  { length: 320, filter: toldWhenNamed('user.email', 90) },
);
