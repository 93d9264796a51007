/** Runs of the repository's pipelines, with the module's own ways to write states and times. */
import type { JsonObject } from '../json.ts';
import { findIndex, type ChangeableCollection } from './changes.ts';
import { commitReference } from './commits.ts';
import { chance, choose, pick, uuid } from './mix.ts';
import { pullRequestLinks, pullRequestTitle } from './pull-request-reference.ts';
import { branchName, repositoryBranch, tagName } from './ref-names.ts';
import { link } from './site.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
const first = Date.UTC(2025, 0, 6, 6, 0);
const outcomes = ['SUCCESSFUL', 'SUCCESSFUL', 'SUCCESSFUL', 'FAILED', 'STOPPED', 'ERROR'];

function stateOf({ people }: Workspace, repository: Repository, number: number): JsonObject {
  if (number > repository.plan.pipelines - 2) {
    return {
      type: 'pipeline_state_in_progress',
      name: 'IN_PROGRESS',
      stage: { type: 'pipeline_state_in_progress_running', name: 'RUNNING' },
    };
  }
  const outcome = pick(outcomes, repository.seed, number, 100);
  return {
    type: 'pipeline_state_completed',
    name: 'COMPLETED',
    result: {
      type: `pipeline_state_completed_${outcome.toLowerCase()}`,
      name: outcome,
      ...(outcome === 'STOPPED'
        ? { terminator: pick(people.members, repository.seed, number, 112).account }
        : {}),
    },
  };
}

function commitOf({ seed, plan }: Repository, number: number): number {
  return choose(plan.commits, seed, number, 101);
}

/** The numbers of the runs on that commit. */
export function pipelinesOn(repository: Repository, commit: number): readonly number[] {
  const found: number[] = [];
  for (let number = 1; number <= repository.plan.pipelines; number += 1) {
    if (commitOf(repository, number) === commit) found.push(number);
  }
  return found;
}

function targetOf(repository: Repository, number: number): JsonObject {
  const { seed, plan } = repository;
  const commit = commitReference(repository, commitOf(repository, number));
  const share = choose(10, seed, number, 102);
  if (share < 6) {
    const branch = share < 3 ? 'main' : repositoryBranch(seed, choose(plan.branches, seed, number, 103));
    const selector =
      branch === 'main' ? { type: 'default' } : { type: 'branches', pattern: branch.slice(0, 4) + '*' };
    return { type: 'pipeline_ref_target', ref_type: 'branch', ref_name: branch, commit, selector };
  }
  if (share === 6) {
    const name = tagName(seed, choose(plan.tags, seed, number, 104));
    const selector = { type: 'tags', pattern: 'v*' };
    return { type: 'pipeline_ref_target', ref_type: 'tag', ref_name: name, commit, selector };
  }
  if (share === 7) {
    return { type: 'pipeline_commit_target', commit, selector: { type: 'custom', pattern: 'nightly' } };
  }
  const id = 1 + choose(plan.pullRequests, seed, number, 105);
  return {
    type: 'pipeline_pullrequest_target',
    source: branchName(seed, id),
    destination: 'main',
    destination_commit: commitReference(repository, 0),
    commit,
    selector: { type: 'pull-requests', pattern: '**' },
    pullrequest: {
      type: 'pullrequest',
      id,
      title: pullRequestTitle(repository, id),
      draft: false,
      links: pullRequestLinks(repository, id),
    },
  };
}

export function pipelineUuid(repository: Repository, number: number): string {
  return uuid(repository.seed, 50_000 + number);
}

function pipeline(workspace: Workspace, repository: Repository, number: number): JsonObject {
  const { seed } = repository;
  const id = pipelineUuid(repository, number);
  const state = stateOf(workspace, repository, number);
  const created = first + number * 1527 * minute;
  const seconds = 20 + choose(900, seed, number, 106);
  const completed = state['name'] === 'COMPLETED';
  const triggers = [
    { type: 'pipeline_trigger_push', name: 'PUSH' },
    { type: 'pipeline_trigger_manual', name: 'MANUAL' },
    { type: 'pipeline_trigger_schedule', name: 'SCHEDULE' },
  ];
  const self = `${repository.api}/pipelines/${encodeURIComponent(id)}`;
  return {
    type: 'pipeline',
    uuid: id,
    build_number: number,
    run_number: 1,
    creator: chance(10, seed, number, 107)
      ? workspace.people.bot.account
      : pick(workspace.people.members, seed, number, 108).account,
    repository: repository.condensed,
    target: targetOf(repository, number),
    trigger: pick(triggers, seed, number, 109),
    state,
    // Zero, three, six or nine digits: the module writes as many as it has.
    created_on: pipelineTimestamp(created, choose(1e9, seed, number, 110), (number % 4) * 3),
    completed_on: completed ? pipelineTimestamp(created + seconds * 1000, 671_000_000, 3) : null,
    duration_in_seconds: completed ? seconds : 0,
    build_seconds_used: completed ? seconds : 0,
    first_successful: false,
    expired: false,
    has_variables: chance(20, seed, number, 111),
    links: { self: link(self), steps: link(`${self}/steps/`) },
  };
}

/** Oldest first; build numbers run from 1 without gaps. */
export function pipelines(workspace: Workspace, repository: Repository): ChangeableCollection {
  const render = (index: number): JsonObject => pipeline(workspace, repository, index + 1);
  const all = {
    length: repository.plan.pipelines,
    // The module sorts by this name too, but never shows it.
    record: (index: number) => {
      const shown = render(index);
      return { ...shown, run_creation_date: shown['created_on'] };
    },
    render,
  };
  return workspace.changes.over(`pipelines ${repository.uuid}`, all, 'last');
}

/** The build number of a run, or undefined if the repository has no run of that UUID. */
export function pipelineNumber(workspace: Workspace, repository: Repository, id: string): number | undefined {
  for (let number = 1; number <= repository.plan.pipelines; number += 1) {
    if (pipelineUuid(repository, number) === id) return number;
  }
  // One that was started since.
  const index = findIndex(pipelines(workspace, repository), ({ uuid: own }) => own === id);
  return index === undefined ? undefined : index + 1;
}
