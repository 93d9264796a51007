import {
  booleanColumn,
  jsonColumn,
  required,
  textColumn,
  timeColumn,
  uuidColumn,
  wordColumn,
} from './column.ts';
import type { ColumnDef } from './table.ts';

/** Of webhooks of a repository or of a workspace. A secret can be set and is never told. */
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
  booleanColumn('SkipCertVerification', 'skip_cert_verification', 'Whether any TLS certificate will do.'),
  booleanColumn('HistoryEnabled', 'history_enabled', 'Whether Bitbucket keeps a record of the calls.'),
  booleanColumn('ReadOnly', 'read_only', 'Whether the webhook belongs to an app and cannot be changed here.'),
  textColumn('Source', 'source', 'The app that made the webhook; null when a person did.', { length: 255 }),
  timeColumn('CreatedOn', 'created_at', 'When the webhook was made, in UTC.'),
];
