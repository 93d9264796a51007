/** Who may do what in the workspace and in its projects. */
import { objectsOf } from '../data/collection.ts';
import {
  permissionsOf,
  projectGroups,
  projectReviewers,
  projectUsers,
  repositoryPermissions,
  workspacePermissionOf,
  workspacePermissions,
} from '../data/people-lists.ts';
import { projectDeployKeys } from '../data/keys.ts';
import type { Workspace } from '../data/workspace.ts';
import { type Scope, scopes } from '../oauth/scopes.ts';
import { inWorkspace } from './find-repository.ts';
import { inProject, type ProjectPlace } from './find-project.ts';
import { serveList, workspaceList, type Listed } from './plain-list.ts';
import type { Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { callerAccount } from './user-routes.ts';

const levels = ['none', 'read', 'write', 'admin'];

/** `path` is what follows the project's own. */
function projectList(
  path: string,
  scope: Scope,
  items: (workspace: Workspace, project: ProjectPlace) => Listed,
): Route {
  return {
    pattern: `/workspaces/{workspace}/projects/{project}${path}`,
    scope,
    handle: inProject((request, project) => serveList(items(request.workspace, project), request)),
  };
}

export const permissionRoutes: readonly Route[] = [
  workspaceList('/permissions', scopes.membership, workspacePermissions, {
    filterable: { permission: 'text' },
  }),
  workspaceList('/permissions/repositories', scopes.membership, repositoryPermissions, {
    filterable: {
      'repository.name': 'text',
      'repository.uuid': 'text',
      'user.uuid': 'text',
      'user.display_name': 'text',
      'user.account_id': 'text',
      permission: { ranks: levels },
    },
    sortable: ['user.display_name', 'repository.name'],
  }),
  {
    pattern: '/user/workspaces/{workspace}/permission',
    scope: scopes.membership,
    handle: inWorkspace((request, workspace) =>
      serveObject(workspacePermissionOf(workspace, callerAccount(request)), request),
    ),
  },
  {
    pattern: '/user/workspaces/{workspace}/permissions/repositories',
    scope: scopes.membership,
    handle: inWorkspace((request, workspace) => {
      const caller = callerAccount(request);
      return serveList(permissionsOf(workspace, caller), request, {
        key: `permissions of ${caller.uuid}`,
        filterable: {
          'repository.name': 'text',
          'repository.uuid': 'text',
          permission: { ranks: levels },
        },
        sortable: ['repository.name'],
      });
    }),
  },
  projectList('/default-reviewers', scopes.projectAdmin, (workspace, project) =>
    objectsOf(projectReviewers(workspace, project)),
  ),
  projectList('/deploy-keys', scopes.projectAdmin, projectDeployKeys),
  projectList('/permissions-config/users', scopes.projectAdmin, projectUsers),
  projectList('/permissions-config/groups', scopes.projectAdmin, projectGroups),
];
