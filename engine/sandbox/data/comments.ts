/** The comments of pull requests: replies, comments on lines, deleted ones, and ids wider than a double. */
import { WideInteger, type JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { generated } from './collection.ts';
import { placeInFile } from './place-in-file.ts';
import { chance, choose, pick } from './mix.ts';
import type { Person } from './people.ts';
import { pullRequestCreation, pullRequestReference } from './pull-request-reference.ts';
import { link } from './site.ts';
import { paragraph, rendered, title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;

/** The pull request with more comments than one page holds. */
export const talkativePullRequest = 7;
/** The pull request whose comment ids lie beyond 2^53. */
export const wideIdPullRequest = 11;

/** All comments of a pull request, the deleted ones too. */
function length(repository: Repository, pullRequest: number): number {
  if (pullRequest === talkativePullRequest) return 230;
  if (pullRequest === wideIdPullRequest) return 4;
  return choose(5, repository.seed, pullRequest, 80);
}

function isDeleted(repository: Repository, pullRequest: number, index: number): boolean {
  return index > 0 && chance(10, repository.seed + pullRequest, index, 81);
}

/** What a pull request says in `comment_count`: deleted comments do not count. */
export function commentCount(repository: Repository, pullRequest: number): number {
  const all = length(repository, pullRequest);
  let count = 0;
  for (let index = 0; index < all; index += 1) {
    if (!isDeleted(repository, pullRequest, index)) count += 1;
  }
  return count;
}

function idOf(repository: Repository, pullRequest: number, index: number): number | WideInteger {
  if (pullRequest === wideIdPullRequest) {
    return new WideInteger(9_007_199_254_740_993n + BigInt(repository.index * 1000 + index * 2));
  }
  // Unique in the workspace, as in Bitbucket; no other pull request reaches this one's share.
  return repository.index * 100_000_000 + pullRequest * 256 + index;
}

function writer(workspace: Workspace, repository: Repository, pullRequest: number, index: number): Person {
  return pick(workspace.people.members, repository.seed + pullRequest, index, 86);
}

/** Pairs share their time of creation. */
function written(repository: Repository, pullRequest: number, index: number): number {
  return pullRequestCreation(repository, pullRequest).at + (1 + Math.trunc(index / 2)) * 13 * minute;
}

function comment(
  workspace: Workspace,
  repository: Repository,
  pullRequest: number,
  index: number,
): JsonObject {
  const seed = repository.seed + pullRequest;
  const deleted = isDeleted(repository, pullRequest, index);
  const id = idOf(repository, pullRequest, index);
  const text = index % 9 === 4 ? paragraph(seed, index) : title(seed, index, 6);
  const created = written(repository, pullRequest, index);
  const isReply = index > 0 && chance(30, seed, index, 85);
  const parentId = idOf(repository, pullRequest, 0);
  const inline = placeInFile(seed, index);
  return {
    type: 'pullrequest_comment',
    id,
    created_on: restTimestamp(created, 618_489),
    updated_on: restTimestamp(created + (deleted ? 5 * minute : 0), 680_568),
    content: rendered(deleted ? '' : text),
    user: writer(workspace, repository, pullRequest, index).account,
    deleted,
    pending: false,
    ...(inline === undefined ? {} : { inline }),
    ...(isReply ? { parent: { id: parentId, links: commentLinks(repository, pullRequest, parentId) } } : {}),
    ...(index % 5 === 2 && !deleted
      ? {
          resolution: {
            type: 'comment_resolution',
            user: pick(workspace.people.members, seed, index, 87).account,
            created_on: restTimestamp(created + 9 * minute, 711_204),
          },
        }
      : {}),
    pullrequest: pullRequestReference(repository, pullRequest),
    links: commentLinks(repository, pullRequest, id),
  };
}

export function commentLinks(
  repository: Repository,
  pullRequest: number,
  id: number | WideInteger,
): JsonObject {
  const digits = (id instanceof WideInteger ? id.value : id).toString();
  return {
    self: link(`${repository.api}/pullrequests/${pullRequest}/comments/${digits}`),
    html: link(`${repository.web}/pull-requests/${pullRequest}/_/diff#comment-${digits}`),
  };
}

/** Who wrote comments that are still there, and when last; in the order of their first ones. */
export function commenters(
  workspace: Workspace,
  repository: Repository,
  pullRequest: number,
): readonly { readonly user: JsonObject; readonly at: string }[] {
  const found = new Map<string, { readonly user: JsonObject; readonly at: string }>();
  for (let index = 0; index < length(repository, pullRequest); index += 1) {
    if (isDeleted(repository, pullRequest, index)) continue;
    const { uuid, account } = writer(workspace, repository, pullRequest, index);
    found.set(uuid, { user: account, at: restTimestamp(written(repository, pullRequest, index), 618_489) });
  }
  return [...found.values()];
}

/** Oldest first. */
export function comments(
  workspace: Workspace,
  repository: Repository,
  pullRequest: number,
): ChangeableCollection {
  const count = pullRequest <= repository.plan.pullRequests ? length(repository, pullRequest) : 0;
  const all = generated(count, (index) => comment(workspace, repository, pullRequest, index));
  return workspace.changes.over(`comments ${repository.uuid} ${pullRequest}`, all, 'last');
}
