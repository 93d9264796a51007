/**
 * What a credential must be allowed to do, in the words of the forms in which people allow it: the boxes of an OAuth
 * consumer, the scopes of access tokens (the same names as OAuth's) and the scopes of API tokens (a set of their own,
 * of which none brings another with it).
 *
 * Source: Bitbucket Cloud REST API, "Authentication" (developer.atlassian.com/cloud/bitbucket/rest/intro), and the form
 * "Add OAuth consumer" in the settings of a workspace.
 */
export interface Permission {
  /** As the form of an OAuth consumer has it: group and box. */
  readonly box: string;
  /** Of OAuth and of access tokens. */
  readonly scope: string;
  readonly apiTokenScopes: readonly string[];
}

export interface PermissionTopic {
  readonly id: string;
  /** What a user wants to read or write, as an ending of "I want to read …". */
  readonly label: string;
  readonly read: Permission;
  /** Absent where Drawbridge has nothing to write. */
  readonly write?: Permission;
  /** No data source works well without it. */
  readonly always: boolean;
}

export const permissionTopics: readonly PermissionTopic[] = Object.freeze<PermissionTopic[]>([
  {
    id: 'account',
    label: 'Your account and your workspaces',
    read: {
      box: 'Account: Read',
      scope: 'account',
      apiTokenScopes: ['read:user:bitbucket', 'read:workspace:bitbucket'],
    },
    always: true,
  },
  {
    id: 'repositories',
    label: 'Repositories, branches, tags and commits',
    read: {
      box: 'Repositories: Read',
      scope: 'repository',
      apiTokenScopes: ['read:repository:bitbucket'],
    },
    write: {
      box: 'Repositories: Write',
      scope: 'repository:write',
      apiTokenScopes: ['write:repository:bitbucket'],
    },
    always: true,
  },
  {
    id: 'projects',
    label: 'Projects',
    read: { box: 'Projects: Read', scope: 'project', apiTokenScopes: ['read:project:bitbucket'] },
    write: { box: 'Projects: Admin', scope: 'project:admin', apiTokenScopes: ['admin:project:bitbucket'] },
    always: false,
  },
  {
    id: 'pullRequests',
    label: 'Pull requests and their comments',
    read: {
      box: 'Pull requests: Read',
      scope: 'pullrequest',
      apiTokenScopes: ['read:pullrequest:bitbucket'],
    },
    write: {
      box: 'Pull requests: Write',
      scope: 'pullrequest:write',
      apiTokenScopes: ['write:pullrequest:bitbucket'],
    },
    always: false,
  },
  {
    id: 'pipelines',
    label: 'Pipelines',
    read: { box: 'Pipelines: Read', scope: 'pipeline', apiTokenScopes: ['read:pipeline:bitbucket'] },
    write: { box: 'Pipelines: Write', scope: 'pipeline:write', apiTokenScopes: ['write:pipeline:bitbucket'] },
    always: false,
  },
]);

/** The box of the consumer form behind an OAuth scope; null for scopes that Drawbridge never asks for. */
export function boxOf(scope: string): string | null {
  for (const { read, write } of permissionTopics) {
    if (read.scope === scope) return read.box;
    if (write?.scope === scope) return write.box;
  }
  return null;
}
