/** Variables of pipelines. A secured one never shows its value. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { isGenerated } from './deployments.ts';
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

export function repositoryVariables(
  { changes }: Workspace,
  { plan, uuid: id, seed }: Repository,
): ChangeableCollection {
  const generated = plan.pipelines === 0 ? [] : variables(seed + 0x9a1, values.length);
  return changes.list(`variables of ${id}`, generated);
}

export function workspaceVariables({ changes }: Workspace): ChangeableCollection {
  return changes.list('variables of the workspace', variables(0x9a7, 3));
}

export function environmentVariables(
  { changes }: Workspace,
  repository: Repository,
  environment: string,
): ChangeableCollection {
  const generated = isGenerated(repository, environment)
    ? variables(repository.seed + Number.parseInt(environment.slice(1, 7), 16), 2)
    : [];
  const all = generated.map((variable) => ({ ...variable, type: 'deployment_variable' }));
  return changes.list(`variables of ${repository.uuid} ${environment}`, all);
}
