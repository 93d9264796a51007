/** Which commit a request means. */
import { hashOf } from '../data/commits.ts';
import { pushCount, pushedHead } from '../data/pushes.ts';
import { branchTarget } from '../data/refs.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';

const indexes = new WeakMap<Repository, ReadonlyMap<string, number>>();

/** By whole hash, or by its first 7 to 39 digits. */
export function commitIndex(workspace: Workspace, repository: Repository, hash: string): number | undefined {
  for (let place = -1; place >= -pushCount(workspace, repository); place -= 1) {
    if (hash.length >= 7 && hashOf(repository, place).startsWith(hash)) return place;
  }
  let known = indexes.get(repository);
  if (known === undefined) {
    known = new Map(
      Array.from({ length: repository.plan.commits }, (_, index) => [hashOf(repository, index), index]),
    );
    indexes.set(repository, known);
  }
  if (hash.length === 40) return known.get(hash);
  if (!/^[0-9a-f]{7,39}$/.test(hash)) return undefined;
  for (const [candidate, index] of known) if (candidate.startsWith(hash)) return index;
  return undefined;
}

/** By the name of a branch too. */
export function revisionIndex(
  workspace: Workspace,
  repository: Repository,
  revision: string,
): number | undefined {
  return (
    pushedHead(workspace, repository, revision) ??
    branchTarget(repository, revision) ??
    commitIndex(workspace, repository, revision)
  );
}

/** A handler of a route below `/repositories/{workspace}/{repository}/commit/{commit}`, with its place in the history. */
export function withCommit(
  handle: (request: RestRequest, repository: Repository, index: number) => Reply,
): Route['handle'] {
  return inRepository((request, repository) => {
    const { commit = '' } = request.parameters;
    const index = commitIndex(request.workspace, repository, commit);
    return index === undefined
      ? failure(404, `Commit not found: ${commit}`)
      : handle(request, repository, index);
  });
}
