/**
 * The history of a repository: commit 0 is the newest, and everything after it is its ancestor. The first
 * parent of commit i is i + 1; a merge has a second one further back. So "reachable from i" is "i and all
 * after it", which keeps ranges cheap. What was pushed since stands before it, at negative places.
 */
import type { JsonObject } from '../json.ts';
import { chance, choose, commitHash, pick } from './mix.ts';
import { link } from './site.ts';
import { pushAt } from './pushes.ts';
import { paragraph, rendered, title } from './texts.ts';
import { commitTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
const newest = Date.UTC(2026, 5, 30, 16, 0);
const offsets = [0, 0, 60, 120, -300, -480, 330, 345, 540, 765];

export function hashOf(repository: Repository, index: number): string {
  return commitHash(repository.seed, index);
}

export function commitLinks(repository: Repository, hash: string): JsonObject {
  return {
    self: link(`${repository.api}/commit/${hash}`),
    html: link(`${repository.web}/commits/${hash}`),
  };
}

export function commitReference(repository: Repository, index: number): JsonObject {
  const hash = hashOf(repository, index);
  return { type: 'commit', hash, links: commitLinks(repository, hash) };
}

/** The author line: some people commit from addresses that Bitbucket cannot match to an account. */
export function authorOf(workspace: Workspace, seed: number, index: number): JsonObject {
  const member = pick(workspace.people.members, seed, index, 50);
  if (chance(12, seed, index, 51)) {
    return { type: 'author', raw: `${member.displayName} <root@localhost>` };
  }
  return { type: 'author', raw: `${member.displayName} <${member.email}>`, user: member.account };
}

function parents(workspace: Workspace, repository: Repository, index: number): readonly JsonObject[] {
  const pushed = pushAt(workspace, repository, index);
  if (pushed !== undefined) {
    return pushed.parent === undefined ? [] : [commitReference(repository, pushed.parent)];
  }
  const last = repository.plan.commits - 1;
  if (index >= last) return [];
  const first = commitReference(repository, index + 1);
  const other = index + 2 + choose(9, repository.seed, index, 60);
  return index % 7 === 3 && other <= last ? [first, commitReference(repository, other)] : [first];
}

export function commitDate(repository: Repository, index: number): string {
  if (index < 0) return commitTimestamp(newest - index * minute, 0);
  // About every twentieth commit was rebased: its date is older than that of its parent.
  const rebased = chance(5, repository.seed, index, 61) ? 3 * 24 * 60 * minute : 0;
  const date = newest - index * 690 * minute - choose(690, repository.seed, index, 62) * minute - rebased;
  return commitTimestamp(date - (date % 1000), pick(offsets, repository.seed, index, 63));
}

/** As embedded in branches and tags: without `summary` and `rendered`. */
export function refTarget(workspace: Workspace, repository: Repository, index: number): JsonObject {
  const hash = hashOf(repository, index);
  const self = `${repository.api}/commit/${hash}`;
  return {
    type: 'commit',
    hash,
    date: commitDate(repository, index),
    author: pushAt(workspace, repository, index)?.author ?? authorOf(workspace, repository.seed, index),
    message: commitMessage(workspace, repository, index),
    parents: parents(workspace, repository, index),
    repository: repository.condensed,
    links: {
      ...commitLinks(repository, hash),
      diff: link(`${repository.api}/diff/${hash}`),
      approve: link(`${self}/approve`),
      comments: link(`${self}/comments`),
      statuses: link(`${self}/statuses`),
      patch: link(`${repository.api}/patch/${hash}`),
    },
  };
}

function commitMessage(workspace: Workspace, repository: Repository, index: number): string {
  const pushed = pushAt(workspace, repository, index);
  if (pushed !== undefined) return pushed.message;
  const subject = title(repository.seed, index + 31, 43);
  if (index % 7 === 3) return `Merged in feature (pull request #${index})\n\n${subject}\n`;
  return index % 5 === 0 ? `${subject}\n\n${paragraph(repository.seed, index)}` : `${subject}\n`;
}

export function commitObject(workspace: Workspace, repository: Repository, index: number): JsonObject {
  const target = refTarget(workspace, repository, index);
  const message = rendered(commitMessage(workspace, repository, index));
  return {
    ...target,
    rendered: { message },
    summary: message,
  };
}
