/** Commits: the one collection here that has cursors instead of page numbers. */
import { generated } from '../data/collection.ts';
import { commitObject, hashOf } from '../data/commits.ts';
import { branchTarget } from '../data/refs.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

const indexes = new WeakMap<Repository, ReadonlyMap<string, number>>();

/** By whole hash, or by its first 7 to 39 digits. */
export function commitIndex(repository: Repository, hash: string): number | undefined {
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

function revisionIndex(repository: Repository, revision: string): number | undefined {
  return branchTarget(repository, revision) ?? commitIndex(repository, revision);
}

/** Everything reachable from one of the included revisions and from none of the excluded ones. */
function serveCommits(request: RestRequest, repository: Repository): Reply {
  const { revision } = request.parameters;
  const { searchParams } = request.url;
  const included = [...(revision === undefined ? [] : [revision]), ...searchParams.getAll('include')];
  const excluded = searchParams.getAll('exclude');
  const unknown = [...included, ...excluded].filter((name) => revisionIndex(repository, name) === undefined);
  if (unknown.length > 0) return failure(404, 'Commit not found', { data: { shas: unknown } });
  const indexOf = (name: string): number => revisionIndex(repository, name) ?? 0;
  const first = included.length === 0 ? 0 : Math.min(...included.map(indexOf));
  const end = Math.min(repository.plan.commits, ...excluded.map(indexOf));
  const { workspace } = request;
  return servePage(
    {
      key: `commits ${repository.uuid} ${first} ${end}`,
      items: generated(Math.max(0, end - first), (index) =>
        commitObject(workspace, repository, first + index),
      ),
      paging: 'cursor',
      defaultLength: 30,
      longest: 100,
    },
    // The list follows the history; no order but its own makes sense.
    { ...request, modes: { ...request.modes, ties: 'stable' } },
  );
}

export const commitRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/commits',
    scope: scopes.repository,
    handle: inRepository(serveCommits),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/commits/{revision}',
    scope: scopes.repository,
    handle: inRepository(serveCommits),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/commit/{commit}',
    scope: scopes.repository,
    handle: inRepository((request, repository) => {
      const { commit = '' } = request.parameters;
      const index = commitIndex(repository, commit);
      return index === undefined
        ? failure(404, `Commit not found: ${commit}`)
        : serveObject({ ...commitObject(request.workspace, repository, index), participants: [] }, request);
    }),
  },
];
