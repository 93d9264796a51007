/** For tests: what is asked of the sandbox to hold its replies against Bitbucket's OpenAPI document. */

import type { Schema } from './swagger-validator.ts';

/** Where recorded replies and the schemas differ. */
export const seenLive: readonly string[] = [
  // Members that only the replies have, by the type of their object or by where they stand.
  'build.commit',
  'build.repository',
  'commit.links',
  'commit.rendered',
  'commit.type',
  'commit_file.links',
  'error.fields',
  'issue.watches',
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
  'pipeline_trigger_manual.name',
  'pipeline_trigger_push.name',
  'pipeline_trigger_schedule.name',
  'project.workspace',
  'pullrequest.closed_on',
  'pullrequest.description',
  'rendered.type',
  'repository.override_settings',
  'repository.slug',
  'repository.website',
  'repository.workspace',
  'user.location',
  'user.username',
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

/** Replies that the document shows by examples or in words alone. */
export const shownOnly: Readonly<Record<string, Schema>> = {
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
};

export const harbor = '/repositories/lighthouse/harbor-app';

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
  '/repositories/{workspace}/{repository}/commit/{commit}/reports': `${harbor}/commit/{reported}/reports`,
  '/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}/annotations': `${harbor}/commit/{reported}/reports/foghorn-2-0/annotations?pagelen=100`,
  '/repositories/{workspace}/{repository}/commit/{commit}/pullrequests': `${harbor}/commit/{hash}/pullrequests`,
  '/repositories/{workspace}/{repository}/diffstat/{spec}': `${harbor}/diffstat/{hash}`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/tasks': `${harbor}/pullrequests/7/tasks?pagelen=100`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/commits': `${harbor}/pullrequests/7/commits?pagelen=100`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/activity': `${harbor}/pullrequests/7/activity?pagelen=50`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/statuses': `${harbor}/pullrequests/7/statuses`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/diffstat': `${harbor}/pullrequests/7/diffstat`,
  '/repositories/{workspace}/{repository}/pipelines': `${harbor}/pipelines/?pagelen=100`,
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}': `${harbor}/pipelines/{uuid}`,
  '/repositories/{workspace}/{repository}/issues': `${harbor}/issues?pagelen=100`,
  '/repositories/{workspace}/{repository}/issues/{issue}': `${harbor}/issues/17`,
};

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
