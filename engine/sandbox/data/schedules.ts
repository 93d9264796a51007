import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { uuid } from './mix.ts';
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
