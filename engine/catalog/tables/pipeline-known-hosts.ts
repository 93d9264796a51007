import { named, required, textColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';

export const pipelineKnownHosts = defineTable({
  name: 'PipelineKnownHosts',
  scope: 'repository',
  description: "Machines that the repository's pipelines may reach by SSH, with the keys that prove them.",
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/pipelines_config/ssh/known_hosts'),
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
});
