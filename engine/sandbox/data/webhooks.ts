/** Webhooks of repositories and of the workspace. Their secrets are never shown. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { chance, choose, pick, uuid } from './mix.ts';
import { link } from './site.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const day = 86_400_000;
const first = Date.UTC(2021, 4, 6, 11, 12, 13);
const descriptions = ['Build server', 'Chat: "harbour" channel', '', 'Ticket system — prüfen'];
const repositoryEvents = [
  'repo:push',
  'pullrequest:created',
  'pullrequest:fulfilled',
  'repo:commit_status_updated',
];
const workspaceEvents = ['project:updated', 'repo:created', 'repo:deleted', 'repo:transfer'];

interface Subject {
  readonly kind: 'repository' | 'workspace';
  readonly seed: number;
  readonly api: string;
  readonly object: JsonObject;
  readonly events: readonly string[];
}

function webhook({ kind, seed, api, object, events }: Subject, index: number): JsonObject {
  const id = uuid(seed, 71_000 + index);
  const byApp = index % 3 === 2;
  return {
    type: 'webhook_subscription',
    uuid: id,
    url: `https://hooks.lighthouse.example/${kind}/${index}?from=bitbucket`,
    description: pick(descriptions, seed, index, 200),
    subject_type: kind,
    subject: object,
    active: !chance(30, seed, index, 201),
    created_at: pipelineTimestamp(first + choose(900, seed, index, 202) * day, 347_759_000, 6),
    events: events.slice(0, 1 + choose(events.length, seed, index, 203)),
    secret_set: index % 2 === 0,
    read_only: byApp,
    source: byApp ? 'harbour-notifier' : null,
    history_enabled: chance(50, seed, index, 204),
    skip_cert_verification: chance(20, seed, index, 205),
    links: { self: link(`${api}/hooks/${encodeURIComponent(id)}`) },
  };
}

function webhooks(subject: Subject, count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => webhook(subject, index));
}

/** Three to five; none where nothing was ever pushed. */
export function repositoryWebhooks({ changes }: Workspace, repository: Repository): ChangeableCollection {
  const { seed, api, condensed, plan, uuid: id } = repository;
  const subject = { kind: 'repository', seed, api, object: condensed, events: repositoryEvents } as const;
  const count = plan.commits === 0 ? 0 : 3 + choose(3, seed, 0, 206);
  return changes.list(`webhooks of ${id}`, webhooks(subject, count));
}

export function workspaceWebhooks({ site, slug, condensed, changes }: Workspace): ChangeableCollection {
  const api = `${site.api}/workspaces/${slug}`;
  const subject = {
    kind: 'workspace',
    seed: 0x3eb,
    api,
    object: condensed,
    events: workspaceEvents,
  } as const;
  return changes.list('webhooks of the workspace', webhooks(subject, 4));
}
