/** Environments and what was deployed to them by runs of pipelines. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { commitReference } from './commits.ts';
import { choose, pick, uuid } from './mix.ts';
import { lastStep } from './pipeline-steps.ts';
import { pipelineUuid } from './pipelines.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

/** By their rank. */
export const stages = ['Test', 'Staging', 'Production'] as const;
const minute = 60_000;
const first = Date.UTC(2025, 0, 6, 7, 0);
const outcomes = ['SUCCESSFUL', 'SUCCESSFUL', 'FAILED', 'STOPPED'];

export function environmentUuid(repository: Repository, index: number): string {
  return uuid(repository.seed, 60_000 + index);
}

function environmentNames(rank: number): JsonObject {
  const name = stages[rank] ?? 'Test';
  return {
    name: rank === 2 ? `${name} "Süd"` : name,
    environment_type: { type: 'deployment_environment_type', name, rank },
  };
}

export function environmentObject(
  id: string,
  name: string,
  rank: number,
  isHidden: boolean,
  place: number,
): JsonObject {
  const stage = stages[rank] ?? 'Test';
  return {
    type: 'deployment_environment',
    uuid: id,
    name,
    environment_type: { type: 'deployment_environment_type', name: stage, rank },
    slug: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    category: { name: stage },
    rank: place,
    hidden: isHidden,
    restrictions: { type: 'deployment_restrictions_configuration', admin_only: rank === 2 },
    lock: { type: 'deployment_environment_lock_open', name: 'OPEN' },
    environment_lock_enabled: true,
    deployment_gate_enabled: rank === 2,
  };
}

/** One for each stage; none where pipelines never ran. */
export function environments({ changes }: Workspace, repository: Repository): ChangeableCollection {
  const generated = stages.map((name, rank) => ({
    ...environmentObject(environmentUuid(repository, rank), name, rank, rank === 0, rank),
    ...environmentNames(rank),
  }));
  return changes.list(`environments of ${repository.uuid}`, repository.plan.pipelines === 0 ? [] : generated);
}

/** Whether the repository began with an environment of that UUID. */
export function isGenerated(repository: Repository, id: string): boolean {
  return stages.some((_, index) => environmentUuid(repository, index) === id);
}

function stateOf(workspace: Workspace, repository: Repository, number: number, started: number): JsonObject {
  const { seed, plan, web } = repository;
  const url = `${web}/addon/pipelines/home#!/results/${number}`;
  const deployer = pick(workspace.people.members, seed, number, 310).account;
  const started_on = pipelineTimestamp(started, 203_390_000, 5);
  if (number > plan.pipelines - 2) {
    return { type: 'deployment_state_in_progress', name: 'IN_PROGRESS', url, deployer, started_on };
  }
  if (choose(10, seed, number, 311) === 0) return { type: 'deployment_state_undeployed', name: 'UNDEPLOYED' };
  const outcome = pick(outcomes, seed, number, 312);
  return {
    type: 'deployment_state_completed',
    name: 'COMPLETED',
    url,
    deployer,
    status: { type: `deployment_state_completed_status_${outcome.toLowerCase()}`, name: outcome },
    started_on,
    completed_on: pipelineTimestamp(started + 2 * minute, 307_323_000, 6),
  };
}

function deployment(workspace: Workspace, repository: Repository, number: number): JsonObject {
  const { seed, plan, web } = repository;
  const started = first + number * 1527 * minute;
  const step = lastStep(repository, number);
  const pipeline = pipelineUuid(repository, number);
  const commit = commitReference(repository, choose(plan.commits, seed, number, 101));
  const release = uuid(seed, 62_000 + number);
  return {
    type: 'deployment',
    uuid: uuid(seed, 64_000 + number),
    key: `steps-${step}`,
    version: 1 + (number % 5),
    environment: {
      type: 'deployment_environment',
      uuid: environmentUuid(repository, number % 3),
      ...environmentNames(number % 3),
    },
    step: { uuid: step },
    commit,
    release: {
      type: 'deployment_release',
      uuid: release,
      key: `pipelines-${pipeline}`,
      name: `#${number}`,
      url: `${web}/addon/pipelines/home#!/results/${number}`,
      pipeline: { type: 'pipeline', uuid: pipeline },
      commit,
      created_on: pipelineTimestamp(started - 5 * minute, 522_007_000, 6),
    },
    state: stateOf(workspace, repository, number, started),
    last_update_time: pipelineTimestamp(started + 2 * minute, 307_323_000, 6),
  };
}

/** Every second run deploys. Newest first. */
export function deployments(workspace: Workspace, repository: Repository): readonly JsonObject[] {
  const count = Math.trunc(repository.plan.pipelines / 2);
  return Array.from({ length: count }, (_, index) => deployment(workspace, repository, 2 * (count - index)));
}
