/**
 * The scopes of API tokens, which have names of their own and of which none brings another with it, behind the calls of
 * the model.
 *
 * Source: `x-atlassian-oauth2-scopes` of the operations in Bitbucket's description of its API (swagger.json); a test
 * holds the rules here against it.
 */

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const subjects: readonly (readonly [RegExp, string])[] = [
  [/\/permissions\/repositories$/, 'repository'],
  [/\/ssh-keys/, 'ssh-key'],
  [/\/gpg-keys/, 'gpg-key'],
  [/\/hooks/, 'webhook'],
  [/^\/snippets/, 'snippet'],
  [/\/runners/, 'runner'],
  [
    /\/(?:pipelines|pipelines_config|pipelines-config|deployments|deployments_config|environments)\b/,
    'pipeline',
  ],
  [/\/(?:issues|components|milestones|versions)\b/, 'issue'],
  [/\/(?:pullrequests|default-reviewers|effective-default-reviewers)\b/, 'pullrequest'],
  [/^\/repositories/, 'repository'],
  [/\/projects/, 'project'],
  [/^\/(?:user\/)?workspaces/, 'workspace'],
  [/^\/user/, 'user'],
];

const scope = (right: string, subject: string): string => `${right}:${subject}:bitbucket`;

/** What is taken away by a right of its own. */
const removed = /\/(?:ssh-keys|gpg-keys|hooks)\/|^\/snippets\/[^/]+\/[^/]+$/;
/** These are written without being read. */
const onlyWritten = /\/(?:stopPipeline|downloads|src)$/;
/** What stands in the settings of a repository or project, and takes a right of its own beside the administrator's. */
const settings: readonly (readonly [RegExp, string])[] = [
  [/\/deploy-keys/, 'ssh-key'],
  [/\/permissions-config/, 'permission'],
];

/** An administrator's to change, and everybody's to see. */
const seen = /\/(?:permissions-config|default-reviewers)\b/;

/** `path` is below /2.0; `oauth` what the call needs of an OAuth token. Of the scopes all are needed. */
export function apiTokenScopes(method: Method, path: string, oauth: readonly string[]): readonly string[] {
  const subject = subjects.find(([pattern]) => pattern.test(path))?.[1];
  if (subject === undefined) return [];
  const writes = method === 'DELETE' ? 'delete' : 'write';
  const admin = ['repository', 'project'].find((one) => oauth.includes(`${one}:admin`));
  if (admin !== undefined && !(method === 'GET' && seen.test(path))) {
    const own = method === 'GET' ? undefined : settings.find(([pattern]) => pattern.test(path))?.[1];
    return [scope('admin', admin), ...(own === undefined ? [] : [scope(writes, own)])];
  }
  if (method === 'GET') return [scope('read', subject)];
  if (oauth.includes('repository:delete')) return [scope('delete', 'repository')];
  if (oauth.includes('pipeline:variable') || /\/environments\b/.test(path))
    return [scope('admin', 'pipeline')];
  // Whoever may read may have a say.
  if (oauth.every((one) => one === 'repository' || one === 'pullrequest')) return [scope('read', subject)];
  if (method === 'DELETE') return [scope(removed.test(path) ? 'delete' : 'write', subject)];
  return onlyWritten.test(path)
    ? [scope('write', subject)]
    : [scope('read', subject), scope('write', subject)];
}
