/** What belongs to issues, and the lists that they choose from. Removed with the tracker in August 2026. */
import { type JsonObject, textAt } from '../json.ts';
import { issues } from './issues.ts';
import { chance, choose, pick } from './mix.ts';
import { link } from './site.ts';
import { rendered, title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const hour = 3_600_000;

/** Names with the numbers by which issues refer to them. */
const choices = {
  component: [
    [1, 'UI'],
    [4, 'Motor & Ruder'],
  ],
  milestone: [
    [2, 'Spring "tide"'],
    [5, 'Herbst'],
  ],
  version: [
    [3, '1.10'],
    [6, '2.0-α'],
  ],
} as const;

export function issueChoices(kind: keyof typeof choices, repository: Repository): readonly JsonObject[] {
  return choices[kind].map(([id, name]) => ({
    type: kind,
    id,
    name,
    links: { self: link(`${repository.api}/${kind}s/${id}`) },
  }));
}

interface Issue {
  readonly id: number;
  readonly seed: number;
  readonly at: number;
  readonly api: string;
  readonly web: string;
  readonly condensed: JsonObject;
}

/** undefined for a number that no issue has. */
export function findIssue(workspace: Workspace, repository: Repository, id: number): Issue | undefined {
  const count = repository.plan.issues ?? 0;
  if (id < 1 || id > count) return undefined;
  const issue = issues(workspace, repository).render(count - id);
  const { type, title: name, links } = issue;
  return {
    id,
    seed: repository.seed + id,
    at: Date.parse(textAt(issue, 'created_on')),
    api: `${repository.api}/issues/${id}`,
    web: `${repository.web}/issues/${id}`,
    condensed: { type, id, title: name, repository: repository.condensed, links },
  };
}

export function issueComments(workspace: Workspace, issue: Issue): readonly JsonObject[] {
  const { id: number, seed, at, api, web, condensed } = issue;
  return Array.from({ length: choose(4, seed, 0, 370) }, (_, index) => {
    const id = number * 100 + index;
    const created = at + (1 + Math.trunc(index / 2)) * hour;
    return {
      type: 'issue_comment',
      id,
      // A comment that only changed the issue has no text.
      content: rendered(index === 1 ? '' : title(seed, index, 4)),
      user: chance(10, seed, index, 371) ? null : pick(workspace.people.members, seed, index, 372).account,
      created_on: restTimestamp(created, 353_630),
      updated_on: index % 2 === 0 ? null : restTimestamp(created + hour, 353_630),
      issue: condensed,
      links: { self: link(`${api}/comments/${id}`), html: link(`${web}#comment-${id}`) },
    };
  });
}

const changed = [
  { priority: { old: 'major', new: 'trivial' }, kind: { old: 'bug', new: 'enhancement' } },
  { state: { old: 'new', new: 'on hold' }, content: { old: 'It is dark.', new: 'It is "very" dark.' } },
  { title: { old: 'Lamp', new: 'Lamp "flickers"' }, milestone: { old: '', new: 'Herbst' } },
  {
    assignee: { old: 'ada', new: '' },
    assignee_account_id: { old: '712020:ada', new: '' },
    component: { old: '', new: 'UI' },
    version: { old: '1.10', new: '' },
  },
] as const;

export function issueChanges(workspace: Workspace, issue: Issue): readonly JsonObject[] {
  const { id: number, seed, at, api, condensed } = issue;
  return Array.from({ length: choose(3, seed, 1, 373) }, (_, index) => {
    const id = number * 100 + 50 + index;
    return {
      type: 'issue_change',
      id,
      name: `Change ${index + 1}`,
      created_on: restTimestamp(at + (index + 3) * hour, 353_630),
      user: pick(workspace.people.members, seed, index, 374).account,
      changes: pick(changed, seed, index, 375),
      message: rendered(index === 0 ? title(seed, index, 3) : ''),
      issue: condensed,
      links: { self: link(`${api}/changes/${id}`), issue: link(api) },
    };
  });
}

export function issueAttachments(_workspace: Workspace, issue: Issue): readonly JsonObject[] {
  const names = ['log.txt', 'bild größe.png'].slice(0, choose(3, issue.seed, 2, 376));
  return names.map((name) => ({
    type: 'issue_attachment',
    name,
    links: { self: link(`${issue.api}/attachments/${encodeURIComponent(name)}`) },
  }));
}
