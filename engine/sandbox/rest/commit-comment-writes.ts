/** Comments on commits: written, changed, deleted. A deleted comment stays, without its text. */
import { findIndex } from '../data/changes.ts';
import { commitCommentLinks, commitComments } from '../data/commit-comments.ts';
import { commitReference } from '../data/commits.ts';
import { rendered } from '../data/texts.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withCommit } from './find-commit.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, refusable, refuseField, required, type Fields } from './written-body.ts';

const fields: Fields = {
  'content.raw': 'text',
  'parent.id': 'number',
  'inline.path': 'text',
  'inline.from': 'number',
  'inline.to': 'number',
};

/** No generated comment has such a number. */
const firstId = 1_800_000_000;

function create(request: RestRequest, repository: Repository, commit: number): Reply {
  const { body, workspace } = request;
  check(body, fields);
  const all = commitComments(workspace, repository, commit);
  const parent = member(body, 'parent.id');
  if (parent !== undefined && findIndex(all, ({ id }) => id === parent) === undefined) {
    refuseField('parent', 'That comment is not on this commit.');
  }
  const id = firstId + workspace.changes.number();
  const now = workspace.changes.time();
  const path = member(body, 'inline.path');
  const comment: JsonObject = {
    type: 'commit_comment',
    id,
    created_on: now,
    updated_on: now,
    content: rendered(required(body, 'content.raw')),
    user: callerAccount(request).account,
    deleted: false,
    ...(path === undefined
      ? {}
      : {
          inline: { path, from: member(body, 'inline.from') ?? null, to: member(body, 'inline.to') ?? null },
        }),
    ...(typeof parent === 'number'
      ? { parent: { id: parent, links: commitCommentLinks(repository, commit, parent) } }
      : {}),
    commit: commitReference(repository, commit),
    links: commitCommentLinks(repository, commit, id),
  };
  all.add(comment);
  return json(comment, 201);
}

function change({ body, workspace }: RestRequest, { all, index, comment }: Found): Reply {
  check(body, { 'content.raw': 'text' });
  const content = rendered(required(body, 'content.raw'));
  const changed = { ...comment, content, updated_on: workspace.changes.time() };
  all.replace(index, changed);
  // Bitbucket answers a change of these comments with 201.
  return json(changed, 201);
}

function remove({ workspace }: RestRequest, { all, index, comment }: Found): Reply {
  all.replace(index, {
    ...comment,
    content: rendered(''),
    deleted: true,
    updated_on: workspace.changes.time(),
  });
  return nothing();
}

interface Found {
  readonly all: ReturnType<typeof commitComments>;
  readonly index: number;
  readonly comment: JsonObject;
}

/** Calls `handle` with a comment that exists and was not deleted. */
function withComment(handle: (request: RestRequest, found: Found) => Reply): Route['handle'] {
  return withCommit((request, repository, commit) => {
    const { comment: wanted = '' } = request.parameters;
    const all = commitComments(request.workspace, repository, commit);
    const index = findIndex(all, ({ id }) => JSON.stringify(id) === wanted);
    const comment = index === undefined ? undefined : all.render(index);
    if (index === undefined || comment === undefined || comment['deleted'] === true) {
      return failure(404, `Comment ${wanted} not found`);
    }
    return handle(request, { all, index, comment });
  });
}

const collection = '/repositories/{workspace}/{repository}/commit/{commit}/comments';
const scope = scopes.repository;

export const commitCommentWrites: readonly Route[] = [
  { method: 'POST', pattern: collection, scope, handle: withCommit(refusable(create)) },
  { method: 'PUT', pattern: `${collection}/{comment}`, scope, handle: withComment(refusable(change)) },
  { method: 'DELETE', pattern: `${collection}/{comment}`, scope, handle: withComment(remove) },
];
