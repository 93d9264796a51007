/** Snippets of the workspace, each a little repository with comments. */
import type { JsonObject } from '../json.ts';
import { choose, commitHash, pick } from './mix.ts';
import { link } from './site.ts';
import { paragraph, rendered, title } from './texts.ts';
import { commitTimestamp, restTimestamp } from './timestamp.ts';
import type { Workspace } from './workspace.ts';

const seed = 0x5719;
const day = 86_400_000;
const first = Date.UTC(2022, 1, 2, 3, 4);
const ids = ['kypj', 'aXb9', 'R7n4oe', 'qq1', 'Z0z0'];

function createdAt(index: number): number {
  return first + index * 31 * day;
}

function condensed({ site, slug }: Workspace, index: number): JsonObject {
  const id = ids[index] ?? '';
  return {
    type: 'snippet',
    id,
    title: title(seed, index, 3),
    links: {
      self: link(`${site.api}/snippets/${slug}/${id}`),
      html: link(`${site.web}/${slug}/workspace/snippets/${id}`),
    },
  };
}

function snippet(workspace: Workspace, index: number): JsonObject {
  const { people, condensed: place, site, slug } = workspace;
  return {
    ...condensed(workspace, index),
    scm: 'git',
    is_private: index % 2 === 0,
    created_on: restTimestamp(createdAt(index), 790_000),
    updated_on: restTimestamp(createdAt(index) + choose(300, seed, index, 360) * day, 790_001),
    owner: {
      type: 'team',
      display_name: place['name'],
      uuid: place['uuid'],
      links: { html: link(`${site.web}/${slug}/`) },
    },
    creator: pick(people.members, seed, index, 361).account,
  };
}

export function snippets(workspace: Workspace): readonly JsonObject[] {
  return ids.map((_, index) => snippet(workspace, index));
}

/** The place of a snippet in the list, or undefined. */
export function snippetIndex(id: string): number | undefined {
  const index = ids.indexOf(id);
  return index < 0 ? undefined : index;
}

/** The second comment replies to the first. */
export function snippetComments(workspace: Workspace, snippetAt: number): readonly JsonObject[] {
  const { people, site, slug } = workspace;
  const own = seed + snippetAt;
  const links = (id: number): JsonObject => {
    const place = `${slug}/${ids[snippetAt] ?? ''}`;
    return {
      self: link(`${site.api}/snippets/${place}/comments/${id}`),
      html: link(`${site.web}/snippets/${place}#comment-${id}`),
    };
  };
  const from = 700_000 + snippetAt * 100;
  return Array.from({ length: 2 + (snippetAt % 3) }, (_, index) => ({
    type: 'snippet_comment',
    id: from + index,
    content: rendered(index === 0 ? paragraph(own, index) : title(own, index, 4)),
    user: pick(people.members, own, index, 362).account,
    deleted: index === 3,
    created_on: restTimestamp(createdAt(snippetAt) + (index + 1) * day, 111_222),
    updated_on: restTimestamp(createdAt(snippetAt) + (index + 2) * day, 0),
    ...(index === 1 ? { parent: { id: from, links: links(from) } } : {}),
    snippet: condensed(workspace, snippetAt),
    links: links(from + index),
  }));
}

/** Newest first. */
export function snippetCommits(workspace: Workspace, snippetAt: number): readonly JsonObject[] {
  const { people, site, slug } = workspace;
  const count = 1 + (snippetAt % 3);
  return Array.from({ length: count }, (_, index) => {
    const hash = commitHash(seed, snippetAt * 10 + index);
    const member = pick(people.members, seed, snippetAt, 363);
    const raw = `${member.displayName} <${member.email}>`;
    const at = createdAt(snippetAt) + (count - index) * day;
    const api = `${site.api}/snippets/${slug}/${ids[snippetAt] ?? ''}`;
    const self = link(`${api}/commits/${hash}`);
    return {
      type: 'snippet_commit',
      hash,
      date: commitTimestamp(at - (at % 1000), 120),
      message: `${title(seed, index + snippetAt, 5)}\n`,
      author: { type: 'author', raw, user: member.account },
      committer: { type: 'committer', raw, user: member.account },
      parents:
        index < count - 1 ? [{ type: 'commit', hash: commitHash(seed, snippetAt * 10 + index + 1) }] : [],
      snippet: condensed(workspace, snippetAt),
      links: { self, html: link(`${site.web}/snippets/${slug}/${ids[snippetAt] ?? ''}/commits/${hash}`) },
    };
  });
}
