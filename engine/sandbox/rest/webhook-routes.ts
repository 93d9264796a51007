import { repositoryWebhooks, workspaceWebhooks } from '../data/webhooks.ts';
import { scopes } from '../oauth/scopes.ts';
import { repositoryList, workspaceList } from './plain-list.ts';
import type { Route } from './route.ts';

export const webhookRoutes: readonly Route[] = [
  repositoryList('/hooks', scopes.webhook, repositoryWebhooks),
  workspaceList('/hooks', scopes.webhook, workspaceWebhooks),
];
