import {
  booleanColumn,
  jsonColumn,
  required,
  textColumn,
  timeColumn,
  uuidColumn,
  wordColumn,
} from './column.ts';
import type { ColumnDef, WriteRules } from './table.ts';

/** Of webhooks of a repository or of a workspace. */
export const webhookColumns: readonly ColumnDef[] = [
  uuidColumn('UUID', 'uuid', 'The identifier of the webhook, in braces.', required),
  textColumn('URL', 'url', 'The address that Bitbucket calls.'),
  textColumn('Description', 'description', 'What the webhook is for.', { length: 255 }),
  wordColumn('SubjectType', 'subject_type', 'What the webhook watches: repository or workspace.'),
  uuidColumn('SubjectUUID', 'subject.uuid', 'The UUID of the repository or workspace that is watched.'),
  booleanColumn('Active', 'active', 'Whether the webhook is called.'),
  jsonColumn('Events', 'events', 'The events for which it is called, as a JSON list of names.'),
  booleanColumn(
    'SecretSet',
    'secret_set',
    'Whether calls are signed with a secret. The secret is never told.',
  ),
  textColumn(
    'Secret',
    'secret',
    'The secret that calls are signed with, only to be written: Bitbucket never tells it, so that it is null in every row. NULL takes it away.',
    { length: 128, secret: true, writeOnly: true },
  ),
  booleanColumn('SkipCertVerification', 'skip_cert_verification', 'Whether any TLS certificate will do.'),
  booleanColumn('HistoryEnabled', 'history_enabled', 'Whether Bitbucket keeps a record of the calls.'),
  booleanColumn('ReadOnly', 'read_only', 'Whether the webhook belongs to an app and cannot be changed here.'),
  textColumn('Source', 'source', 'The app that made the webhook; null when a person did.', { length: 255 }),
  timeColumn('CreatedOn', 'created_at', 'When the webhook was made, in UTC.'),
];

const scopes = ['webhook'];
const columns = ['URL', 'Description', 'Active', 'Events', 'Secret'];

/** `path`: of the list of them. */
export function webhookWrites(path: string): WriteRules {
  return {
    insert: {
      method: 'POST',
      path,
      scopes,
      required: ['URL', 'Events'],
      optional: ['Description', 'Active', 'Secret'],
    },
    update: {
      method: 'PUT',
      path: `${path}/{UUID}`,
      scopes,
      columns,
      // A secret that is not sent stays.
      again: [{ path: 'url' }, { path: 'description' }, { path: 'active' }, { path: 'events' }],
    },
    delete: { method: 'DELETE', path: `${path}/{UUID}`, scopes },
  };
}
