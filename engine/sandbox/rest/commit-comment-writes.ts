/** Comments on commits: written, changed, deleted. */
import { findIndex } from '../data/changes.ts';
import { commitCommentLinks, commitComments } from '../data/commit-comments.ts';
import { commitReference } from '../data/commits.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withCommit } from './find-commit.ts';
import type { RestRequest, Route } from './route.ts';
import { check, refusable, refuseField } from './written-body.ts';
import { changedComment, commentFields, deletedComment, newComment, numberIn } from './written-comment.ts';

/** No generated comment has such a number. */
const firstId = 1_800_000_000;

function create(request: RestRequest, repository: Repository, commit: number): Reply {
  const { body, workspace } = request;
  check(body, commentFields);
  const all = commitComments(workspace, repository, commit);
  const parent = numberIn(body, 'parent.id');
  if (parent !== undefined && findIndex(all, ({ id }) => id === parent) === undefined) {
    refuseField('parent', 'That comment is not on this commit.');
  }
  const comment = newComment(
    request,
    { type: 'commit_comment', id: firstId + workspace.changes.number(), parent },
    (id) => commitCommentLinks(repository, commit, Number(id)),
    { commit: commitReference(repository, commit) },
  );
  all.add(comment);
  return json(comment, 201);
}

function change(request: RestRequest, { all, index, comment }: Found): Reply {
  const changed = changedComment(request, comment);
  all.replace(index, changed);
  // Bitbucket answers a change of these comments with 201.
  return json(changed, 201);
}

function remove(request: RestRequest, { all, index, comment }: Found): Reply {
  all.replace(index, deletedComment(request, comment));
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
