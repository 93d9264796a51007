/**
 * Scopes by the words that Bitbucket puts beside their boxes. Those of OAuth are ticked in the form of the consumer;
 * an API token's scopes are chosen by their own names. Source: Bitbucket's pages on OAuth consumers and API tokens.
 */
const boxes: Readonly<Record<string, string>> = {
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
};

export function permissionBox(scope: string): string {
  return Object.hasOwn(boxes, scope) ? (boxes[scope] ?? scope) : scope;
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
