import { named, required, textColumn, timeColumn, uuidColumn, uuidParentColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';

export const sshKeys = defineTable({
  name: 'SshKeys',
  scope: 'workspace',
  description: 'The SSH keys of the account that is signed in, or of those that a filter on OwnerUUID names.',
  endpoint: numberedPages('/users/{OwnerUUID}/ssh-keys'),
  parent: { table: 'CurrentUser', columns: { OwnerUUID: 'UUID' } },
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the key, in braces.', required),
    uuidParentColumn(uuidColumn('OwnerUUID', 'owner.uuid', 'The UUID of the account whose key it is.')),
    textColumn('OwnerDisplayName', 'owner.display_name', 'The name of the account whose key it is.', named),
    textColumn('Key', 'key', 'The public key, as SSH writes it.'),
    textColumn('Label', 'label', 'The name of the key.', named),
    textColumn('Comment', 'comment', 'The comment at the end of the key.', named),
    textColumn('Fingerprint', 'fingerprint', 'The fingerprint of the key.', named),
    timeColumn('CreatedOn', 'created_on', 'When the key was added, in UTC.'),
    timeColumn('ExpiresOn', 'expires_on', 'When the key stops working, in UTC; null if never.'),
    timeColumn('LastUsed', 'last_used', 'When the key was last used, in UTC; null if it never was.'),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('OwnerUUID', 'Users')],
  scopes: ['account'],
  writes: {
    insert: {
      method: 'POST',
      path: '/users/{OwnerUUID}/ssh-keys',
      scopes: ['account:write'],
      required: ['OwnerUUID', 'Key'],
      optional: ['Label'],
    },
    update: {
      method: 'PUT',
      path: '/users/{OwnerUUID}/ssh-keys/{UUID}',
      scopes: ['account:write'],
      columns: ['Label'],
    },
    delete: {
      method: 'DELETE',
      path: '/users/{OwnerUUID}/ssh-keys/{UUID}',
      scopes: ['account:write'],
    },
  },
});
