/** From a request below /2.0 and its caller to a reply. */
import { failure, missingScope, noSuchUrl, type Reply } from '../http/reply.ts';
import { missingFor, type Caller } from '../oauth/caller.ts';
import { commitChildRoutes } from './commit-child-routes.ts';
import { commentResolution } from './comment-resolution.ts';
import { branchRestrictionWrites } from './branch-restriction-writes.ts';
import { branchingModelWrites } from './branching-model-writes.ts';
import { commentWrites } from './comment-writes.ts';
import { commitCommentWrites } from './commit-comment-writes.ts';
import { commitRoutes } from './commit-routes.ts';
import { commitApprovalWrites } from './commit-approval-writes.ts';
import { commitStatusWrites } from './commit-status-writes.ts';
import { downloadWrites } from './download-writes.ts';
import { issueRoutes } from './issue-routes.ts';
import { keyWrites } from './key-writes.ts';
import { permissionRoutes } from './permission-routes.ts';
import { permissionWriteRoutes } from './permission-writes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { pipelineSettingRoutes } from './pipeline-setting-routes.ts';
import { pipelineHostWrites } from './pipeline-host-writes.ts';
import { pipelineSettingWrites } from './pipeline-setting-writes.ts';
import { pullRequestChildRoutes } from './pull-request-child-routes.ts';
import { projectWrites } from './project-writes.ts';
import { pipelineWrites } from './pipeline-writes.ts';
import { pullRequestActions } from './pull-request-actions.ts';
import { pullRequestRoutes } from './pull-request-routes.ts';
import { pullRequestWrites } from './pull-request-writes.ts';
import { refRoutes } from './ref-routes.ts';
import { refWrites } from './ref-writes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { repositorySettingRoutes } from './repository-setting-routes.ts';
import { reportWrites } from './report-writes.ts';
import { repositoryWrites } from './repository-writes.ts';
import { reviewerWrites } from './reviewer-writes.ts';
import { findRoutes, type RestRequest, type Route } from './route.ts';
import { runnerWriteRoutes } from './runner-writes.ts';
import { snippetRoutes } from './snippet-routes.ts';
import { taskWrites } from './task-writes.ts';
import { snippetWriteRoutes } from './snippet-writes.ts';
import { sourceRoutes } from './source-routes.ts';
import { sourceWrites } from './source-writes.ts';
import { testReportRoutes } from './test-report-routes.ts';
import { userRoutes } from './user-routes.ts';
import { variableWriteRoutes } from './variable-writes.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { webhookWriteRoutes } from './webhook-writes.ts';
import { workspaceRoutes } from './workspace-routes.ts';

export const routes: readonly Route[] = [
  ...userRoutes,
  ...workspaceRoutes,
  ...repositoryRoutes,
  ...commitRoutes,
  ...commitChildRoutes,
  ...sourceRoutes,
  ...sourceWrites,
  ...pullRequestRoutes,
  ...pullRequestChildRoutes,
  ...refRoutes,
  ...pipelineRoutes,
  ...issueRoutes,
  ...commentWrites,
  ...commentResolution,
  ...taskWrites,
  ...commitCommentWrites,
  ...reportWrites,
  ...reviewerWrites,
  ...pullRequestWrites,
  ...pullRequestActions,
  ...pipelineWrites,
  ...commitApprovalWrites,
  ...commitStatusWrites,
  ...refWrites,
  ...projectWrites,
  ...repositoryWrites,
  ...webhookRoutes,
  ...pipelineSettingRoutes,
  ...testReportRoutes,
  ...repositorySettingRoutes,
  ...permissionRoutes,
  ...snippetRoutes,
  ...variableWriteRoutes,
  ...webhookWriteRoutes,
  ...pipelineSettingWrites,
  ...pipelineHostWrites,
  ...runnerWriteRoutes,
  ...branchRestrictionWrites,
  ...branchingModelWrites,
  ...keyWrites,
  ...permissionWriteRoutes,
  ...snippetWriteRoutes,
  ...downloadWrites,
];

/** A request whose route is not known yet; a body that is no JSON object is undefined. */
interface Asked extends Omit<RestRequest, 'parameters' | 'body'> {
  readonly body: RestRequest['body'] | undefined;
}

/** `path` is what follows /2.0, still encoded. */
export function answer(method: string, path: string, request: Asked): Reply {
  const matches = findRoutes(routes, path);
  if (matches.length === 0) return noSuchUrl();
  const wanted = method === 'HEAD' ? 'GET' : method;
  const match = matches.find(({ route }) => methodOf(route) === wanted);
  if (match === undefined) {
    const methods = new Set(matches.flatMap(({ route }) => route.method ?? ['GET', 'HEAD']));
    return { status: 405, headers: { Allow: [...methods].join(', ') }, body: { kind: 'none' } };
  }
  const { route, parameters } = match;
  const { caller } = request;
  const outside = beyondRepository(caller, path, parameters);
  if (outside !== undefined) return outside;
  if (route.scope !== undefined) {
    const missing = missingFor(caller, route.scope);
    if (missing !== undefined) return missingScope([missing], caller.granted);
  }
  const { body } = request;
  if (body === undefined) return failure(400, 'The body of the request is not a JSON object.');
  const reply = route.handle({ ...request, body, parameters });
  if (wanted !== 'GET') request.selections.clear();
  return { ...reply, headers: { ...reply.headers, ...credentialHeaders(request, route) } };
}

/** An access token of a repository knows nothing else: others are as if they were not there. */
function beyondRepository(
  { repository }: Caller,
  path: string,
  parameters: Readonly<Record<string, string>>,
): Reply | undefined {
  if (repository === undefined) return undefined;
  if (!path.startsWith('/repositories/')) return failure(403, 'This token cannot be used for this endpoint.');
  const { workspace = '', repository: named = repository } = parameters;
  const isOwn = named.toLowerCase() === repository;
  return isOwn ? undefined : failure(404, `Repository ${workspace}/${named} not found`);
}

const methodOf = (route: Route): string => route.method ?? 'GET';

/** Bitbucket tells what a token may and what the endpoint asks for; handy for a connection test. */
function credentialHeaders(
  { caller }: Pick<RestRequest, 'caller'>,
  { scope }: Route,
): Readonly<Record<string, string>> {
  const wanted = caller.credential === 'api-token' ? scope?.apiToken : scope?.oauth;
  return {
    'X-OAuth-Scopes': caller.granted.join(', '),
    'X-Accepted-OAuth-Scopes': wanted ?? '',
    'X-Credential-Type': caller.credential.replace('-', '_'),
  };
}
