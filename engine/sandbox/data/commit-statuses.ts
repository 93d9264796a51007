/** What builds say of commits: one for each run of a pipeline on the commit, and some of a service elsewhere. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { collectionOf } from './collection.ts';
import { commitReference, hashOf } from './commits.ts';
import { chance, choose, commitHash, pick } from './mix.ts';
import { pipelines, pipelinesOn } from './pipelines.ts';
import { branchName } from './ref-names.ts';
import { link } from './site.ts';
import { title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
const first = Date.UTC(2025, 1, 3, 10, 0);
const states = ['SUCCESSFUL', 'SUCCESSFUL', 'FAILED', 'STOPPED', 'INPROGRESS'];
/** The commit with more statuses than one page holds. */
export const busyCommit = 5;

/** What the kinds of statuses differ in. */
interface Build {
  readonly key: string;
  readonly name: string;
  readonly state: string;
  readonly description: string | null;
  readonly url: string;
  readonly refname: string | null;
}

function status(repository: Repository, commit: number, build: Build, order: number): JsonObject {
  const { key } = build;
  const at = `${repository.api}/commit/${hashOf(repository, commit)}`;
  const created = first + (commit * 7 + order) * 31 * minute;
  return {
    type: 'build',
    ...build,
    repository: repository.condensed,
    commit: commitReference(repository, commit),
    created_on: restTimestamp(created, 366_063),
    updated_on: restTimestamp(created + choose(50, repository.seed, commit, 150 + order) * minute, 667_312),
    links: { self: link(`${at}/statuses/build/${encodeURIComponent(key)}`), commit: link(at) },
  };
}

/** Of the pipeline's own words those that statuses have. */
function stateOf(pipeline: JsonObject): string {
  const { result } = pipeline['state'] as { readonly result?: { readonly name: string } };
  if (result === undefined) return 'INPROGRESS';
  return result.name === 'ERROR' ? 'FAILED' : result.name;
}

function ownBuild(repository: Repository, pipeline: JsonObject): Build {
  const number = Number(pipeline['build_number']);
  const { ref_name: refname } = pipeline['target'] as { readonly ref_name?: string };
  return {
    key: commitHash(repository.seed, 60_000 + number).slice(0, 32),
    name: `Pipeline #${number}${refname === undefined ? '' : ` for ${refname}`}`,
    state: stateOf(pipeline),
    description: null,
    url: `${repository.web}/pipelines/results/${number}`,
    refname: refname ?? null,
  };
}

function foreignBuild(repository: Repository, commit: number, order: number): Build {
  const { seed } = repository;
  return {
    key: `FOGHORN-"${order}"`,
    name: order === 0 ? '' : `Foghorn build #${commit}.${order} \\ größe`,
    state: pick(states, seed + commit, order, 151),
    description: title(seed + commit, order, 5),
    url: `https://foghorn.example/builds/${commit}/${order}?of={repository.full_name}`,
    refname: chance(40, seed + commit, order, 152) ? null : branchName(seed, commit + order),
  };
}

/** Oldest first. */
export function commitStatuses(
  workspace: Workspace,
  repository: Repository,
  commit: number,
): ChangeableCollection {
  const runs = pipelines(workspace, repository);
  const own = pipelinesOn(repository, commit).map((number) => ownBuild(repository, runs.render(number - 1)));
  const count = commit === busyCommit ? 108 : commit < 0 ? 0 : choose(3, repository.seed, commit, 153);
  const foreign = Array.from({ length: count }, (_, order) => foreignBuild(repository, commit, order));
  const all = collectionOf(
    [...own, ...foreign].map((build, order) => status(repository, commit, build, order)),
  );
  return workspace.changes.over(`statuses ${repository.uuid} ${hashOf(repository, commit)}`, all, 'last');
}
