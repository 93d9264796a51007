/** What a run of a pipeline did, step by step. The last step that ran ends as the run did. */
import { type JsonObject, textAt } from '../json.ts';
import { choose, pick, uuid } from './mix.ts';
import { pipelines } from './pipelines.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const names = ['Build and test', 'Deploy to staging', 'Deploy to production'];
const images = ['node:24', 'golang:1.25', 'harbour/crane:größe'];

function stepCount(repository: Repository, number: number): number {
  return 1 + choose(3, repository.seed, number, 300);
}

function stepUuid(repository: Repository, number: number, index: number): string {
  return uuid(repository.seed, 80_000 + number * 4 + index);
}

/** The last step of a run, which is the one that deploys. */
export function lastStep(repository: Repository, number: number): string {
  return stepUuid(repository, number, stepCount(repository, number) - 1);
}

interface StepState {
  readonly state: JsonObject;
  readonly ran: boolean;
  readonly ended: boolean;
}

function completed(result: string): JsonObject {
  const type = `pipeline_step_state_completed_${result.toLowerCase()}`;
  return { type: 'pipeline_step_state_completed', name: 'COMPLETED', result: { type, name: result } };
}

/** A run that failed did so in its first step; what follows was not run. */
function stateOf(run: JsonObject, index: number): StepState {
  const outcome = textAt(run, 'state', 'result', 'name');
  if (outcome === '') {
    const state =
      index === 0
        ? {
            type: 'pipeline_step_state_in_progress',
            name: 'IN_PROGRESS',
            stage: { type: 'pipeline_step_state_in_progress_running', name: 'RUNNING' },
          }
        : { type: 'pipeline_step_state_pending', name: 'PENDING' };
    return { state, ran: index === 0, ended: false };
  }
  if (outcome === 'SUCCESSFUL') return { state: completed('SUCCESSFUL'), ran: true, ended: true };
  return index === 0
    ? { state: completed(outcome), ran: true, ended: true }
    : { state: completed('NOT_RUN'), ran: false, ended: true };
}

function step(repository: Repository, run: JsonObject, number: number, index: number): JsonObject {
  const { state, ran, ended } = stateOf(run, index);
  const started = Date.parse(textAt(run, 'created_on')) + index * 90_000;
  const seconds = 10 + choose(80, repository.seed, number * 4 + index, 301);
  const took = ran && ended ? seconds : 0;
  const command = `echo "${textAt(run, 'target', 'commit', 'hash').slice(0, 7)}"`;
  return {
    type: 'pipeline_step',
    uuid: stepUuid(repository, number, index),
    name: names[index],
    run_number: 1,
    maxTime: 120,
    pipeline: { type: 'pipeline', uuid: run['uuid'] },
    image: { name: pick(images, repository.seed, index, 302) },
    state,
    trigger: { type: index === 2 ? 'pipeline_step_trigger_manual' : 'pipeline_step_trigger_automatic' },
    setup_commands: [{ commandType: 'user', name: 'umask 000', command: 'umask 000' }],
    script_commands: [{ commandType: 'user', name: command, command }],
    teardown_commands: [
      { commandType: 'system', action: 'UPLOAD_METRICS', name: 'Upload Metrics', command: 'true' },
    ],
    started_on: ran ? pipelineTimestamp(started, 109_572_944, 9) : null,
    completed_on: ran && ended ? pipelineTimestamp(started + seconds * 1000, 423_783_000, 6) : null,
    duration_in_seconds: took,
    build_seconds_used: took,
  };
}

/** In the order in which they run. */
export function pipelineSteps(
  workspace: Workspace,
  repository: Repository,
  number: number,
): readonly JsonObject[] {
  const run = pipelines(workspace, repository).render(number - 1);
  return Array.from({ length: stepCount(repository, number) }, (_, index) =>
    step(repository, run, number, index),
  );
}
