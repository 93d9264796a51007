/** What credentials may do: OAuth consumers and access tokens by one set of names, API tokens by another. */

/** What an endpoint asks for. `oauth` undefined: any token will do. */
export interface Scope {
  readonly oauth: string | undefined;
  readonly apiToken: string;
}

export const scopes = {
  user: { oauth: 'account', apiToken: 'read:user:bitbucket' },
  email: { oauth: 'email', apiToken: 'read:user:bitbucket' },
  workspace: { oauth: undefined, apiToken: 'read:workspace:bitbucket' },
  membership: { oauth: 'account', apiToken: 'read:workspace:bitbucket' },
  project: { oauth: 'project', apiToken: 'read:project:bitbucket' },
  repository: { oauth: 'repository', apiToken: 'read:repository:bitbucket' },
  pullRequest: { oauth: 'pullrequest', apiToken: 'read:pullrequest:bitbucket' },
  pipeline: { oauth: 'pipeline', apiToken: 'read:pipeline:bitbucket' },
  runner: { oauth: 'runner', apiToken: 'read:runner:bitbucket' },
  issue: { oauth: 'issue', apiToken: 'read:issue:bitbucket' },
  webhook: { oauth: 'webhook', apiToken: 'read:webhook:bitbucket' },
  snippet: { oauth: 'snippet', apiToken: 'read:snippet:bitbucket' },
  sshKey: { oauth: 'account', apiToken: 'read:ssh-key:bitbucket' },
  gpgKey: { oauth: 'account', apiToken: 'read:gpg-key:bitbucket' },
  pullRequestWrite: { oauth: 'pullrequest:write', apiToken: 'write:pullrequest:bitbucket' },
  repositoryWrite: { oauth: 'repository:write', apiToken: 'write:repository:bitbucket' },
  repositoryAdmin: { oauth: 'repository:admin', apiToken: 'admin:repository:bitbucket' },
  repositoryDelete: { oauth: 'repository:delete', apiToken: 'delete:repository:bitbucket' },
  projectAdmin: { oauth: 'project:admin', apiToken: 'admin:project:bitbucket' },
  pipelineWrite: { oauth: 'pipeline:write', apiToken: 'write:pipeline:bitbucket' },
  pipelineVariable: { oauth: 'pipeline:variable', apiToken: 'admin:pipeline:bitbucket' },
  runnerWrite: { oauth: 'runner:write', apiToken: 'write:runner:bitbucket' },
  environmentWrite: { oauth: 'pipeline', apiToken: 'admin:pipeline:bitbucket' },
  webhookWrite: { oauth: 'webhook', apiToken: 'write:webhook:bitbucket' },
  webhookDelete: { oauth: 'webhook', apiToken: 'delete:webhook:bitbucket' },
  deployKeyWrite: { oauth: 'repository:admin', apiToken: 'write:ssh-key:bitbucket' },
  deployKeyDelete: { oauth: 'repository:admin', apiToken: 'delete:ssh-key:bitbucket' },
  projectDeployKeyWrite: { oauth: 'project:admin', apiToken: 'write:ssh-key:bitbucket' },
  projectDeployKeyDelete: { oauth: 'project:admin', apiToken: 'delete:ssh-key:bitbucket' },
  repositoryPermissionWrite: { oauth: 'repository:admin', apiToken: 'write:permission:bitbucket' },
  repositoryPermissionDelete: { oauth: 'repository:admin', apiToken: 'delete:permission:bitbucket' },
  projectPermissionWrite: { oauth: 'project:admin', apiToken: 'write:permission:bitbucket' },
  projectPermissionDelete: { oauth: 'project:admin', apiToken: 'delete:permission:bitbucket' },
  sshKeyWrite: { oauth: 'account:write', apiToken: 'write:ssh-key:bitbucket' },
  sshKeyDelete: { oauth: 'account:write', apiToken: 'delete:ssh-key:bitbucket' },
  gpgKeyWrite: { oauth: 'account:write', apiToken: 'write:gpg-key:bitbucket' },
  gpgKeyDelete: { oauth: 'account:write', apiToken: 'delete:gpg-key:bitbucket' },
  snippetWrite: { oauth: 'snippet:write', apiToken: 'write:snippet:bitbucket' },
  snippetDelete: { oauth: 'snippet:write', apiToken: 'delete:snippet:bitbucket' },
  snippetCommentWrite: { oauth: 'snippet', apiToken: 'write:snippet:bitbucket' },
} as const satisfies Readonly<Record<string, Scope>>;

/** OAuth scopes that bring others with them; API-token scopes never do. */
const implied: Readonly<Record<string, readonly string[]>> = {
  project: ['repository'],
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository', 'repository:write'],
  'pipeline:write': ['pipeline'],
  'runner:write': ['runner'],
  'issue:write': ['issue'],
  'account:write': ['account'],
  'snippet:write': ['snippet'],
};

export function withImplied(granted: readonly string[]): ReadonlySet<string> {
  return new Set(granted.flatMap((scope) => [scope, ...(implied[scope] ?? [])]));
}

export const readEverything: readonly string[] = [
  'account',
  'email',
  'project',
  'repository',
  'pullrequest',
  'pipeline',
  'runner',
  'issue',
  'webhook',
  'snippet',
  'repository:admin',
  'project:admin',
];

/** Beside `readEverything`. */
export const writeEverything: readonly string[] = [
  'pullrequest:write',
  'repository:write',
  'repository:delete',
  'pipeline:write',
  'pipeline:variable',
  'runner:write',
  'account:write',
  'snippet:write',
];

/** Access tokens of a workspace have no `email`: there is no person behind them. */
export const accessTokenScopes: readonly string[] = [
  ...readEverything.filter((scope) => scope !== 'email'),
  ...writeEverything,
];

export const apiTokenScopes: readonly string[] = [
  ...new Set(Object.values(scopes).map((scope) => scope.apiToken)),
];
