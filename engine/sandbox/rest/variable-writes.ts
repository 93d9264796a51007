/** Variables of pipelines: made, changed, removed. The value of a secured one is taken and never told. */
import type { ChangeableCollection } from '../data/changes.ts';
import { objectsOf } from '../data/collection.ts';
import { uuid } from '../data/mix.ts';
import { environmentVariables, repositoryVariables, workspaceVariables } from '../data/variables.ts';
import type { Workspace } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import { textAt, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inEnvironment } from './find-environment.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import { listWrites, type WrittenList } from './list-writes.ts';
import type { Route } from './route.ts';
import { check, refuse, refuseField, required, textIn } from './written-body.ts';

const fields = { type: 'text', uuid: 'text', key: 'text', value: 'text', secured: 'boolean' } as const;
const seed = 0x9b3;

function checkKey(all: ChangeableCollection, key: string, own?: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(key)) {
    refuseField('key', 'A key is of letters, digits and underscores and does not begin with a digit.');
  }
  const isTaken = objectsOf(all).some((other) => other['key'] === key && other['uuid'] !== own);
  if (isTaken) refuse(failure(409, `A variable with the key ${key} already exists.`));
}

function variable(type: string, id: string, key: string, value: string, isSecured: boolean): JsonObject {
  return { type, uuid: id, key, secured: isSecured, ...(isSecured ? {} : { value }) };
}

function variableWrites<Place>(
  collection: string,
  type: string,
  within: WrittenList<Place>['within'],
  items: (workspace: Workspace, place: Place) => ChangeableCollection,
): readonly Route[] {
  return listWrites<Place>({
    collection,
    key: 'variable',
    word: 'Variable',
    within,
    items,
    nameOf: (item) => textAt(item, 'uuid'),
    read: scopes.pipeline,
    create: {
      scope: scopes.pipelineVariable,
      make({ request: { body, workspace }, all }) {
        check(body, fields);
        const key = required(body, 'key');
        checkKey(all, key);
        const value = textIn(body, 'value') ?? refuseField('value', 'This field is required.');
        return variable(type, uuid(seed, workspace.changes.number()), key, value, body['secured'] === true);
      },
    },
    change: {
      scope: scopes.pipelineVariable,
      make({ request: { body }, all, item }) {
        check(body, fields);
        const id = textAt(item, 'uuid');
        const key = textIn(body, 'key') ?? textAt(item, 'key');
        checkKey(all, key, id);
        const isSecured = (body['secured'] ?? item['secured']) === true;
        const value = textIn(body, 'value') ?? textIn(item, 'value');
        if (!isSecured && value === undefined) {
          refuseField('value', 'A secured variable cannot be opened without a new value.');
        }
        return variable(type, id, key, value ?? '', isSecured);
      },
    },
    remove: { scope: scopes.pipelineVariable, make: () => undefined },
  });
}

const repository = '/repositories/{workspace}/{repository}';

export const variableWriteRoutes: readonly Route[] = [
  ...variableWrites(
    `${repository}/pipelines_config/variables`,
    'pipeline_variable',
    inRepository,
    repositoryVariables,
  ),
  ...variableWrites(
    '/workspaces/{workspace}/pipelines-config/variables',
    'pipeline_variable',
    inWorkspace,
    workspaceVariables,
  ),
  // Of these Bitbucket has none read alone.
  ...variableWrites(
    `${repository}/deployments_config/environments/{environment}/variables`,
    'deployment_variable',
    inEnvironment,
    (workspace, place) => environmentVariables(workspace, place.repository, place.environment),
  ).filter(({ method }) => method !== undefined),
];
