import { booleanColumn, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';

export const userEmails = defineTable({
  name: 'UserEmails',
  scope: 'workspace',
  description: 'The e-mail addresses of the person who is signed in.',
  endpoint: numberedPages('/user/emails'),
  columns: [
    textColumn('Email', 'email', 'The address.', { length: 320, nullable: false }),
    booleanColumn('IsPrimary', 'is_primary', 'Whether Bitbucket writes to this one.'),
    booleanColumn('IsConfirmed', 'is_confirmed', 'Whether the person has shown that it is theirs.'),
  ],
  primaryKey: ['Email'],
  foreignKeys: [],
  scopes: ['email'],
});
