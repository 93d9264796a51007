/** Snippets of the workspace, each a little repository with comments. */
import { textAt, type JsonObject } from '../json.ts';
import { findIndex, type ChangeableCollection } from './changes.ts';
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

function snippetLinks({ site, slug }: Workspace, id: string): JsonObject {
  return {
    self: link(`${site.api}/snippets/${slug}/${id}`),
    html: link(`${site.web}/${slug}/workspace/snippets/${id}`),
  };
}

/** A snippet as what belongs to it names it. */
function condensed(workspace: Workspace, { id, title: own }: JsonObject): JsonObject {
  return {
    type: 'snippet',
    id,
    title: own,
    links: snippetLinks(workspace, typeof id === 'string' ? id : ''),
  };
}

interface NewSnippet {
  readonly id: string;
  readonly title: string;
  readonly isPrivate: boolean;
  readonly createdOn: string;
  readonly updatedOn: string;
  readonly creator: JsonObject;
}

export function snippetObject(workspace: Workspace, made: NewSnippet): JsonObject {
  const { condensed: place, site, slug } = workspace;
  return {
    ...condensed(workspace, { id: made.id, title: made.title }),
    scm: 'git',
    is_private: made.isPrivate,
    created_on: made.createdOn,
    updated_on: made.updatedOn,
    owner: {
      type: 'team',
      display_name: place['name'],
      uuid: place['uuid'],
      links: { html: link(`${site.web}/${slug}/`) },
    },
    creator: made.creator,
  };
}

export function snippets(workspace: Workspace): ChangeableCollection {
  const generated = ids.map((id, index) =>
    snippetObject(workspace, {
      id,
      title: title(seed, index, 3),
      isPrivate: index % 2 === 0,
      createdOn: restTimestamp(createdAt(index), 790_000),
      updatedOn: restTimestamp(createdAt(index) + choose(300, seed, index, 360) * day, 790_001),
      creator: pick(workspace.people.members, seed, index, 361).account,
    }),
  );
  return workspace.changes.list('snippets', generated);
}

export function findSnippet(workspace: Workspace, id: string): JsonObject | undefined {
  const all = snippets(workspace);
  const index = findIndex(all, (one) => one['id'] === id);
  return index === undefined ? undefined : all.render(index);
}

export function snippetCommentLinks({ site, slug }: Workspace, snippet: string, id: number): JsonObject {
  const place = `${slug}/${snippet}`;
  return {
    self: link(`${site.api}/snippets/${place}/comments/${id}`),
    html: link(`${site.web}/snippets/${place}#comment-${id}`),
  };
}

interface NewComment {
  readonly id: number;
  readonly raw: string;
  readonly user: JsonObject;
  readonly createdOn: string;
  readonly updatedOn: string;
  readonly isDeleted: boolean;
  readonly parent: number | undefined;
}

export function snippetComment(workspace: Workspace, snippet: JsonObject, made: NewComment): JsonObject {
  const { id, parent } = made;
  const links = (one: number): JsonObject => snippetCommentLinks(workspace, textAt(snippet, 'id'), one);
  return {
    type: 'snippet_comment',
    id,
    content: rendered(made.raw),
    user: made.user,
    deleted: made.isDeleted,
    created_on: made.createdOn,
    updated_on: made.updatedOn,
    ...(parent === undefined ? {} : { parent: { id: parent, links: links(parent) } }),
    snippet: condensed(workspace, snippet),
    links: links(id),
  };
}

/** The second comment replies to the first. */
export function snippetComments(workspace: Workspace, snippet: JsonObject): ChangeableCollection {
  const place = ids.indexOf(textAt(snippet, 'id'));
  const own = seed + place;
  const from = 700_000 + place * 100;
  const generated = Array.from({ length: place < 0 ? 0 : 2 + (place % 3) }, (_, index) =>
    snippetComment(workspace, snippet, {
      id: from + index,
      raw: index === 0 ? paragraph(own, index) : title(own, index, 4),
      user: pick(workspace.people.members, own, index, 362).account,
      isDeleted: index === 3,
      createdOn: restTimestamp(createdAt(place) + (index + 1) * day, 111_222),
      updatedOn: restTimestamp(createdAt(place) + (index + 2) * day, 0),
      parent: index === 1 ? from : undefined,
    }),
  );
  return workspace.changes.list(`comments on ${textAt(snippet, 'id')}`, generated);
}

/** Newest first; of a snippet that was written here, none. */
export function snippetCommits(workspace: Workspace, snippet: JsonObject): readonly JsonObject[] {
  const { people, site, slug } = workspace;
  const snippetAt = ids.indexOf(textAt(snippet, 'id'));
  const count = snippetAt < 0 ? 0 : 1 + (snippetAt % 3);
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
      snippet: condensed(workspace, snippet),
      links: { self, html: link(`${site.web}/snippets/${slug}/${ids[snippetAt] ?? ''}/commits/${hash}`) },
    };
  });
}
