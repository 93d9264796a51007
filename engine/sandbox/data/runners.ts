/** Machines that run pipelines, of one repository or of the whole workspace. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { uuid } from './mix.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const day = 86_400_000;
const first = Date.UTC(2025, 1, 3, 9, 0);
const states = ['ONLINE', 'OFFLINE', 'UNREGISTERED'];

function runners(seed: number, names: readonly string[]): readonly JsonObject[] {
  return names.map((name, index) => ({
    type: 'pipeline_runner',
    uuid: uuid(seed, 67_000 + index),
    name,
    labels: ['self.hosted', index === 0 ? 'linux' : 'windows'],
    state: {
      type: 'pipeline_runner_state',
      status: states[index % states.length],
      version: { type: 'pipeline_runner_version', version: '3.14.0', current: '3.15.2' },
      updated_on: pipelineTimestamp(first + (index + 20) * day, 400_000_000, 3),
      cordoned: index === 1,
    },
    created_on: pipelineTimestamp(first + index * day, 0, 0),
    updated_on: pipelineTimestamp(first + (index + 7) * day, 31_000_000, 6),
    // The secret is told once, when the runner is made.
    oauth_client: {
      type: 'pipeline_runner_oauth_client',
      id: `runner-${(seed + index).toString(36)}`,
      token_endpoint: 'https://auth.example/oauth/token',
      audience: 'api.example',
    },
  }));
}

export function repositoryRunners(
  { changes }: Workspace,
  { plan, seed, uuid: id }: Repository,
): ChangeableCollection {
  const generated = plan.pipelines === 0 ? [] : runners(seed, ['Kran 1', 'crane "two"']);
  return changes.list(`runners of ${id}`, generated);
}

export function workspaceRunners({ changes }: Workspace): ChangeableCollection {
  const generated = runners(0x9ab, ['lighthouse-1', 'lighthouse-2', 'größe']);
  return changes.list('runners of the workspace', generated);
}
