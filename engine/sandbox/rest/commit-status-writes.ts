/** Build states of commits; one with the key of another takes its place. */
import { findIndex } from '../data/changes.ts';
import { commitStatuses } from '../data/commit-statuses.ts';
import { hashOf } from '../data/commits.ts';
import { link } from '../data/site.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withCommit } from './find-commit.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { check, refusable, refuseField, required, textIn, type Fields } from './written-body.ts';

const states = ['INPROGRESS', 'SUCCESSFUL', 'FAILED', 'STOPPED'];

const fields: Fields = {
  key: 'text',
  state: 'text',
  url: 'text',
  name: 'text',
  description: 'text',
  refname: 'text',
};

/** One that is told again takes the place of the one before. */
function report(request: RestRequest, repository: Repository, commit: number): Reply {
  const { body, workspace } = request;
  check(body, fields, ['description', 'refname']);
  const key = required(body, 'key');
  const all = commitStatuses(workspace, repository, commit);
  const index = findIndex(all, (status) => status['key'] === key);
  const before = index === undefined ? undefined : all.render(index);
  const hash = hashOf(repository, commit);
  const now = workspace.changes.time();
  const status: JsonObject = {
    type: 'build',
    key,
    state: stateIn(body),
    url: required(body, 'url'),
    name: textIn(body, 'name') ?? key,
    description: textIn(body, 'description') ?? '',
    refname: textIn(body, 'refname') ?? null,
    repository: repository.condensed,
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

function stateIn(body: JsonObject): string {
  const state = required(body, 'state');
  return states.includes(state) ? state : refuseField('state', `${state} is not a state.`);
}

function change(request: RestRequest, { all, index }: Found): Reply {
  const { body, workspace } = request;
  check(body, fields, ['description', 'refname']);
  const before = all.render(index);
  if ((textIn(body, 'key') ?? before['key']) !== before['key']) refuseField('key', 'It cannot be changed.');
  const status = {
    ...before,
    ...body,
    state: stateIn(body),
    url: required(body, 'url'),
    updated_on: workspace.changes.time(),
  };
  all.replace(index, status);
  return json(status);
}

interface Found {
  readonly all: ReturnType<typeof commitStatuses>;
  readonly index: number;
}

function withStatus(handle: (request: RestRequest, found: Found) => Reply): Route['handle'] {
  return withCommit((request, repository, commit) => {
    const { key = '' } = request.parameters;
    const all = commitStatuses(request.workspace, repository, commit);
    const index = findIndex(all, (status) => status['key'] === key);
    return index === undefined
      ? failure(404, `Build status ${key} not found`)
      : handle(request, { all, index });
  });
}

const pattern = '/repositories/{workspace}/{repository}/commit/{commit}/statuses/build';
const scope = scopes.repository;

export const commitStatusWrites: readonly Route[] = [
  { method: 'POST', pattern, scope, handle: withCommit(refusable(report)) },
  {
    pattern: `${pattern}/{key}`,
    scope,
    handle: withStatus((request, { all, index }) => serveObject(all.render(index), request)),
  },
  { method: 'PUT', pattern: `${pattern}/{key}`, scope, handle: withStatus(refusable(change)) },
];
