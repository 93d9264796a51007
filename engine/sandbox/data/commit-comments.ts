/** The comments on commits: on lines, as replies, and deleted ones. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { generated } from './collection.ts';
import { commitReference, hashOf } from './commits.ts';
import { chance, choose, pick } from './mix.ts';
import { placeInFile } from './place-in-file.ts';
import { link } from './site.ts';
import { rendered, title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
const first = Date.UTC(2025, 2, 10, 7, 0);
/** The commit with more comments than one page holds. */
export const talkedOverCommit = 3;

function length(repository: Repository, commit: number): number {
  if (commit === talkedOverCommit) return 115;
  if (commit < 0) return 0;
  return Math.max(0, choose(6, repository.seed, commit, 140) - 2);
}

function idOf(repository: Repository, commit: number, index: number): number {
  return repository.index * 100_000_000 + 80_000_000 + commit * 128 + index;
}

export function commitCommentLinks(repository: Repository, commit: number, id: number): JsonObject {
  const hash = hashOf(repository, commit);
  return {
    self: link(`${repository.api}/commit/${hash}/comments/${id}`),
    html: link(`${repository.web}/commits/${hash}#comment-${id}`),
  };
}

function comment(workspace: Workspace, repository: Repository, commit: number, index: number): JsonObject {
  const seed = repository.seed + commit;
  const id = idOf(repository, commit, index);
  const deleted = chance(15, seed, index, 141);
  const created = first + (commit * 11 + Math.trunc(index / 2)) * 43 * minute;
  const parent = idOf(repository, commit, 0);
  const inline = placeInFile(seed, index);
  return {
    type: 'commit_comment',
    id,
    created_on: restTimestamp(created, 118_489),
    updated_on: restTimestamp(created + (deleted ? 5 * minute : 0), 180_568),
    content: rendered(deleted ? '' : title(seed, index, 5)),
    user: pick(workspace.people.members, seed, index, 143).account,
    deleted,
    ...(inline === undefined ? {} : { inline }),
    ...(index > 0 && chance(30, seed, index, 145)
      ? { parent: { id: parent, links: commitCommentLinks(repository, commit, parent) } }
      : {}),
    commit: commitReference(repository, commit),
    links: commitCommentLinks(repository, commit, id),
  };
}

/** Oldest first. */
export function commitComments(
  workspace: Workspace,
  repository: Repository,
  commit: number,
): ChangeableCollection {
  const all = generated(length(repository, commit), (index) => comment(workspace, repository, commit, index));
  return workspace.changes.over(`commit comments ${repository.uuid} ${commit}`, all, 'last');
}
