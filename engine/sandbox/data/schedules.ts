import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { objectsOf } from './collection.ts';
import { uuid } from './mix.ts';
import { pipelines } from './pipelines.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const day = 86_400_000;
const first = Date.UTC(2024, 8, 1, 5, 0);

/** A nightly run and a weekly one that is switched off; none where pipelines never ran. */
export function pipelineSchedules({ changes }: Workspace, repository: Repository): ChangeableCollection {
  const generated = repository.plan.pipelines === 0 ? [] : generatedSchedules(repository);
  return changes.list(`schedules of ${repository.uuid}`, generated);
}

function generatedSchedules(repository: Repository): readonly JsonObject[] {
  return ['0 30 1 * * ? *', '0 0 6 ? * MON *'].map((pattern, index) => ({
    type: 'pipeline_schedule',
    uuid: uuid(repository.seed, 66_000 + index),
    enabled: index === 0,
    cron_pattern: pattern,
    target: {
      type: 'pipeline_ref_target',
      ref_type: 'branch',
      ref_name: 'main',
      selector: index === 0 ? { type: 'custom', pattern: 'nightly' } : { type: 'default' },
    },
    created_on: pipelineTimestamp(first + index * day, 112_000_000, 3),
    updated_on: pipelineTimestamp(first + (index + 9) * day, 112_345_678, 9),
  }));
}

/** What came of each time that it was due, the last one first; undefined if there is no such schedule. */
export function scheduleExecutions(
  workspace: Workspace,
  repository: Repository,
  schedule: string,
): readonly JsonObject[] | undefined {
  const place = objectsOf(pipelineSchedules(workspace, repository)).findIndex(
    ({ uuid: own }) => own === schedule,
  );
  if (place < 0) return undefined;
  const runs = [2, 1, 0].map((index) => ({
    type: 'pipeline_schedule_execution_executed',
    pipeline: pipelines(workspace, repository).render(place * 3 + index),
  }));
  const error = {
    type: 'pipeline_error',
    key: 'result-service.pipeline.reference-not-found',
    message: 'The branch "main" was not found.',
  };
  return place === 0 ? runs : [{ type: 'pipeline_schedule_execution_errored', error }, ...runs];
}
