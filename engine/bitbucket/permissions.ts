/**
 * What a credential must be allowed to do, in the words of the forms in which people allow it: the boxes of an OAuth
 * consumer, the scopes of access tokens (the same names as OAuth's) and the scopes of API tokens (a set of their own,
 * of which none brings another with it).
 *
 * Source: Bitbucket Cloud REST API, "Authentication" (developer.atlassian.com/cloud/bitbucket/rest/intro), and the form
 * "Add OAuth consumer" in the settings of a workspace.
 */

/** The boxes of the form of an OAuth consumer, group and box, behind the scopes of OAuth and of access tokens. */
const boxes = {
  account: 'Account: Read',
  'account:write': 'Account: Write',
  email: 'Account: Email',
  project: 'Projects: Read',
  'project:admin': 'Projects: Admin',
  repository: 'Repositories: Read',
  'repository:write': 'Repositories: Write',
  'repository:admin': 'Repositories: Admin',
  'repository:delete': 'Repositories: Delete',
  pullrequest: 'Pull requests: Read',
  'pullrequest:write': 'Pull requests: Write',
  issue: 'Issues: Read',
  'issue:write': 'Issues: Write',
  pipeline: 'Pipelines: Read',
  'pipeline:write': 'Pipelines: Write',
  'pipeline:variable': 'Pipelines: Edit variables',
  runner: 'Runners: Read',
  'runner:write': 'Runners: Write',
  webhook: 'Webhooks: Read and write',
  snippet: 'Snippets: Read',
  'snippet:write': 'Snippets: Write',
} as const;

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

function permission(scope: keyof typeof boxes, apiTokenScopes: readonly string[]): Permission {
  return { box: boxes[scope], scope, apiTokenScopes };
}

/** Of deploy keys and permissions, beside the scope that reads them. */
const settingScopes = [
  'write:ssh-key:bitbucket',
  'delete:ssh-key:bitbucket',
  'write:permission:bitbucket',
  'delete:permission:bitbucket',
];

export const permissionTopics: readonly PermissionTopic[] = Object.freeze<PermissionTopic[]>([
  {
    id: 'account',
    label: 'Your account and your workspaces',
    read: permission('account', ['read:user:bitbucket', 'read:workspace:bitbucket']),
    always: true,
  },
  {
    id: 'repositories',
    label: 'Repositories, branches, tags and commits',
    read: permission('repository', ['read:repository:bitbucket']),
    write: permission('repository:write', ['write:repository:bitbucket']),
    always: true,
  },
  {
    id: 'projects',
    label: 'Projects',
    read: permission('project', ['read:project:bitbucket']),
    write: permission('project:admin', ['admin:project:bitbucket']),
    always: false,
  },
  {
    id: 'pullRequests',
    label: 'Pull requests and their comments',
    read: permission('pullrequest', ['read:pullrequest:bitbucket']),
    write: permission('pullrequest:write', ['write:pullrequest:bitbucket']),
    always: false,
  },
  {
    id: 'pipelines',
    label: 'Pipelines',
    read: permission('pipeline', ['read:pipeline:bitbucket']),
    write: permission('pipeline:write', ['write:pipeline:bitbucket']),
    always: false,
  },
  {
    id: 'pipelineVariables',
    label: 'Variables and environments of pipelines',
    read: permission('pipeline', ['read:pipeline:bitbucket']),
    write: permission('pipeline:variable', ['admin:pipeline:bitbucket']),
    always: false,
  },
  {
    id: 'runners',
    label: 'Runners of pipelines',
    read: permission('runner', ['read:runner:bitbucket']),
    write: permission('runner:write', ['write:runner:bitbucket']),
    always: false,
  },
  {
    id: 'webhooks',
    label: 'Webhooks',
    read: permission('webhook', ['read:webhook:bitbucket']),
    write: permission('webhook', ['write:webhook:bitbucket', 'delete:webhook:bitbucket']),
    always: false,
  },
  {
    id: 'repositorySettings',
    label: 'Branch restrictions, deploy keys and permissions of repositories',
    read: permission('repository:admin', ['admin:repository:bitbucket']),
    write: permission('repository:admin', settingScopes),
    always: false,
  },
  {
    id: 'projectSettings',
    label: 'Default reviewers, deploy keys and permissions of projects',
    read: permission('project:admin', ['admin:project:bitbucket']),
    write: permission('project:admin', settingScopes),
    always: false,
  },
  {
    id: 'snippets',
    label: 'Snippets',
    read: permission('snippet', ['read:snippet:bitbucket']),
    write: permission('snippet:write', ['write:snippet:bitbucket', 'delete:snippet:bitbucket']),
    always: false,
  },
  {
    id: 'keys',
    label: 'Your SSH and GPG keys',
    read: permission('account', ['read:ssh-key:bitbucket', 'read:gpg-key:bitbucket']),
    write: permission('account:write', [
      'write:ssh-key:bitbucket',
      'delete:ssh-key:bitbucket',
      'write:gpg-key:bitbucket',
      'delete:gpg-key:bitbucket',
    ]),
    always: false,
  },
  {
    id: 'email',
    label: 'Your e-mail addresses',
    read: permission('email', ['read:user:bitbucket']),
    always: false,
  },
]);

/** The box of the consumer form behind an OAuth scope; null for one that the form does not have. */
export function boxOf(scope: string): string | null {
  return Object.hasOwn(boxes, scope) ? boxes[scope as keyof typeof boxes] : null;
}

/** OAuth scopes that bring others with them. */
const implied: Readonly<Record<string, readonly string[]>> = {
  project: ['repository'],
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository', 'repository:write'],
  'pipeline:write': ['pipeline'],
  'runner:write': ['runner'],
  'issue:write': ['issue'],
  'snippet:write': ['snippet'],
  'account:write': ['account'],
};

export function grants(scopes: readonly string[], wanted: string): boolean {
  return scopes.some((scope) => scope === wanted || (implied[scope] ?? []).includes(wanted));
}
