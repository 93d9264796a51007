/** The settings behind the branching model: only what is passed changes, and branches that it names must be there. */
import { branchingModel } from '../data/branch-settings.ts';
import { findIndex } from '../data/changes.ts';
import { branches } from '../data/refs.ts';
import { link } from '../data/site.ts';
import type { Repository } from '../data/workspace.ts';
import { json, type Reply } from '../http/reply.ts';
import { isJsonObject, textAt, type Json, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { check, refusable, refuseField } from './written-body.ts';

const fields = {
  'development.name': 'text',
  'development.use_mainbranch': 'boolean',
  'production.name': 'text',
  'production.use_mainbranch': 'boolean',
  'production.enabled': 'boolean',
  branch_types: 'list',
} as const;

type Role = 'development' | 'production';

/** What the model says of the role after the change; undefined: there is no such branch. */
function chosen(
  request: RestRequest,
  repository: Repository,
  before: JsonObject,
  role: Role,
): Json | undefined {
  const passed = isJsonObject(request.body[role]) ? request.body[role] : {};
  const current = isJsonObject(before[role]) ? before[role] : undefined;
  if (passed['enabled'] === false) return undefined;
  if (Object.keys(passed).length === 0) return current;
  if (current === undefined && passed['enabled'] !== true) {
    refuseField(role, 'Enable it to choose its branch.');
  }
  const followsMain = (passed['use_mainbranch'] ?? current?.['use_mainbranch'] ?? false) === true;
  if (followsMain && passed['name'] !== undefined) {
    refuseField(`${role}.name`, 'It follows the main branch while use_mainbranch is true.');
  }
  const name = followsMain
    ? textAt(repository.full, 'mainbranch', 'name')
    : (passed['name'] ?? current?.['name']);
  const all = branches(request.workspace, repository);
  const place = findIndex(all, (branch) => branch['name'] === name);
  if (place === undefined) refuseField(role, `There is no branch ${JSON.stringify(name ?? null)}.`);
  const { name: own, target } = all.render(place);
  return { branch: { type: 'branch', name: own, target }, name: own, use_mainbranch: followsMain };
}

const kinds = ['bugfix', 'feature', 'hotfix', 'release'];

/** Those that are enabled, with the changes of the body. */
function branchTypes({ body }: RestRequest, before: JsonObject): readonly JsonObject[] {
  const current = Array.isArray(before['branch_types']) ? before['branch_types'].filter(isJsonObject) : [];
  const passed: readonly Json[] = Array.isArray(body['branch_types']) ? body['branch_types'] : [];
  const prefixes = new Map(current.map((one) => [textAt(one, 'kind'), textAt(one, 'prefix')]));
  for (const one of passed) {
    const { kind, prefix, enabled } = isJsonObject(one) ? one : {};
    if (typeof kind !== 'string' || !kinds.includes(kind)) {
      refuseField('branch_types', `A kind is one of ${kinds.join(', ')}.`);
    }
    if (enabled === false) prefixes.delete(kind);
    else prefixes.set(kind, typeof prefix === 'string' ? prefix : (prefixes.get(kind) ?? `${kind}/`));
  }
  const all = [...prefixes];
  for (const [kind, prefix] of all) {
    if (prefix === '' || /[*~^: ]/.test(prefix)) refuseField('branch_types', `"${prefix}" is no prefix.`);
    const other = all.find(([name, longer]) => name !== kind && longer.startsWith(prefix));
    if (other !== undefined) refuseField('branch_types', `"${prefix}" begins the prefix of ${other[0]}.`);
  }
  return all.map(([kind, prefix]) => ({ kind, prefix }));
}

function settings(repository: Repository, model: JsonObject): JsonObject {
  const role = (name: Role): JsonObject => {
    const { use_mainbranch = false, name: branch } = isJsonObject(model[name]) ? model[name] : {};
    return { is_valid: branch !== undefined, name: branch, use_mainbranch };
  };
  const prefixes = Array.isArray(model['branch_types']) ? model['branch_types'].filter(isJsonObject) : [];
  return {
    type: 'branching_model_settings',
    branch_types: kinds.map((kind) => {
      const known = prefixes.find((one) => one['kind'] === kind);
      return { kind, enabled: known !== undefined, prefix: known?.['prefix'] ?? `${kind}/` };
    }),
    development: role('development'),
    production: { ...role('production'), enabled: isJsonObject(model['production']) },
    links: { self: link(`${repository.api}/branching-model/settings`) },
  };
}

function change(request: RestRequest, repository: Repository): Reply {
  check(request.body, fields);
  const all = branchingModel(request.workspace, repository);
  const before = all.render(0);
  const production = chosen(request, repository, before, 'production');
  const { production: _, ...others } = before;
  const model: JsonObject = {
    ...others,
    branch_types: branchTypes(request, before),
    development: chosen(request, repository, before, 'development'),
    ...(production === undefined ? {} : { production }),
  };
  all.replace(0, model);
  return json(settings(repository, model));
}

export const branchingModelWrites: readonly Route[] = [
  {
    method: 'PUT',
    pattern: '/repositories/{workspace}/{repository}/branching-model/settings',
    scope: scopes.repositoryAdmin,
    handle: inRepository(refusable(change)),
  },
];
