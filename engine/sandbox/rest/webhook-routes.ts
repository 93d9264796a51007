import { hookEvents } from '../data/hook-events.ts';
import { repositoryWebhooks, workspaceWebhooks } from '../data/webhooks.ts';
import { failure } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import { repositoryList, serveList, workspaceList } from './plain-list.ts';
import type { Route } from './route.ts';

export const webhookRoutes: readonly Route[] = [
  repositoryList('/hooks', scopes.webhook, repositoryWebhooks),
  workspaceList('/hooks', scopes.webhook, workspaceWebhooks),
  {
    pattern: '/hook_events/{subject}',
    handle: (request) => {
      const { subject = '' } = request.parameters;
      const events = hookEvents(subject);
      return events === undefined ? failure(404, `Unknown subject ${subject}`) : serveList(events, request);
    },
  },
];
