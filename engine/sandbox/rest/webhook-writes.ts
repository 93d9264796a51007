/** Webhooks: made, changed, removed. A secret is taken and never told; what an app made stays as it is. */
import type { ChangeableCollection } from '../data/changes.ts';
import { hookEvents } from '../data/hook-events.ts';
import { uuid } from '../data/mix.ts';
import { link } from '../data/site.ts';
import { repositoryWebhooks, workspaceWebhooks } from '../data/webhooks.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import { textAt, type Json, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import { listWrites, type WrittenList } from './list-writes.ts';
import type { Route } from './route.ts';
import { check, refuse, refuseField, required } from './written-body.ts';

const fields = {
  description: 'text',
  url: 'text',
  active: 'boolean',
  secret: 'text',
  events: 'list',
} as const;
const seed = 0x3ec;

interface Subject {
  readonly kind: 'repository' | 'workspace';
  readonly api: string;
  readonly object: JsonObject;
}

/** The members that a body changes. */
function changed(body: JsonObject, kind: Subject['kind']): JsonObject {
  const { description, url, active, secret, events } = body;
  if (typeof url === 'string') checkAddress(url);
  if (events !== undefined) checkEvents(events, kind);
  if (typeof secret === 'string' && secret.length > 128) {
    refuseField('secret', 'Ensure this value has at most 128 characters.');
  }
  return {
    ...(description === undefined ? {} : { description }),
    ...(url === undefined ? {} : { url }),
    ...(active === undefined ? {} : { active }),
    ...(secret === undefined ? {} : { secret_set: secret !== null && secret !== '' }),
    ...(events === undefined ? {} : { events }),
  };
}

function checkAddress(url: string): void {
  const { protocol, hostname } = URL.parse(url) ?? { protocol: '', hostname: '' };
  if (protocol !== 'http:' && protocol !== 'https:') refuseField('url', 'Enter a valid URL.');
  if (/^(localhost|127\.|10\.|192\.168\.|\[::1\])/.test(hostname)) {
    refuseField('url', 'The address is not reachable from outside.');
  }
}

function checkEvents(events: Json, kind: Subject['kind']): void {
  const known = (hookEvents(kind) ?? []).map(({ event }) => event);
  const given = Array.isArray(events) ? events : [];
  if (given.length === 0) refuseField('events', 'At least one event is required.');
  if (new Set(given).size < given.length) refuseField('events', 'An event is named twice.');
  const unknown = given.find((event) => !known.includes(event));
  if (unknown !== undefined) refuseField('events', `${JSON.stringify(unknown)} is not a valid event.`);
}

function webhookWrites<Place>(
  collection: string,
  within: WrittenList<Place>['within'],
  items: (workspace: Workspace, place: Place) => ChangeableCollection,
  subjectOf: (workspace: Workspace, place: Place) => Subject,
): readonly Route[] {
  const checkOwn = (item: JsonObject): void => {
    if (item['read_only'] === true) refuse(failure(403, 'This webhook belongs to an app.'));
  };
  return listWrites<Place>({
    collection,
    key: 'uid',
    word: 'Webhook',
    within,
    items,
    nameOf: (item) => textAt(item, 'uuid'),
    read: scopes.webhook,
    create: {
      scope: scopes.webhookWrite,
      make({ request: { body, workspace }, place }) {
        check(body, fields, ['secret']);
        const { kind, api, object } = subjectOf(workspace, place);
        required(body, 'url');
        if (body['events'] === undefined) refuseField('events', 'This field is required.');
        const id = uuid(seed, workspace.changes.number());
        return {
          type: 'webhook_subscription',
          uuid: id,
          description: '',
          subject_type: kind,
          subject: object,
          active: false,
          created_at: workspace.changes.time(),
          secret_set: false,
          read_only: false,
          source: null,
          history_enabled: false,
          skip_cert_verification: false,
          links: { self: link(`${api}/hooks/${encodeURIComponent(id)}`) },
          ...changed(body, kind),
        };
      },
    },
    change: {
      scope: scopes.webhookWrite,
      make({ request: { body, workspace }, place, item }) {
        checkOwn(item);
        check(body, fields, ['secret']);
        return { ...item, ...changed(body, subjectOf(workspace, place).kind) };
      },
    },
    remove: {
      scope: scopes.webhookDelete,
      make({ item }) {
        checkOwn(item);
        return undefined;
      },
    },
  });
}

export const webhookWriteRoutes: readonly Route[] = [
  ...webhookWrites<Repository>(
    '/repositories/{workspace}/{repository}/hooks',
    inRepository,
    repositoryWebhooks,
    (_workspace, { api, condensed }) => ({ kind: 'repository', api, object: condensed }),
  ),
  ...webhookWrites<Workspace>(
    '/workspaces/{workspace}/hooks',
    inWorkspace,
    workspaceWebhooks,
    ({ site, slug, condensed }) => ({
      kind: 'workspace',
      api: `${site.api}/workspaces/${slug}`,
      object: condensed,
    }),
  ),
];
