import { named, required, textColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';

const path = '/repositories/{workspace}/{repository}/pipelines_config/ssh/known_hosts';
const one = `${path}/{UUID}`;
const scopes = ['pipeline:variable'];
const columns = ['Hostname', 'PublicKeyType', 'PublicKey'];

export const pipelineKnownHosts = defineTable({
  name: 'PipelineKnownHosts',
  scope: 'repository',
  description: "Machines that the repository's pipelines may reach by SSH, with the keys that prove them.",
  endpoint: pipelinePages(path),
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the known host, in braces.', required),
    textColumn('Hostname', 'hostname', 'The name or address of the machine.', named),
    wordColumn('PublicKeyType', 'public_key.key_type', 'The kind of its key, such as ssh-ed25519.'),
    textColumn('PublicKey', 'public_key.key', 'Its public key, in Base64.'),
    textColumn('PublicKeyMD5Fingerprint', 'public_key.md5_fingerprint', "The key's MD5 fingerprint.", named),
    textColumn(
      'PublicKeySHA256Fingerprint',
      'public_key.sha256_fingerprint',
      "The key's SHA-256 fingerprint.",
      named,
    ),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
  writes: {
    insert: { method: 'POST', path, scopes, required: columns, optional: [] },
    update: {
      method: 'PUT',
      path: one,
      scopes,
      columns,
      again: [{ path: 'hostname' }, { path: 'public_key.key_type' }, { path: 'public_key.key' }],
    },
    delete: { method: 'DELETE', path: one, scopes },
  },
});
