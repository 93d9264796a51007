/** For tests: what is asked of the sandbox to hold its replies against Bitbucket's OpenAPI document. */

import type { Schema } from './swagger-validator.ts';

/** Where recorded replies and the schemas differ. */
export const seenLive: readonly string[] = [
  // Members that only the replies have, by the type of their object or by where they stand.
  'branching_model.links',
  'build.commit',
  'build.repository',
  'commit.links',
  'commit.rendered',
  'commit.type',
  'commit_directory.links',
  'commit_file.attributes',
  'commit_file.escaped_path',
  'commit_file.links',
  'commit_file.mimetype',
  'commit_file.size',
  'deploy_key.created_on',
  'deploy_key.id',
  'deployment.commit',
  'deployment.key',
  'deployment.last_update_time',
  'deployment.step',
  'deployment.version',
  'deployment_environment.category',
  'deployment_environment.deployment_gate_enabled',
  'deployment_environment.environment_lock_enabled',
  'deployment_environment.environment_type',
  'deployment_environment.hidden',
  'deployment_environment.lock',
  'deployment_environment.rank',
  'deployment_environment.restrictions',
  'deployment_environment.slug',
  'deployment_release.key',
  'deployment_release.pipeline',
  'deployment_state_completed.completed_on',
  'deployment_state_completed.started_on',
  'deployment_state_in_progress.started_on',
  'error.fields',
  'issue.watches',
  'issue_change.id',
  'links.branches',
  'links.hooks',
  'links.html',
  'links.repositories',
  'links.request-changes',
  'links.self',
  'links.source',
  'links.statuses',
  'links.tags',
  'pipeline.duration_in_seconds',
  'pipeline.expired',
  'pipeline.first_successful',
  'pipeline.has_variables',
  'pipeline.run_number',
  'pipeline_pullrequest_target.commit',
  'pipeline_pullrequest_target.destination',
  'pipeline_pullrequest_target.destination_commit',
  'pipeline_pullrequest_target.pullrequest',
  'pipeline_pullrequest_target.selector',
  'pipeline_pullrequest_target.source',
  'pipeline_state_completed_stopped.terminator',
  'pipeline_step.build_seconds_used',
  'pipeline_step.duration_in_seconds',
  'pipeline_step.maxTime',
  'pipeline_step.name',
  'pipeline_step.pipeline',
  'pipeline_step.run_number',
  'pipeline_step.teardown_commands',
  'pipeline_step.trigger',
  'pipeline_trigger_manual.name',
  'pipeline_trigger_push.name',
  'pipeline_trigger_schedule.name',
  'project.workspace',
  'project_deploy_key.created_on',
  'project_deploy_key.id',
  'pullrequest.closed_on',
  'pullrequest.description',
  'rendered.type',
  'repository.override_settings',
  'repository.slug',
  'repository.website',
  'repository.workspace',
  'script_commands.commandType',
  'setup_commands.commandType',
  'snippet.links',
  'snippet_comment.content',
  'snippet_comment.created_on',
  'snippet_comment.deleted',
  'snippet_comment.id',
  'snippet_comment.parent',
  'snippet_comment.updated_on',
  'snippet_comment.user',
  'user.location',
  'user.username',
  'webhook_subscription.history_enabled',
  'webhook_subscription.links',
  'webhook_subscription.read_only',
  'webhook_subscription.skip_cert_verification',
  'webhook_subscription.source',
  'workspace_membership.added_on',
  'workspace_membership.last_accessed',
  'workspace_membership.permission',
  // Members that the schemas call a number.
  'snippet.id',
  // Members that only the schemas have, and require.
  'parent.type',
  'links.type',
  'self.type',
  'steps.type',
];

const listOf = (items: Schema): Schema => ({
  type: 'object',
  required: ['values'],
  properties: {
    values: { type: 'array', items },
    pagelen: { type: 'integer' },
    size: { type: 'integer' },
    page: { type: 'integer' },
    next: { type: 'string', format: 'uri' },
  },
});
const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const text: Schema = { type: 'string' };
const date: Schema = { type: 'string', format: 'date-time' };
const vote: Schema = {
  type: 'object',
  required: ['date', 'user'],
  properties: { date, user: ref('account'), pullrequest: ref('pullrequest') },
};

const testCounts = ['', '_successful', '_failed', '_error', '_skipped'];

/** Replies that the document shows by examples or in words alone. */
export const shownOnly: Readonly<Record<string, Schema>> = {
  // In no document; clients read these members.
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps/{step}/test_reports': {
    type: 'object',
    required: testCounts.map((name) => `number_of${name}_test_cases`),
    properties: {
      type: text,
      step_uuid: text,
      ...Object.fromEntries(testCounts.map((name) => [`number_of${name}_test_cases`, { type: 'integer' }])),
    },
  },
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps/{step}/test_reports/test_cases': listOf({
    type: 'object',
    required: ['uuid', 'status'],
    properties: {
      ...Object.fromEntries(
        ['type', 'uuid', 'name', 'fully_qualified_name', 'package_name', 'status', 'duration'].map((name) => [
          name,
          text,
        ]),
      ),
      reason: { type: 'object', properties: { message: text, stack_trace: text } },
    },
  }),
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/commits': ref('paginated_changeset'),
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/activity': listOf({
    type: 'object',
    required: ['pull_request'],
    properties: {
      pull_request: ref('pullrequest'),
      comment: ref('pullrequest_comment'),
      approval: vote,
      changes_requested: vote,
      update: {
        type: 'object',
        required: ['date', 'state', 'author'],
        properties: {
          date,
          author: ref('account'),
          state: { type: 'string', enum: ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'] },
          title: text,
          description: text,
          reason: text,
          draft: { type: 'boolean' },
          source: ref('pullrequest_endpoint'),
          destination: ref('pullrequest_endpoint'),
          reviewers: { type: 'array', items: ref('account') },
          changes: { type: 'object' },
        },
      },
    },
  }),
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/diffstat': ref('paginated_diffstats'),
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/merge/task-status/{task}': {
    type: 'object',
    required: ['task_status', 'links'],
    properties: {
      task_status: { type: 'string', enum: ['PENDING', 'SUCCESS'] },
      links: { type: 'object' },
      merge_result: ref('pullrequest'),
    },
  },
};

export const harbor = '/repositories/lighthouse/harbor-app';

const harborProject = '/workspaces/lighthouse/projects/HARBOR';

/** An address for each route, by its pattern; lists are followed over several pages. */
export const examples: Readonly<Record<string, string>> = {
  '/user': '/user',
  '/user/emails': '/user/emails',
  '/users/{user}': '/users/{member}',
  '/workspaces': '/workspaces',
  '/repositories': '/repositories',
  '/snippets': '/snippets',
  '/user/permissions/workspaces': '/user/permissions/workspaces',
  '/user/permissions/repositories': '/user/permissions/repositories',
  '/user/workspaces': '/user/workspaces',
  '/workspaces/{workspace}': '/workspaces/lighthouse',
  '/workspaces/{workspace}/members': '/workspaces/lighthouse/members',
  '/workspaces/{workspace}/projects': '/workspaces/lighthouse/projects',
  '/workspaces/{workspace}/projects/{project}': '/workspaces/lighthouse/projects/OPS',
  '/repositories/{workspace}': '/repositories/lighthouse',
  '/repositories/{workspace}/{repository}': '/repositories/lighthouse/beacon',
  '/repositories/{workspace}/{repository}/refs': `${harbor}/refs?pagelen=100`,
  '/repositories/{workspace}/{repository}/refs/branches': `${harbor}/refs/branches?pagelen=100`,
  '/repositories/{workspace}/{repository}/refs/branches/{name}': `${harbor}/refs/branches/develop`,
  '/repositories/{workspace}/{repository}/refs/tags': `${harbor}/refs/tags?pagelen=100`,
  '/repositories/{workspace}/{repository}/refs/tags/{name}': `${harbor}/refs/tags/v0.1.2`,
  '/repositories/{workspace}/{repository}/commits': `${harbor}/commits?pagelen=100`,
  '/repositories/{workspace}/{repository}/commits/{revision}': `${harbor}/commits/main`,
  '/repositories/{workspace}/{repository}/commit/{commit}': `${harbor}/commit/{hash}`,
  '/repositories/{workspace}/{repository}/pullrequests': `${harbor}/pullrequests?state=all&pagelen=50&fields=*,values.*`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}': `${harbor}/pullrequests/1999`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/comments': `${harbor}/pullrequests/7/comments?pagelen=100`,
  '/repositories/{workspace}/{repository}/commit/{commit}/statuses': `${harbor}/commit/{hash}/statuses`,
  '/repositories/{workspace}/{repository}/commit/{commit}/comments': `${harbor}/commit/{hash}/comments`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/merge/task-status/{task}': '{mergeTask}',
  '/repositories/{workspace}/{repository}/commit/{commit}/statuses/build/{key}': `${harbor}/commit/{built}/statuses/build/{key}`,
  '/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}': `${harbor}/commit/{reported}/reports/foghorn-2-0`,
  '/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}/annotations/{annotation}': `${harbor}/commit/{reported}/reports/foghorn-2-0/annotations/foghorn-2-0-1`,
  '/repositories/{workspace}/{repository}/commit/{commit}/reports': `${harbor}/commit/{reported}/reports`,
  '/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}/annotations': `${harbor}/commit/{reported}/reports/foghorn-2-0/annotations?pagelen=100`,
  '/repositories/{workspace}/{repository}/commit/{commit}/pullrequests': `${harbor}/commit/{hash}/pullrequests`,
  '/repositories/{workspace}/{repository}/diffstat/{spec}': `${harbor}/diffstat/{hash}`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/tasks': `${harbor}/pullrequests/7/tasks?pagelen=100`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/commits': `${harbor}/pullrequests/7/commits?pagelen=100`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/activity': `${harbor}/pullrequests/7/activity?pagelen=50`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/statuses': `${harbor}/pullrequests/7/statuses`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/diffstat': `${harbor}/pullrequests/7/diffstat`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/comments/{comment}': `${harbor}/pullrequests/7/comments/1792`,
  '/repositories/{workspace}/{repository}/pipelines': `${harbor}/pipelines/?pagelen=100`,
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}': `${harbor}/pipelines/{uuid}`,
  '/repositories/{workspace}/{repository}/issues': `${harbor}/issues?pagelen=100`,
  '/repositories/{workspace}/{repository}/issues/{issue}': `${harbor}/issues/17`,
  '/repositories/{workspace}/{repository}/hooks': `${harbor}/hooks`,
  '/workspaces/{workspace}/hooks': '/workspaces/lighthouse/hooks',
  '/hook_events/{subject}': '/hook_events/workspace',
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps': `${harbor}/pipelines/{uuid}/steps/`,
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps/{step}/test_reports': `${harbor}/pipelines/{uuid}/steps/{step}/test_reports`,
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps/{step}/test_reports/test_cases': `${harbor}/pipelines/{uuid}/steps/{step}/test_reports/test_cases`,
  '/repositories/{workspace}/{repository}/pipelines_config/variables': `${harbor}/pipelines_config/variables`,
  '/repositories/{workspace}/{repository}/pipelines_config/variables/{variable}': `${harbor}/pipelines_config/variables/{first uuid of ${harbor}/pipelines_config/variables}`,
  '/workspaces/{workspace}/pipelines-config/variables/{variable}':
    '/workspaces/lighthouse/pipelines-config/variables/{first uuid of /workspaces/lighthouse/pipelines-config/variables}',
  '/repositories/{workspace}/{repository}/pipelines_config/schedules': `${harbor}/pipelines_config/schedules`,
  '/repositories/{workspace}/{repository}/pipelines_config/schedules/{schedule}/executions': `${harbor}/pipelines_config/schedules/{schedule}/executions`,
  '/repositories/{workspace}/{repository}/pipelines_config': `${harbor}/pipelines_config`,
  '/repositories/{workspace}/{repository}/pipelines_config/ssh/known_hosts': `${harbor}/pipelines_config/ssh/known_hosts`,
  '/repositories/{workspace}/{repository}/pipelines_config/ssh/known_hosts/{host}': `${harbor}/pipelines_config/ssh/known_hosts/{first uuid of ${harbor}/pipelines_config/ssh/known_hosts}`,
  '/repositories/{workspace}/{repository}/pipelines-config/runners/{runner}': `${harbor}/pipelines-config/runners/{first uuid of ${harbor}/pipelines-config/runners}`,
  '/workspaces/{workspace}/pipelines-config/runners/{runner}':
    '/workspaces/lighthouse/pipelines-config/runners/{first uuid of /workspaces/lighthouse/pipelines-config/runners}',
  '/repositories/{workspace}/{repository}/pipelines-config/caches': `${harbor}/pipelines-config/caches`,
  '/repositories/{workspace}/{repository}/pipelines-config/runners': `${harbor}/pipelines-config/runners`,
  '/workspaces/{workspace}/pipelines-config/runners': '/workspaces/lighthouse/pipelines-config/runners',
  '/workspaces/{workspace}/pipelines-config/variables': '/workspaces/lighthouse/pipelines-config/variables',
  '/repositories/{workspace}/{repository}/environments': `${harbor}/environments/`,
  '/repositories/{workspace}/{repository}/deployments_config/environments/{environment}/variables': `${harbor}/deployments_config/environments/{environment}/variables`,
  '/repositories/{workspace}/{repository}/deployments': `${harbor}/deployments/?pagelen=100`,
  '/repositories/{workspace}/{repository}/default-reviewers': `${harbor}/default-reviewers`,
  '/repositories/{workspace}/{repository}/branch-restrictions': `${harbor}/branch-restrictions`,
  '/repositories/{workspace}/{repository}/branch-restrictions/{restriction}': `${harbor}/branch-restrictions/{first id of ${harbor}/branch-restrictions}`,
  '/repositories/{workspace}/{repository}/hooks/{uid}': `${harbor}/hooks/{first uuid of ${harbor}/hooks}`,
  '/workspaces/{workspace}/hooks/{uid}':
    '/workspaces/lighthouse/hooks/{first uuid of /workspaces/lighthouse/hooks}',
  '/repositories/{workspace}/{repository}/deploy-keys/{key}': `${harbor}/deploy-keys/{first id of ${harbor}/deploy-keys}`,
  '/repositories/{workspace}/{repository}/branching-model': '/repositories/lighthouse/api/branching-model',
  '/repositories/{workspace}/{repository}/effective-default-reviewers': `${harbor}/effective-default-reviewers`,
  '/repositories/{workspace}/{repository}/effective-branching-model': `${harbor}/effective-branching-model`,
  '/repositories/{workspace}/{repository}/deploy-keys': `${harbor}/deploy-keys`,
  '/repositories/{workspace}/{repository}/downloads': `${harbor}/downloads`,
  '/repositories/{workspace}/{repository}/src/{commit}/{path*}': `${harbor}/src/HEAD/?max_depth=9`,
  '/repositories/{workspace}/{repository}/filehistory/{commit}/{path*}': `${harbor}/filehistory/{hash}/README.md`,
  '/repositories/{workspace}/{repository}/forks': `${harbor}/forks`,
  '/repositories/{workspace}/{repository}/watchers': `${harbor}/watchers`,
  '/repositories/{workspace}/{repository}/permissions-config/users': `${harbor}/permissions-config/users`,
  '/repositories/{workspace}/{repository}/permissions-config/groups': `${harbor}/permissions-config/groups`,
  '/user/workspaces/{workspace}/permission': '/user/workspaces/lighthouse/permission',
  '/user/workspaces/{workspace}/permissions/repositories':
    '/user/workspaces/lighthouse/permissions/repositories',
  '/workspaces/{workspace}/pullrequests/{user}': '/workspaces/lighthouse/pullrequests/{member}?state=MERGED',
  '/workspaces/{workspace}/permissions': '/workspaces/lighthouse/permissions',
  '/workspaces/{workspace}/permissions/repositories': '/workspaces/lighthouse/permissions/repositories',
  '/workspaces/{workspace}/projects/{project}/default-reviewers': `${harborProject}/default-reviewers`,
  '/workspaces/{workspace}/projects/{project}/deploy-keys': `${harborProject}/deploy-keys`,
  '/workspaces/{workspace}/projects/{project}/permissions-config/users': `${harborProject}/permissions-config/users`,
  '/workspaces/{workspace}/projects/{project}/permissions-config/groups': `${harborProject}/permissions-config/groups`,
  '/snippets/{workspace}': '/snippets/lighthouse',
  '/snippets/{workspace}/{snippet}/comments': '/snippets/lighthouse/R7n4oe/comments',
  '/snippets/{workspace}/{snippet}/commits': '/snippets/lighthouse/R7n4oe/commits',
  '/users/{user}/ssh-keys': '/users/{member}/ssh-keys',
  '/users/{user}/gpg-keys': '/users/{member}/gpg-keys',
  '/repositories/{workspace}/{repository}/issues/{issue}/comments': `${harbor}/issues/17/comments`,
  '/repositories/{workspace}/{repository}/issues/{issue}/changes': `${harbor}/issues/17/changes`,
  '/repositories/{workspace}/{repository}/issues/{issue}/attachments': `${harbor}/issues/17/attachments`,
  '/repositories/{workspace}/{repository}/components': `${harbor}/components`,
  '/repositories/{workspace}/{repository}/milestones': `${harbor}/milestones`,
  '/repositories/{workspace}/{repository}/versions': `${harbor}/versions`,
};

interface Write {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly pattern: string;
  readonly address: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

const pullRequest = '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}';

/** One is made, the first is changed, and then removed. */
function settingWrites(
  pattern: string,
  key: string,
  address: string,
  { name = 'uuid', made, changed }: SettingBodies,
): readonly Write[] {
  const one = { pattern: `${pattern}/{${key}}`, address: `${address}/{first ${name} of ${address}}` };
  return [
    ...(made === undefined ? [] : [{ method: 'POST', pattern, address, body: made } as const]),
    ...(changed === undefined ? [] : [{ method: 'PUT', ...one, body: changed } as const]),
    { method: 'DELETE', ...one },
  ];
}

interface SettingBodies {
  /** The member that names one. */
  readonly name?: string;
  readonly made?: Readonly<Record<string, unknown>>;
  readonly changed?: Readonly<Record<string, unknown>>;
}

const repository = '/repositories/{workspace}/{repository}';
const variable = { made: { key: 'TIDE', value: 'low', secured: true }, changed: { key: 'EBB', value: 'x' } };
const environmentVariables = 'deployments_config/environments/{environment}/variables';

/** A write for each route that takes one, in an order in which they work. */
export const writes: readonly Write[] = [
  ...settingWrites(
    `${repository}/pipelines_config/variables`,
    'variable',
    `${harbor}/pipelines_config/variables`,
    variable,
  ),
  ...settingWrites(
    '/workspaces/{workspace}/pipelines-config/variables',
    'variable',
    '/workspaces/lighthouse/pipelines-config/variables',
    variable,
  ),
  ...settingWrites(
    `${repository}/${environmentVariables}`,
    'variable',
    `${harbor}/${environmentVariables}`,
    variable,
  ),
  ...['/repositories/lighthouse/harbor-app', '/workspaces/lighthouse'].flatMap((place) =>
    settingWrites(
      place === harbor ? `${repository}/hooks` : '/workspaces/{workspace}/hooks',
      'uid',
      `${place}/hooks`,
      {
        made: { url: 'https://tide.example/', events: ['repo:push'], description: 'Tide', secret: 's' },
        changed: { active: true, secret: null },
      },
    ),
  ),
  ...settingWrites(`${repository}/branch-restrictions`, 'restriction', `${harbor}/branch-restrictions`, {
    name: 'id',
    made: { kind: 'delete', branch_match_kind: 'glob', pattern: 'hotfix/*' },
    changed: { kind: 'push', branch_match_kind: 'glob', pattern: 'develop' },
  }),
  ...settingWrites(`${repository}/deploy-keys`, 'key', `${harbor}/deploy-keys`, {
    name: 'id',
    made: { key: 'ssh-ed25519 AAAA tide@example', label: 'Tide' },
    changed: { key: '{first key of /repositories/lighthouse/harbor-app/deploy-keys}', label: 'Ebb' },
  }),
  ...settingWrites(
    '/workspaces/{workspace}/projects/{project}/deploy-keys',
    'key',
    `${harborProject}/deploy-keys`,
    { name: 'id', made: { key: 'ssh-ed25519 AAAA tide@example', label: 'Tide' } },
  ),
  ...settingWrites(
    `${repository}/pipelines_config/schedules`,
    'schedule',
    `${harbor}/pipelines_config/schedules`,
    {
      made: {
        type: 'pipeline_schedule',
        cron_pattern: '0 0 1 * * ? *',
        target: { ref_type: 'branch', ref_name: 'main', selector: { type: 'custom', pattern: 'nightly' } },
      },
      changed: { enabled: false },
    },
  ),
  ...[harbor, '/workspaces/lighthouse'].flatMap((place) =>
    settingWrites(
      `${place === harbor ? repository : '/workspaces/{workspace}'}/pipelines-config/runners`,
      'runner',
      `${place}/pipelines-config/runners`,
      {
        made: { name: 'Quay', labels: ['self.hosted', 'linux'] },
        changed: { name: 'Pier', labels: ['self.hosted', 'linux', 'arm'] },
      },
    ),
  ),
  ...settingWrites(
    `${repository}/pipelines_config/ssh/known_hosts`,
    'host',
    `${harbor}/pipelines_config/ssh/known_hosts`,
    {
      made: { hostname: 'quay.example', public_key: { key_type: 'ssh-ed25519', key: 'AAAA' } },
      changed: { hostname: 'pier.example', public_key: { key_type: 'ssh-ed25519', key: 'BBBB' } },
    },
  ),
  ...settingWrites(`${repository}/pipelines-config/caches`, 'cache', `${harbor}/pipelines-config/caches`, {}),
  {
    method: 'PUT',
    pattern: `${repository}/pipelines_config`,
    address: `${harbor}/pipelines_config`,
    body: { enabled: false },
  },
  ...settingWrites('/users/{user}/ssh-keys', 'key', '/users/{member}/ssh-keys', {
    made: { key: 'ssh-ed25519 AAAA tide@example', label: 'Tide' },
    changed: { label: 'Ebb' },
  }),
  ...settingWrites('/users/{user}/gpg-keys', 'fingerprint', '/users/{member}/gpg-keys', {
    name: 'fingerprint',
    made: { key: '-----BEGIN PGP PUBLIC KEY BLOCK-----' },
  }),
  {
    method: 'POST',
    pattern: '/snippets/{workspace}/{snippet}/comments',
    address: '/snippets/lighthouse/kypj/comments',
    body: { content: { raw: 'Neat' } },
  },
  {
    method: 'PUT',
    pattern: '/snippets/{workspace}/{snippet}/comments/{comment}',
    address: '/snippets/lighthouse/kypj/comments/{last id of /snippets/lighthouse/kypj/comments}',
    body: { content: { raw: 'Neater' } },
  },
  {
    method: 'DELETE',
    pattern: '/snippets/{workspace}/{snippet}/comments/{comment}',
    address: '/snippets/lighthouse/kypj/comments/{last id of /snippets/lighthouse/kypj/comments}',
  },
  ...settingWrites('/snippets/{workspace}', 'snippet', '/snippets/lighthouse', {
    name: 'id',
    made: { title: 'Knots', is_private: true },
    changed: { title: 'Hitches' },
  }),
  {
    method: 'POST',
    pattern: `${repository}/downloads`,
    address: `${harbor}/downloads`,
    body: { files: { filename: 'tide.csv', content: 'a;b' } },
  },
  {
    method: 'DELETE',
    pattern: `${repository}/downloads/{name}`,
    address: `${harbor}/downloads/handbook.pdf`,
  },
  {
    method: 'PUT',
    pattern: `${repository}/branching-model/settings`,
    address: `${harbor}/branching-model/settings`,
    body: {
      development: { name: 'develop', use_mainbranch: false },
      branch_types: [{ kind: 'hotfix', enabled: false }],
    },
  },
  ...['users', 'groups'].flatMap((kind) =>
    [repository, '/workspaces/{workspace}/projects/{project}'].flatMap((pattern): readonly Write[] => {
      const place = pattern === repository ? harbor : harborProject;
      const one = {
        pattern: `${pattern}/permissions-config/${kind}/{${kind === 'users' ? 'user' : 'group'}}`,
        address: `${place}/permissions-config/${kind}/${kind === 'users' ? '{follower}' : 'developers'}`,
      };
      return [
        { method: 'PUT', ...one, body: { permission: 'write' } },
        { method: 'DELETE', ...one },
      ];
    }),
  ),
  {
    method: 'POST',
    pattern: `${pullRequest}/tasks`,
    address: `${harbor}/pullrequests/7/tasks`,
    body: { content: { raw: 'Check the rope' }, pending: false },
  },
  {
    method: 'PUT',
    pattern: `${pullRequest}/tasks/{task}`,
    address: `${harbor}/pullrequests/7/tasks/{task}`,
    body: { content: { raw: 'Check both ropes' }, state: 'RESOLVED' },
  },
  {
    method: 'DELETE',
    pattern: `${pullRequest}/tasks/{task}`,
    address: `${harbor}/pullrequests/7/tasks/{task}`,
  },
  {
    method: 'POST',
    pattern: `${pullRequest}/comments/{comment}/resolve`,
    address: `${harbor}/pullrequests/7/comments/1793/resolve`,
  },
  {
    method: 'DELETE',
    pattern: `${pullRequest}/comments/{comment}/resolve`,
    address: `${harbor}/pullrequests/7/comments/1793/resolve`,
  },
  {
    method: 'POST',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/comments`,
    address: `${harbor}/commit/{hash}/comments`,
    body: { content: { raw: 'Why?' }, inline: { path: 'src/a.ts', to: 3 } },
  },
  {
    method: 'PUT',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/comments/{comment}`,
    address: `${harbor}/commit/{talked}/comments/{comment}`,
    body: { content: { raw: 'Why not?' } },
  },
  {
    method: 'DELETE',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/comments/{comment}`,
    address: `${harbor}/commit/{talked}/comments/{comment}`,
  },
  {
    method: 'PUT',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/statuses/build/{key}`,
    address: `${harbor}/commit/{built}/statuses/build/{key}`,
    body: { state: 'SUCCESSFUL', url: 'https://foghorn.example/1' },
  },
  {
    method: 'PUT',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}`,
    address: `${harbor}/commit/{hash}/reports/tide-1`,
    body: { title: 'Tide', details: 'High', report_type: 'TEST', result: 'PASSED', data: [] },
  },
  {
    method: 'PUT',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}/annotations/{annotation}`,
    address: `${harbor}/commit/{hash}/reports/tide-1/annotations/one`,
    body: { annotation_type: 'BUG', summary: 'Leaks', path: 'src/a.ts', line: 3, severity: 'LOW' },
  },
  {
    method: 'DELETE',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}/annotations/{annotation}`,
    address: `${harbor}/commit/{hash}/reports/tide-1/annotations/one`,
  },
  {
    method: 'DELETE',
    pattern: `/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}`,
    address: `${harbor}/commit/{hash}/reports/tide-1`,
  },
  {
    method: 'PUT',
    pattern: `/repositories/{workspace}/{repository}/default-reviewers/{user}`,
    address: `${harbor}/default-reviewers/{member}`,
  },
  {
    method: 'DELETE',
    pattern: `/repositories/{workspace}/{repository}/default-reviewers/{user}`,
    address: `${harbor}/default-reviewers/{member}`,
  },
  {
    method: 'PUT',
    pattern: `/workspaces/{workspace}/projects/{project}/default-reviewers/{user}`,
    address: `/workspaces/lighthouse/projects/API/default-reviewers/{member}`,
  },
  {
    method: 'DELETE',
    pattern: `/workspaces/{workspace}/projects/{project}/default-reviewers/{user}`,
    address: `/workspaces/lighthouse/projects/API/default-reviewers/{member}`,
  },
  {
    method: 'POST',
    pattern: `${pullRequest}/comments`,
    address: `${harbor}/pullrequests/7/comments`,
    body: { content: { raw: 'Looks good' }, inline: { path: 'src/a.ts', to: 3 } },
  },
  {
    method: 'PUT',
    pattern: `${pullRequest}/comments/{comment}`,
    address: `${harbor}/pullrequests/7/comments/1792`,
    body: { content: { raw: 'Looks better' } },
  },
  {
    method: 'DELETE',
    pattern: `${pullRequest}/comments/{comment}`,
    address: `${harbor}/pullrequests/7/comments/1792`,
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/pullrequests',
    address: `${harbor}/pullrequests`,
    body: {
      title: 'A new crane',
      description: 'With a hook',
      source: { branch: { name: 'develop' } },
      destination: { branch: { name: 'main' } },
      close_source_branch: true,
      draft: true,
      reviewers: [],
    },
  },
  {
    method: 'PUT',
    pattern: pullRequest,
    address: `${harbor}/pullrequests/1999`,
    body: { title: 'Another crane', reviewers: [] },
  },
  {
    method: 'POST',
    pattern: `${pullRequest}/approve`,
    address: `${harbor}/pullrequests/1999/approve`,
  },
  {
    method: 'DELETE',
    pattern: `${pullRequest}/approve`,
    address: `${harbor}/pullrequests/1999/approve`,
  },
  {
    method: 'POST',
    pattern: `${pullRequest}/request-changes`,
    address: `${harbor}/pullrequests/1999/request-changes`,
  },
  {
    method: 'DELETE',
    pattern: `${pullRequest}/request-changes`,
    address: `${harbor}/pullrequests/1999/request-changes`,
  },
  {
    method: 'POST',
    pattern: `${pullRequest}/merge`,
    address: `${harbor}/pullrequests/1999/merge`,
    body: { type: 'pullrequest_merge_parameters', message: 'In', merge_strategy: 'squash' },
  },
  {
    method: 'POST',
    pattern: `${pullRequest}/decline`,
    address: `${harbor}/pullrequests/1998/decline`,
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/pipelines',
    address: `${harbor}/pipelines/`,
    body: {
      target: {
        type: 'pipeline_ref_target',
        ref_type: 'branch',
        ref_name: 'main',
        selector: { type: 'custom', pattern: 'nightly' },
      },
    },
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/pipelines/{pipeline}/stopPipeline',
    address: `${harbor}/pipelines/{running}/stopPipeline`,
  },
  ...(['POST', 'DELETE'] as const).map((method) => ({
    method,
    pattern: '/repositories/{workspace}/{repository}/commit/{commit}/approve',
    address: `${harbor}/commit/{hash}/approve`,
  })),
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/commit/{commit}/statuses/build',
    address: `${harbor}/commit/{hash}/statuses/build`,
    body: { key: 'NIGHTLY', state: 'SUCCESSFUL', url: 'https://ci.example/1' },
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/refs/branches',
    address: `${harbor}/refs/branches`,
    body: { name: 'feature/quay', target: { hash: '{hash}' } },
  },
  {
    method: 'DELETE',
    pattern: '/repositories/{workspace}/{repository}/refs/branches/{name}',
    address: `${harbor}/refs/branches/feature%2Fquay`,
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/refs/tags',
    address: `${harbor}/refs/tags`,
    body: { name: 'v9', message: 'The ninth', target: { hash: '{hash}' } },
  },
  {
    method: 'DELETE',
    pattern: '/repositories/{workspace}/{repository}/refs/tags/{name}',
    address: `${harbor}/refs/tags/v9`,
  },
  {
    method: 'POST',
    pattern: '/workspaces/{workspace}/projects',
    address: '/workspaces/lighthouse/projects',
    body: { key: 'QUAY', name: 'Quay', description: 'New', is_private: true },
  },
  {
    method: 'PUT',
    pattern: '/workspaces/{workspace}/projects/{project}',
    address: '/workspaces/lighthouse/projects/QUAY',
    body: { name: 'Quays' },
  },
  {
    method: 'DELETE',
    pattern: '/workspaces/{workspace}/projects/{project}',
    address: '/workspaces/lighthouse/projects/QUAY',
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}',
    address: '/repositories/lighthouse/pier',
    body: { scm: 'git', project: { key: 'OPS' }, is_private: true, description: 'Wood' },
  },
  {
    method: 'PUT',
    pattern: '/repositories/{workspace}/{repository}',
    address: '/repositories/lighthouse/pier',
    body: { description: 'Iron', language: 'rust' },
  },
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/forks',
    address: '/repositories/lighthouse/pier/forks',
    body: { name: 'Pier two', workspace: { slug: 'lighthouse' } },
  },
  {
    method: 'DELETE',
    pattern: '/repositories/{workspace}/{repository}',
    address: '/repositories/lighthouse/pier',
  },
  ...settingWrites(`${repository}/environments`, 'environment', `${harbor}/environments`, {
    made: { name: 'Quay', environment_type: { name: 'Staging' } },
  }),
  // The last, since it moves the commits that others are about.
  {
    method: 'POST',
    pattern: `${repository}/src`,
    address: `${harbor}/src`,
    body: { message: 'Tide', branch: 'tide', '/docs/tide.md': 'High', files: ['README.md'] },
  },
];

interface Refusal {
  readonly address: string;
  readonly status: number;
  /** The person, if it is not said. */
  readonly asks?: 'nobody' | 'guest';
}

/** Every kind of refusal; whoever is a guest has the scope `repository` alone. */
export const errors: readonly Refusal[] = [
  { address: '/user', status: 401, asks: 'nobody' },
  { address: '/repositories/lighthouse?access_token=x', status: 401 },
  { address: '/user/emails', status: 403, asks: 'guest' },
  { address: `${harbor}/pipelines/`, status: 403, asks: 'guest' },
  { address: '/nothing', status: 404 },
  { address: '/users/nobody', status: 404 },
  { address: '/workspaces/elsewhere', status: 404 },
  { address: '/workspaces/lighthouse/projects/NONE', status: 404 },
  { address: '/repositories/lighthouse/nowhere', status: 404 },
  { address: `${harbor}/refs/branches/gone`, status: 404 },
  { address: `${harbor}/commits/gone`, status: 404 },
  { address: `${harbor}/commit/gone`, status: 404 },
  { address: `${harbor}/pullrequests/2001`, status: 404 },
  { address: `${harbor}/pipelines`, status: 404 },
  { address: `${harbor}/pipelines/gone`, status: 404 },
  { address: `${harbor}/issues/181`, status: 404 },
  { address: '/repositories/lighthouse/temp/issues', status: 404 },
  { address: `${harbor}/pullrequests?pagelen=51`, status: 400 },
  { address: `${harbor}/pullrequests?page=none`, status: 400 },
  { address: `${harbor}/pullrequests?state=SHUT`, status: 400 },
  { address: `${harbor}/pullrequests?sort=title`, status: 400 },
  { address: `${harbor}/pullrequests?q=nonsense`, status: 400 },
  { address: `${harbor}/pullrequests?page=1&page=2`, status: 400 },
];
