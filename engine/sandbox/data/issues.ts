/** Issues of the tracker that Bitbucket removed in August 2026. */
import type { JsonObject } from '../json.ts';
import { generated, type Collection } from './collection.ts';
import { chance, choose, pick } from './mix.ts';
import { link } from './site.ts';
import { paragraph, rendered, title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
const first = Date.UTC(2020, 1, 3, 7, 0);

/** From the least to the most urgent, which is how `q` compares them. */
export const priorities = ['trivial', 'minor', 'major', 'critical', 'blocker'] as const;
export const kinds = ['bug', 'enhancement', 'proposal', 'task'] as const;
export const issueStates = [
  'submitted',
  'new',
  'open',
  'resolved',
  'on hold',
  'invalid',
  'duplicate',
  'wontfix',
  'closed',
] as const;

function named(type: string, name: string, id: number, repository: Repository): JsonObject {
  return { type, name, id, links: { self: link(`${repository.api}/${type}s/${id}`) } };
}

function issue(workspace: Workspace, repository: Repository, id: number): JsonObject {
  const { seed } = repository;
  const { members } = workspace.people;
  const created = first + Math.trunc(id / 2) * 18_977 * minute;
  const self = `${repository.api}/issues/${id}`;
  return {
    type: 'issue',
    id,
    title: title(seed, id + 7, 9),
    content: rendered(paragraph(seed, id + 3)),
    state: pick(issueStates, seed, id, 120),
    kind: pick(kinds, seed, id, 121),
    priority: pick(priorities, seed, id, 122),
    reporter: chance(8, seed, id, 123) ? null : pick(members, seed, id, 124).account,
    assignee: chance(40, seed, id, 125) ? null : pick(members, seed, id, 126).account,
    component: chance(60, seed, id, 127) ? null : named('component', 'UI', 1, repository),
    milestone: chance(70, seed, id, 128) ? null : named('milestone', 'Spring "tide"', 2, repository),
    version: chance(70, seed, id, 129) ? null : named('version', '1.10', 3, repository),
    votes: choose(12, seed, id, 130),
    watches: choose(9, seed, id, 131),
    created_on: restTimestamp(created, 207_907),
    updated_on: restTimestamp(created + choose(9000, seed, id, 132) * minute, 207_907),
    edited_on: id % 5 === 0 ? restTimestamp(created + 3 * minute, 0) : null,
    repository: repository.condensed,
    links: {
      self: link(self),
      html: link(`${repository.web}/issues/${id}`),
      comments: link(`${self}/comments`),
      attachments: link(`${self}/attachments`),
      watch: link(`${self}/watch`),
      vote: link(`${self}/vote`),
    },
  };
}

/** Newest first; ids run from 1 without gaps. */
export function issues(workspace: Workspace, repository: Repository): Collection {
  const count = repository.plan.issues ?? 0;
  return generated(count, (index) => issue(workspace, repository, count - index));
}
