/** Variables of pipelines. A secured one never shows its value. */
import type { JsonObject } from '../json.ts';
import { uuid } from './mix.ts';
import type { Repository, Workspace } from './workspace.ts';

const values: readonly (readonly [key: string, value: string | null])[] = [
  ['NODE_ENV', 'production'],
  ['DEPLOY_TOKEN', null],
  ['GREETING', 'Moin, "Welt" \\o/'],
  ['EMPTY', ''],
];

function variables(seed: number, count: number): readonly JsonObject[] {
  return values.slice(0, count).map(([key, value], index) => ({
    type: 'pipeline_variable',
    uuid: uuid(seed, index),
    key,
    secured: value === null,
    ...(value === null ? {} : { value }),
  }));
}

export function repositoryVariables(_workspace: Workspace, repository: Repository): readonly JsonObject[] {
  return repository.plan.pipelines === 0 ? [] : variables(repository.seed + 0x9a1, values.length);
}

export function workspaceVariables(): readonly JsonObject[] {
  return variables(0x9a7, 3);
}

export function environmentVariables(repository: Repository, environment: string): readonly JsonObject[] {
  const seed = repository.seed + Number.parseInt(environment.slice(1, 7), 16);
  return variables(seed, 2).map((variable) => ({ ...variable, type: 'deployment_variable' }));
}
