/** Runners of pipelines: made, changed, removed. The secret of a new one is told once. */
import { createHash } from 'node:crypto';
import type { ChangeableCollection } from '../data/changes.ts';
import { uuid } from '../data/mix.ts';
import { repositoryRunners, workspaceRunners } from '../data/runners.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { json } from '../http/reply.ts';
import { textAt, type Json } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import { listWrites, type WrittenList } from './list-writes.ts';
import type { RestRequest, Route } from './route.ts';
import { check, refusable, refuseField, required } from './written-body.ts';

const fields = { name: 'text', labels: 'list' } as const;
const seed = 0x2a7;

function checked({ body }: RestRequest): { readonly name: string; readonly labels: Json } {
  check(body, fields);
  const name = required(body, 'name');
  const { labels } = body;
  const isGood =
    Array.isArray(labels) &&
    labels.includes('self.hosted') &&
    labels.every((label) => typeof label === 'string' && label !== '');
  return isGood ? { name, labels } : refuseField('labels', 'It is a list of texts, one of them self.hosted.');
}

/** `kept`: what the lists tell of it. */
function made(request: RestRequest) {
  const { changes } = request.workspace;
  const written = checked(request);
  const id = uuid(seed, changes.number());
  const now = changes.time();
  const kept = {
    type: 'pipeline_runner',
    uuid: id,
    ...written,
    state: { type: 'pipeline_runner_state', status: 'UNREGISTERED', updated_on: now, cordoned: false },
    created_on: now,
    updated_on: now,
    oauth_client: {
      type: 'pipeline_runner_oauth_client',
      id: `runner-${id.slice(1, 9)}`,
      token_endpoint: 'https://auth.example/oauth/token',
      audience: 'api.example',
    },
  };
  return { kept, secret: createHash('sha256').update(id).digest('base64url') };
}

function runnerWrites<Place>(
  collection: string,
  within: WrittenList<Place>['within'],
  items: (workspace: Workspace, place: Place) => ChangeableCollection,
): readonly Route[] {
  const make: Route = {
    method: 'POST',
    pattern: collection,
    scope: scopes.runnerWrite,
    handle: within(
      refusable((request, place) => {
        const { kept, secret } = made(request);
        items(request.workspace, place).add(kept);
        return json({ ...kept, oauth_client: { ...kept.oauth_client, secret } });
      }),
    ),
  };
  const others = listWrites<Place>({
    collection,
    key: 'runner',
    word: 'Runner',
    within,
    items,
    nameOf: (item) => textAt(item, 'uuid'),
    read: scopes.runner,
    change: {
      scope: scopes.runnerWrite,
      make: ({ request, item }) => ({
        ...item,
        ...checked(request),
        updated_on: request.workspace.changes.time(),
      }),
    },
    remove: { scope: scopes.runnerWrite, make: () => undefined },
  });
  return [make, ...others];
}

export const runnerWriteRoutes: readonly Route[] = [
  ...runnerWrites<Repository>(
    '/repositories/{workspace}/{repository}/pipelines-config/runners',
    inRepository,
    repositoryRunners,
  ),
  ...runnerWrites<Workspace>(
    '/workspaces/{workspace}/pipelines-config/runners',
    inWorkspace,
    workspaceRunners,
  ),
];
