/** Comments on pull requests: written, changed, deleted. */
import { findIndex } from '../data/changes.ts';
import { commentLinks, comments } from '../data/comments.ts';
import { pullRequestLinks } from '../data/pull-request-reference.ts';
import { pullRequests } from '../data/pull-requests.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import { WideInteger, type Json, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withPullRequest } from './find-pull-request.ts';
import type { RestRequest, Route } from './route.ts';
import { check, member, refusable, refuseField, type Fields } from './written-body.ts';
import { changedComment, commentFields, deletedComment, newComment, numberIn } from './written-comment.ts';

const fields: Fields = { ...commentFields, pending: 'boolean' };

/** No other comment's: generated ones stay below a billion and a half, or lie beyond 2^53. */
const firstId = 2_000_000_000;

function create(request: RestRequest, repository: Repository, pullRequest: number): Reply {
  const { body, workspace } = request;
  check(body, fields, ['inline.from', 'inline.to']);
  const all = comments(workspace, repository, pullRequest);
  const parent = numberIn(body, 'parent.id');
  if (parent !== undefined && findIndex(all, ({ id }) => digits(id) === digits(parent)) === undefined) {
    refuseField('parent', 'That comment is not on this pull request.');
  }
  const comment = newComment(
    request,
    { type: 'pullrequest_comment', id: firstId + workspace.changes.number(), parent },
    (id) => commentLinks(repository, pullRequest, id),
    {
      pending: member(body, 'pending') === true,
      pullrequest: {
        type: 'pullrequest',
        id: pullRequest,
        title: titleOf(workspace, repository, pullRequest),
        links: pullRequestLinks(repository, pullRequest),
      },
    },
  );
  all.add(comment);
  countComments(workspace, repository, pullRequest, 1);
  return json(comment, 201);
}

function change(request: RestRequest, { all, index, comment }: FoundComment): Reply {
  const changed = changedComment(request, comment);
  all.replace(index, changed);
  return json(changed);
}

function remove(request: RestRequest, found: FoundComment): Reply {
  const { all, index, comment, repository, pullRequest } = found;
  all.replace(index, deletedComment(request, comment));
  countComments(request.workspace, repository, pullRequest, -1);
  return nothing();
}

export interface FoundComment {
  readonly repository: Repository;
  readonly pullRequest: number;
  readonly all: ReturnType<typeof comments>;
  readonly index: number;
  readonly comment: JsonObject;
}

/** Calls `handle` with a comment that exists and was not deleted. */
export function withComment(handle: (request: RestRequest, found: FoundComment) => Reply): Route['handle'] {
  return withPullRequest((request, repository, pullRequest) => {
    const { comment: wanted = '' } = request.parameters;
    const all = comments(request.workspace, repository, pullRequest);
    const index = findIndex(all, ({ id }) => digits(id) === wanted);
    const comment = index === undefined ? undefined : all.render(index);
    if (index === undefined || comment === undefined) {
      return failure(404, `Comment ${wanted} not found`);
    }
    if (comment['deleted'] === true) return failure(403, `Comment ${wanted} was deleted.`);
    return handle(request, { repository, pullRequest, all, index, comment });
  });
}

/** The comment as the endpoint of one comment has it. */
const read: Route['handle'] = withPullRequest((request, repository, pullRequest) => {
  const { comment: wanted = '' } = request.parameters;
  const all = comments(request.workspace, repository, pullRequest);
  const index = findIndex(all, ({ id }) => digits(id) === wanted);
  return index === undefined ? failure(404, `Comment ${wanted} not found`) : json(all.render(index));
});

function titleOf(workspace: Workspace, repository: Repository, pullRequest: number): Json | undefined {
  const all = pullRequests(workspace, repository);
  return all.record(all.length - pullRequest)['title'];
}

function countComments(
  workspace: Workspace,
  repository: Repository,
  pullRequest: number,
  more: number,
): void {
  const all = pullRequests(workspace, repository);
  const index = all.length - pullRequest;
  const before = all.render(index);
  all.replace(index, { ...before, comment_count: Number(before['comment_count']) + more });
}

function digits(id: Json | undefined): string {
  return id instanceof WideInteger ? id.value.toString() : JSON.stringify(id);
}

const collection = '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/comments';

export const commentWrites: readonly Route[] = [
  { pattern: `${collection}/{comment}`, scope: scopes.pullRequest, handle: read },
  {
    method: 'POST',
    pattern: collection,
    scope: scopes.pullRequest,
    handle: withPullRequest(refusable(create)),
  },
  {
    method: 'PUT',
    pattern: `${collection}/{comment}`,
    scope: scopes.pullRequest,
    handle: withComment(refusable(change)),
  },
  {
    method: 'DELETE',
    pattern: `${collection}/{comment}`,
    scope: scopes.pullRequest,
    handle: withComment(refusable(remove)),
  },
];
