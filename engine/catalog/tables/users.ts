import { defineTable } from '../define-table.ts';
import { userEmail } from '../user-email.ts';

export const users = defineTable({
  name: 'Users',
  scope: 'workspace',
  description: 'The members of the workspace.',
  endpoint: {
    path: '/workspaces/{workspace}/members',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  columns: [
    {
      name: 'UUID',
      type: 'VARCHAR',
      length: 38,
      nullable: false,
      description: 'The immutable identifier of the account, in braces.',
      path: 'user.uuid',
    },
    {
      name: 'DisplayName',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The name shown for the account. People may change it.',
      path: 'user.display_name',
    },
    {
      name: 'AccountId',
      type: 'VARCHAR',
      length: 128,
      nullable: true,
      description: 'The Atlassian account ID.',
      path: 'user.account_id',
    },
    {
      name: 'Nickname',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The nickname. It is neither unique nor lasting.',
      path: 'user.nickname',
    },
    {
      name: 'AccountType',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'What kind of account it is: user for people, app_user for programs and access tokens.',
      path: 'user.type',
    },
    userEmail,
  ],
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['account'],
});
