/** Rules for branches. No two of one kind mean the same branches; some exempt accounts and groups. */
import { branchRestrictions } from '../data/branch-settings.ts';
import { objectsOf } from '../data/collection.ts';
import { groups } from '../data/groups.ts';
import { link } from '../data/site.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { listWrites } from './list-writes.ts';
import type { Route } from './route.ts';
import { check, refuse, refuseField, required, textIn } from './written-body.ts';

const fields = {
  type: 'text',
  kind: 'text',
  branch_match_kind: 'text',
  branch_type: 'text',
  pattern: 'text',
  value: 'number',
  users: 'list',
  groups: 'list',
} as const;

const withExemptions = ['push', 'restrict_merges'];
const kinds = [
  ...withExemptions,
  'delete',
  'force',
  'require_tasks_to_be_completed',
  'require_approvals_to_merge',
  'require_review_group_approvals_to_merge',
  'require_default_reviewer_approvals_to_merge',
  'require_no_changes_requested',
  'require_passing_builds_to_merge',
  'require_commits_behind',
  'reset_pullrequest_approvals_on_change',
  'smart_reset_pullrequest_approvals',
  'reset_pullrequest_changes_requested_on_change',
  'require_all_dependencies_merged',
  'enforce_merge_checks',
  'allow_auto_merge_when_builds_pass',
  'require_all_comments_resolved',
];
const branchTypes = ['feature', 'bugfix', 'release', 'hotfix', 'development', 'production'];

/** Of the body, or else as it was. */
function restriction(
  workspace: Workspace,
  body: JsonObject,
  before: JsonObject,
  others: readonly JsonObject[],
): JsonObject {
  check(body, fields, ['value', 'branch_type']);
  const kind = required(body, 'kind');
  if (!kinds.includes(kind)) refuseField('kind', `"${kind}" is not a valid kind.`);
  const { branch_type: _, ...kept } = before;
  const rule: JsonObject = {
    ...kept,
    kind,
    ...branchesOf(body, before),
    value: body['value'] ?? before['value'] ?? null,
    users: exempt(workspace, kind, body['users'] ?? before['users'], 'users'),
    groups: exempt(workspace, kind, body['groups'] ?? before['groups'], 'groups'),
  };
  const isSame = (other: JsonObject): boolean =>
    ['kind', 'branch_match_kind', 'branch_type', 'pattern'].every((name) => other[name] === rule[name]);
  if (others.some(isSame))
    refuse(failure(409, 'A restriction of this kind for these branches already exists.'));
  return rule;
}

function branchesOf(body: JsonObject, before: JsonObject): JsonObject {
  const match = required(body, 'branch_match_kind');
  const pattern = textIn(body, 'pattern') ?? refuseField('pattern', 'This field is required.');
  if (match === 'glob') {
    if (pattern === '') refuseField('pattern', 'A glob may not be empty.');
    return { branch_match_kind: match, pattern };
  }
  if (match !== 'branching_model') refuseField('branch_match_kind', `"${match}" is not a valid choice.`);
  const type = textIn(body, 'branch_type') ?? textIn(before, 'branch_type');
  if (type === undefined || !branchTypes.includes(type)) {
    refuseField('branch_type', `It is one of ${branchTypes.join(', ')}.`);
  }
  return { branch_match_kind: match, branch_type: type, pattern: '' };
}

/** Accounts by their UUIDs, groups by their slugs. */
function exempt(
  workspace: Workspace,
  kind: string,
  given: Json | undefined,
  field: 'users' | 'groups',
): readonly JsonObject[] {
  if (!withExemptions.includes(kind)) {
    if (Array.isArray(given) && given.length > 0) refuseField(field, `Not for restrictions of kind ${kind}.`);
    return [];
  }
  if (!Array.isArray(given)) return refuseField(field, 'This field is required.');
  const known =
    field === 'users' ? workspace.people.members.map(({ account }) => account) : groups(workspace);
  const key = field === 'users' ? 'uuid' : 'slug';
  return given.map((one: Json) => {
    const found = known.find((other) => isJsonObject(one) && other[key] === one[key]);
    return found ?? refuseField(field, `${JSON.stringify(one)} is none of the workspace.`);
  });
}

export const branchRestrictionWrites: readonly Route[] = listWrites<Repository>({
  collection: '/repositories/{workspace}/{repository}/branch-restrictions',
  key: 'restriction',
  word: 'Branch restriction',
  within: inRepository,
  items: branchRestrictions,
  nameOf: ({ id }) => (typeof id === 'number' ? `${id}` : ''),
  read: scopes.repositoryAdmin,
  create: {
    scope: scopes.repositoryAdmin,
    make({ request: { body, workspace }, place, all }) {
      const id = 18_000_000 + workspace.changes.number();
      const links = { self: link(`${place.api}/branch-restrictions/${id}`) };
      return restriction(workspace, body, { type: 'branchrestriction', id, links }, objectsOf(all));
    },
  },
  change: {
    scope: scopes.repositoryAdmin,
    make({ request: { body, workspace }, item, all }) {
      const others = objectsOf(all).filter(({ id }) => id !== item['id']);
      return restriction(workspace, body, item, others);
    },
  },
  remove: { scope: scopes.repositoryAdmin, make: () => undefined },
});
