import {
  jsonColumn,
  named,
  required,
  textColumn,
  timeColumn,
  uuidColumn,
  uuidParentColumn,
} from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';

export const gpgKeys = defineTable({
  name: 'GpgKeys',
  scope: 'workspace',
  description: 'The GPG keys of the account that is signed in, or of those that a filter on OwnerUUID names.',
  endpoint: numberedPages('/users/{OwnerUUID}/gpg-keys'),
  parent: { table: 'CurrentUser', columns: { OwnerUUID: 'UUID' } },
  columns: [
    textColumn('Fingerprint', 'fingerprint', 'The fingerprint of the key.', { ...named, ...required }),
    uuidParentColumn(uuidColumn('OwnerUUID', 'owner.uuid', 'The UUID of the account whose key it is.')),
    textColumn('OwnerDisplayName', 'owner.display_name', 'The name of the account whose key it is.', named),
    textColumn('KeyId', 'key_id', 'The short name of the key.', named),
    textColumn(
      'ParentFingerprint',
      'parent_fingerprint',
      'The key that this one is a subkey of; null for others.',
      named,
    ),
    textColumn('Name', 'name', 'The name of the key.', named),
    textColumn('Comment', 'comment', 'The comment in the key.', named),
    textColumn('Key', 'key', 'The public key in ASCII, where Bitbucket tells it.'),
    jsonColumn('Subkeys', 'subkeys', 'The subkeys, as a JSON list of objects.'),
    timeColumn('CreatedOn', 'created_on', 'When the key was made, in UTC.'),
    timeColumn('AddedOn', 'added_on', 'When the key was added to the account, in UTC.'),
    timeColumn('ExpiresOn', 'expires_on', 'When the key stops working, in UTC; null if never.'),
    timeColumn('LastUsed', 'last_used', 'When the key was last used, in UTC; null if it never was.'),
  ],
  primaryKey: ['Fingerprint'],
  foreignKeys: [foreignKey('OwnerUUID', 'Users')],
  scopes: ['account'],
  writes: {
    insert: {
      method: 'POST',
      path: '/users/{OwnerUUID}/gpg-keys',
      scopes: ['account:write'],
      required: ['OwnerUUID', 'Key'],
      optional: [],
    },
    delete: {
      method: 'DELETE',
      path: '/users/{OwnerUUID}/gpg-keys/{Fingerprint}',
      scopes: ['account:write'],
    },
  },
});
