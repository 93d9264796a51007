/** From a request below /2.0 and its caller to a reply. */
import { missingScope, noSuchUrl, type Reply } from '../http/reply.ts';
import { missingFor } from '../oauth/caller.ts';
import { commitChildRoutes } from './commit-child-routes.ts';
import { commitRoutes } from './commit-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { permissionRoutes } from './permission-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { pipelineSettingRoutes } from './pipeline-setting-routes.ts';
import { pullRequestChildRoutes } from './pull-request-child-routes.ts';
import { pullRequestRoutes } from './pull-request-routes.ts';
import { refRoutes } from './ref-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { repositorySettingRoutes } from './repository-setting-routes.ts';
import { findRoute, type RestRequest, type Route } from './route.ts';
import { snippetRoutes } from './snippet-routes.ts';
import { userRoutes } from './user-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';
import { workspaceRoutes } from './workspace-routes.ts';

export const routes: readonly Route[] = [
  ...userRoutes,
  ...workspaceRoutes,
  ...repositoryRoutes,
  ...commitRoutes,
  ...commitChildRoutes,
  ...pullRequestRoutes,
  ...pullRequestChildRoutes,
  ...refRoutes,
  ...pipelineRoutes,
  ...issueRoutes,
  ...webhookRoutes,
  ...pipelineSettingRoutes,
  ...repositorySettingRoutes,
  ...permissionRoutes,
  ...snippetRoutes,
];

/** `path` is what follows /2.0, still encoded. */
export function answer(method: string, path: string, request: Omit<RestRequest, 'parameters'>): Reply {
  const match = findRoute(routes, path);
  if (match === undefined) return noSuchUrl();
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, headers: { Allow: 'GET, HEAD' }, body: { kind: 'none' } };
  }
  const { route, parameters } = match;
  const { caller } = request;
  if (route.scope !== undefined) {
    const missing = missingFor(caller, route.scope);
    if (missing !== undefined) return missingScope([missing], caller.granted);
  }
  const reply = route.handle({ ...request, parameters });
  return { ...reply, headers: { ...reply.headers, ...credentialHeaders(request, route) } };
}

/** Bitbucket tells what a token may and what the endpoint asks for; handy for a connection test. */
function credentialHeaders(
  { caller }: Omit<RestRequest, 'parameters'>,
  { scope }: Route,
): Readonly<Record<string, string>> {
  const wanted = caller.credential === 'api-token' ? scope?.apiToken : scope?.oauth;
  return {
    'X-OAuth-Scopes': caller.granted.join(', '),
    'X-Accepted-OAuth-Scopes': wanted ?? '',
    'X-Credential-Type': caller.credential.replace('-', '_'),
  };
}
