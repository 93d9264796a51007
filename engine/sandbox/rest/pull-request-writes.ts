/** Pull requests: opened, and changed while they are open. */
import { findIndex } from '../data/changes.ts';
import { linksOf, pullRequests } from '../data/pull-requests.ts';
import { branches } from '../data/refs.ts';
import { rendered } from '../data/texts.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, json, type Reply } from '../http/reply.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { withPullRequest } from './find-pull-request.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, refusable, refuseField, required, textIn, type Fields } from './written-body.ts';

const fields: Fields = {
  title: 'text',
  description: 'text',
  draft: 'boolean',
  close_source_branch: 'boolean',
  reviewers: 'list',
  'source.branch.name': 'text',
  'source.repository.full_name': 'text',
  'destination.branch.name': 'text',
};

function create(request: RestRequest, repository: Repository): Reply {
  const { body, workspace } = request;
  check(body, fields, ['description']);
  const title = required(body, 'title');
  const from = sourceRepository(workspace, repository, textIn(body, 'source.repository.full_name'));
  const source = branchEnd(workspace, from, 'source', required(body, 'source.branch.name'));
  const into = textIn(body, 'destination.branch.name') ?? 'main';
  const destination = branchEnd(workspace, repository, 'destination', into);
  if (from === repository && textIn(body, 'source.branch.name') === into) {
    refuseField('destination', 'It must not be the source branch.');
  }
  const reviewers = reviewersOf(workspace, member(body, 'reviewers') ?? []);
  const all = pullRequests(workspace, repository);
  const id = all.length + 1;
  const now = workspace.changes.time();
  const pullRequest: JsonObject = {
    type: 'pullrequest',
    id,
    title,
    ...described(textIn(body, 'description') ?? null),
    state: 'OPEN',
    draft: member(body, 'draft') === true,
    author: callerAccount(request).account,
    comment_count: 0,
    task_count: 0,
    merge_commit: null,
    close_source_branch: member(body, 'close_source_branch') === true,
    closed_by: null,
    reason: '',
    source,
    destination,
    reviewers,
    participants: reviewers.map(asParticipant),
    created_on: now,
    updated_on: now,
    links: linksOf(repository, id),
  };
  all.add(pullRequest);
  return json(pullRequest, 201);
}

/** What PUT is not sent stays, except reviewers: without them the pull request has none. */
function change({ body, workspace }: RestRequest, repository: Repository, id: number): Reply {
  check(body, fields, ['description']);
  const all = pullRequests(workspace, repository);
  const index = all.length - id;
  const before = all.render(index);
  if (before['state'] !== 'OPEN') {
    return failure(400, 'This pull request is already closed.', { data: { key: 'CLOSED' } });
  }
  if (member(body, 'source') !== undefined) refuseField('source', 'It cannot be changed.');
  const into = textIn(body, 'destination.branch.name');
  const description = member(body, 'description');
  const reviewers = reviewersOf(workspace, member(body, 'reviewers') ?? []);
  const changed: JsonObject = {
    ...before,
    title: required(body, 'title'),
    ...(description === undefined ? {} : described(typeof description === 'string' ? description : null)),
    draft: member(body, 'draft') ?? before['draft'],
    close_source_branch: member(body, 'close_source_branch') ?? before['close_source_branch'],
    destination:
      into === undefined ? before['destination'] : branchEnd(workspace, repository, 'destination', into),
    reviewers,
    participants: [
      ...reviewers.map((user) => participantOf(before, user) ?? asParticipant(user)),
      ...participantsOf(before).filter(({ role }) => role === 'PARTICIPANT'),
    ],
    updated_on: workspace.changes.time(),
  };
  all.replace(index, changed);
  return json(changed);
}

function described(description: string | null): JsonObject {
  return { description, summary: rendered(description ?? '') };
}

function sourceRepository(
  { repositories }: Workspace,
  repository: Repository,
  name: string | undefined,
): Repository {
  if (name === undefined) return repository;
  const found = repositories.find(({ condensed }) => condensed['full_name'] === name);
  return found ?? refuseField('source', `There is no repository ${name}.`);
}

function branchEnd(
  workspace: Workspace,
  repository: Repository,
  field: 'source' | 'destination',
  name: string,
): JsonObject {
  const all = branches(workspace, repository);
  const index = findIndex(all, (branch) => branch['name'] === name);
  if (index === undefined) refuseField(field, `There is no branch "${name}".`);
  const { target } = all.render(index);
  const { hash, links } = isJsonObject(target) ? target : {};
  const short = typeof hash === 'string' ? hash.slice(0, 12) : '';
  return {
    branch: { name },
    repository: repository.condensed,
    commit: { type: 'commit', hash: short, links },
  };
}

function reviewersOf({ people }: Workspace, list: Json): readonly JsonObject[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).map((one) => {
    const wanted = isJsonObject(one) ? one['uuid'] : undefined;
    const person = people.members.find(({ uuid }) => uuid === wanted);
    return person?.account ?? refuseField('reviewers', 'That is not an account of this workspace.');
  });
}

function participantOf(before: JsonObject, user: JsonObject): JsonObject | undefined {
  return participantsOf(before).find(
    (one) => isJsonObject(one['user']) && one['user']['uuid'] === user['uuid'],
  );
}

function participantsOf({ participants }: JsonObject): readonly JsonObject[] {
  return Array.isArray(participants) ? participants.filter(isJsonObject) : [];
}

function asParticipant(user: JsonObject): JsonObject {
  return { type: 'participant', user, role: 'REVIEWER', approved: false, state: null, participated_on: null };
}

const collection = '/repositories/{workspace}/{repository}/pullrequests';
const scope = scopes.pullRequestWrite;

export const pullRequestWrites: readonly Route[] = [
  { method: 'POST', pattern: collection, scope, handle: inRepository(refusable(create)) },
  {
    method: 'PUT',
    pattern: `${collection}/{pullRequest}`,
    scope,
    handle: withPullRequest(refusable(change)),
  },
];
