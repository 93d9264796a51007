/** Machines of one's own that run pipelines, of a repository or of the whole workspace. */
import {
  booleanColumn,
  jsonColumn,
  named,
  required,
  textColumn,
  timeColumn,
  uuidColumn,
  wordColumn,
} from './column.ts';
import type { ColumnDef, WriteRules } from './table.ts';

export const runnerColumns: readonly ColumnDef[] = [
  uuidColumn('UUID', 'uuid', 'The identifier of the runner, in braces.', required),
  textColumn('Name', 'name', 'The name of the runner.', named),
  jsonColumn('Labels', 'labels', 'The labels by which steps choose the runner, as a JSON list of texts.'),
  wordColumn('StateStatus', 'state.status', 'UNREGISTERED, ONLINE, OFFLINE, DISABLED, ENABLED or UNHEALTHY.'),
  booleanColumn('StateCordoned', 'state.cordoned', 'Whether the runner takes no new steps.'),
  textColumn('StateVersion', 'state.version.version', 'The version that is installed.', named),
  textColumn('StateVersionCurrent', 'state.version.current', 'The version that is recommended.', named),
  timeColumn('StateUpdatedOn', 'state.updated_on', 'When the state last changed, in UTC.'),
  textColumn('OAuthClientId', 'oauth_client.id', 'The client by which the runner signs in.', named),
  textColumn(
    'OAuthClientSecret',
    'oauth_client.secret',
    'The secret by which the runner signs in. Bitbucket tells it once, to RETURNING of the INSERT that makes the runner; it is null in every row.',
    { secret: true },
  ),
  textColumn('OAuthClientTokenEndpoint', 'oauth_client.token_endpoint', 'Where it gets its tokens.'),
  textColumn('OAuthClientAudience', 'oauth_client.audience', 'What its tokens are for.'),
  timeColumn('CreatedOn', 'created_on', 'When the runner was made, in UTC.'),
  timeColumn('UpdatedOn', 'updated_on', 'When the runner last changed, in UTC.'),
];

const scopes = ['runner:write'];
const columns = ['Name', 'Labels'];

/** `path`: of the list of them. */
export function runnerWrites(path: string): WriteRules {
  const one = `${path}/{UUID}`;
  return {
    insert: { method: 'POST', path, scopes, required: columns, optional: [] },
    update: {
      method: 'PUT',
      path: one,
      scopes,
      columns,
      again: [{ path: 'name' }, { path: 'labels' }],
    },
    delete: { method: 'DELETE', path: one, scopes },
  };
}
