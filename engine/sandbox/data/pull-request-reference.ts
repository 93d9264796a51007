/** What other objects say about a pull request. */
import type { JsonObject } from '../json.ts';
import { choose } from './mix.ts';
import { link } from './site.ts';
import { title } from './texts.ts';
import type { Repository } from './workspace.ts';

const first = Date.UTC(2020, 0, 6, 8, 0);
const last = Date.UTC(2026, 4, 29, 17, 0);

export function pullRequestTitle(repository: Repository, id: number): string {
  return title(repository.seed, id, 13);
}

export function pullRequestLinks(repository: Repository, id: number): JsonObject {
  return {
    self: link(`${repository.api}/pullrequests/${id}`),
    html: link(`${repository.web}/pull-requests/${id}`),
  };
}

/** As other objects embed it. */
export function pullRequestReference(repository: Repository, id: number): JsonObject {
  return {
    type: 'pullrequest',
    id,
    title: pullRequestTitle(repository, id),
    links: pullRequestLinks(repository, id),
  };
}

/** Whether the fork that it came from was deleted, and with it the source branch. */
export function isOrphaned(id: number): boolean {
  return id % 61 === 17;
}

/** The places in the history of its two ends; undefined in a repository without commits. */
export function pullRequestEnds(
  repository: Repository,
  id: number,
): { readonly source: number; readonly destination: number } | undefined {
  const { plan, seed } = repository;
  if (plan.commits === 0) return undefined;
  return { source: choose(plan.commits, seed, id, 18), destination: choose(plan.commits, seed, id, 19) };
}

/** Milliseconds, and the microseconds of the second. Three consecutive pull requests share their time. */
export function pullRequestCreation(
  repository: Repository,
  id: number,
): { readonly at: number; readonly micros: number } {
  const { seed, plan } = repository;
  const group = Math.trunc(id / 3);
  const groups = Math.trunc(plan.pullRequests / 3) + 1;
  const at = first + Math.trunc(((last - first) / groups) * group);
  const micros = group % 20 === 0 ? 0 : choose(1_000_000, seed, group, 4);
  return { at: at - (at % 1000), micros };
}
