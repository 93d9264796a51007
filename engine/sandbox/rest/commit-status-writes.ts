/** Build states of commits; one with the key of another takes its place. */
import { findIndex } from '../data/changes.ts';
import { commitStatuses } from '../data/commit-statuses.ts';
import { hashOf } from '../data/commits.ts';
import { link } from '../data/site.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { commitIndex } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { check, refusable, refuseField, required, textIn } from './written-body.ts';

const states = ['INPROGRESS', 'SUCCESSFUL', 'FAILED', 'STOPPED'];

function report({ body, workspace, parameters }: RestRequest, repository: Repository): Reply {
  const commit = commitIndex(repository, parameters['commit'] ?? '');
  if (commit === undefined) return failure(404, `Commit not found: ${parameters['commit']}`);
  check(body, {
    key: 'text',
    state: 'text',
    url: 'text',
    name: 'text',
    description: 'text',
    refname: 'text',
  });
  const key = required(body, 'key');
  const state = required(body, 'state');
  if (!states.includes(state)) refuseField('state', `${state} is not a state.`);
  const hash = hashOf(repository, commit);
  const all = commitStatuses(workspace, repository, commit);
  const index = findIndex(all, (status) => status['key'] === key);
  const before = index === undefined ? undefined : all.render(index);
  const now = workspace.changes.time();
  const status: JsonObject = {
    type: 'build',
    key,
    state,
    url: required(body, 'url'),
    name: textIn(body, 'name') ?? key,
    description: textIn(body, 'description') ?? '',
    refname: textIn(body, 'refname') ?? null,
    created_on: before?.['created_on'] ?? now,
    updated_on: now,
    links: {
      self: link(`${repository.api}/commit/${hash}/statuses/build/${encodeURIComponent(key)}`),
      commit: link(`${repository.api}/commit/${hash}`),
    },
  };
  if (index === undefined) all.add(status);
  else all.replace(index, status);
  return json(status, 201);
}

export const commitStatusWrites: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/commit/{commit}/statuses/build',
    scope: scopes.repository,
    handle: inRepository(refusable(report)),
  },
];
