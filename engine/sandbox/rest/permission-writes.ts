/** Permissions of accounts and groups: given, changed and taken away, but not by OAuth and not from owners. */
import type { ChangeableCollection } from '../data/changes.ts';
import { groups } from '../data/groups.ts';
import {
  groupPermission,
  permittedProject,
  permittedRepository,
  projectGroups,
  projectLevels,
  projectUsers,
  repositoryGroups,
  repositoryLevels,
  repositoryUsers,
  userPermission,
  workspacePermissions,
  type Permitted,
} from '../data/people-lists.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { textAt } from '../json.ts';
import { scopes, type Scope } from '../oauth/scopes.ts';
import { inProject, type ProjectPlace } from './find-project.ts';
import { inRepository } from './find-repository.ts';
import { listWrites, type WrittenList } from './list-writes.ts';
import type { RestRequest, Route } from './route.ts';
import { check, refuse, refuseField, required } from './written-body.ts';

interface Kind<Place> {
  readonly base: string;
  readonly within: WrittenList<Place>['within'];
  readonly users: (workspace: Workspace, place: Place) => ChangeableCollection;
  readonly groups: (workspace: Workspace, place: Place) => ChangeableCollection;
  readonly permitted: (place: Place) => Permitted;
  readonly levels: readonly string[];
  readonly write: Scope;
  readonly remove: Scope;
}

function level({ body }: RestRequest, levels: readonly string[]): string {
  check(body, { permission: 'text' });
  const permission = required(body, 'permission');
  if (!levels.includes(permission)) {
    refuseField('permission', `"${permission}" is not a valid choice: it is one of ${levels.join(', ')}.`);
  }
  return permission;
}

/** Apps are not to change permissions. */
function notByOAuth<Place>(within: WrittenList<Place>['within']): WrittenList<Place>['within'] {
  return (handle) =>
    within((request, place): Reply =>
      request.caller.credential === 'oauth'
        ? failure(403, 'Permissions cannot be changed with OAuth.')
        : handle(request, place),
    );
}

function permissionWrites<Place>(kind: Kind<Place>): readonly Route[] {
  const within = notByOAuth(kind.within);
  const remove = { scope: kind.remove, make: () => undefined };
  const users = listWrites<Place>({
    collection: `${kind.base}/permissions-config/users`,
    key: 'user',
    word: 'User permission',
    within,
    items: kind.users,
    nameOf: (item) => textAt(item, 'user', 'uuid'),
    put: {
      scope: kind.write,
      make({ request, place }) {
        const { workspace, parameters } = request;
        const permission = level(request, kind.levels);
        const person = workspace.people.members.find(({ uuid }) => uuid === parameters['user']);
        if (person === undefined) {
          return refuse(failure(404, `${parameters['user'] ?? ''} is not a member of the workspace.`));
        }
        const isOwner = workspacePermissions(workspace).some(
          (one) => one['permission'] === 'owner' && textAt(one, 'user', 'uuid') === person.uuid,
        );
        if (isOwner) refuse(failure(400, 'The permission of an owner of the workspace cannot be changed.'));
        return userPermission(kind.permitted(place), person, permission);
      },
    },
    remove,
  });
  const ofGroups = listWrites<Place>({
    collection: `${kind.base}/permissions-config/groups`,
    key: 'group',
    word: 'Group permission',
    within,
    items: kind.groups,
    nameOf: (item) => textAt(item, 'group', 'slug'),
    put: {
      scope: kind.write,
      make({ request, place }) {
        const { workspace, parameters } = request;
        const permission = level(request, kind.levels);
        const group = groups(workspace).find(({ slug }) => slug === parameters['group']);
        return group === undefined
          ? refuse(failure(404, `There is no group ${parameters['group'] ?? ''}.`))
          : groupPermission(kind.permitted(place), group, permission);
      },
    },
    remove,
  });
  return [...users, ...ofGroups];
}

export const permissionWriteRoutes: readonly Route[] = [
  ...permissionWrites<Repository>({
    base: '/repositories/{workspace}/{repository}',
    within: inRepository,
    users: repositoryUsers,
    groups: repositoryGroups,
    permitted: permittedRepository,
    levels: repositoryLevels,
    write: scopes.repositoryPermissionWrite,
    remove: scopes.repositoryPermissionDelete,
  }),
  ...permissionWrites<ProjectPlace>({
    base: '/workspaces/{workspace}/projects/{project}',
    within: inProject,
    users: projectUsers,
    groups: projectGroups,
    permitted: permittedProject,
    levels: projectLevels,
    write: scopes.projectPermissionWrite,
    remove: scopes.projectPermissionDelete,
  }),
];
