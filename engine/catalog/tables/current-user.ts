import { booleanColumn, named, required, textColumn, timeColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** One object, not a collection. */
export const currentUser = defineTable({
  name: 'CurrentUser',
  scope: 'workspace',
  description: 'The account that is signed in: one row.',
  endpoint: { path: '/user', paging: 'single', hasSize: false, partial: true },
  columns: [
    uuidColumn('UUID', 'uuid', 'The immutable identifier of the account, in braces.', required),
    textColumn('DisplayName', 'display_name', 'The name shown for the account.', named),
    textColumn('AccountId', 'account_id', 'The Atlassian account ID.', { length: 128 }),
    textColumn('Nickname', 'nickname', 'The nickname. It is neither unique nor lasting.', named),
    textColumn('Username', 'username', 'The user name, which Bitbucket tells to its owner only.', named),
    wordColumn('AccountType', 'type', 'What kind of account it is: user, or app_user for an access token.'),
    wordColumn(
      'AccountStatus',
      'account_status',
      'Whether the account is in use; active is the only known value.',
    ),
    booleanColumn('IsStaff', 'is_staff', 'Whether the account belongs to Bitbucket itself.'),
    booleanColumn(
      'Has2faEnabled',
      'has_2fa_enabled',
      'Whether signing in takes two steps, where Bitbucket tells.',
    ),
    textColumn('Location', 'location', 'Where the person says to be; null for a private profile.', named),
    textColumn('Website', 'website', 'The web site of the person; null for a private profile.'),
    timeColumn('CreatedOn', 'created_on', 'When the account was made, in UTC.'),
    textColumn('WebURL', 'links.html.href', "The address of the account's page on Bitbucket."),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['account'],
});
