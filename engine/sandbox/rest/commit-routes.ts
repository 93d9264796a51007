/** Commits, in pages that only cursors lead to. */
import { generated } from '../data/collection.ts';
import { commitApprovals } from '../data/commit-approvals.ts';
import { commitObject } from '../data/commits.ts';
import { ancestry, pushCount, type Ancestry } from '../data/pushes.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { revisionIndex, withCommit } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

/** What all branches hold. */
function everything(workspace: Workspace, repository: Repository): Ancestry {
  const count = pushCount(workspace, repository);
  return { pushed: Array.from({ length: count }, (_, index) => -index - 1), generated: 0 };
}

/** Everything reachable from one of the included revisions and from none of the excluded ones. */
function serveCommits(request: RestRequest, repository: Repository): Reply {
  const { revision } = request.parameters;
  const { searchParams } = request.url;
  const included = [...(revision === undefined ? [] : [revision]), ...searchParams.getAll('include')];
  const excluded = searchParams.getAll('exclude');
  const { workspace } = request;
  const indexOf = (name: string): number | undefined => revisionIndex(workspace, repository, name);
  const unknown = [...included, ...excluded].filter((name) => indexOf(name) === undefined);
  if (unknown.length > 0) return failure(404, 'Commit not found', { data: { shas: unknown } });
  const { commits } = repository.plan;
  const below = (names: readonly string[]): readonly Ancestry[] =>
    names.map((name) => ancestry(workspace, repository, indexOf(name) ?? 0));
  const wanted = included.length === 0 ? [everything(workspace, repository)] : below(included);
  const unwanted = below(excluded);
  const first = Math.min(...wanted.map((one) => one.generated ?? commits));
  const end = Math.min(commits, ...unwanted.map((one) => one.generated ?? commits));
  const left = new Set(unwanted.flatMap(({ pushed }) => pushed));
  const pushed = [...new Set(wanted.flatMap((one) => one.pushed))]
    .filter((place) => !left.has(place))
    .sort((a, b) => a - b);
  return servePage(
    {
      key: `commits ${repository.uuid} ${first} ${end} ${pushed.join()}`,
      items: generated(pushed.length + Math.max(0, end - first), (index) =>
        commitObject(workspace, repository, pushed[index] ?? first + index - pushed.length),
      ),
      paging: 'cursor',
      defaultLength: 30,
      longest: 100,
    },
    // The list follows the history; no order but its own makes sense.
    { ...request, modes: { ...request.modes, ties: 'stable' } },
  );
}

/** Lists do not tell who approved. */
function commitAlone(workspace: Workspace, repository: Repository, index: number): JsonObject {
  const approvals = commitApprovals(workspace, repository, index);
  const participants = Array.from({ length: approvals.length }, (_, place) => approvals.render(place));
  return { ...commitObject(workspace, repository, index), participants };
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
    handle: withCommit((request, repository, index) =>
      serveObject(commitAlone(request.workspace, repository, index), request),
    ),
  },
];
