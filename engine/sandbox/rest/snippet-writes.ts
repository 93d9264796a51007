/** Snippets, made of a form with their files, and comments on them. */
import { findIndex } from '../data/changes.ts';
import { snippetComment, snippetComments, snippetObject, snippets } from '../data/snippets.ts';
import { rendered } from '../data/texts.ts';
import type { Workspace } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import { isJsonObject, textAt, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inWorkspace } from './find-repository.ts';
import { inSnippet } from './find-snippet.ts';
import { listWrites } from './list-writes.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, refuse, refuseField, required, textIn } from './written-body.ts';

function checkFiles({ file }: JsonObject): void {
  for (const one of file === undefined ? [] : Array.isArray(file) ? file : [file]) {
    const name = isJsonObject(one) ? textAt(one, 'filename') : '';
    if (name === '' || name.startsWith('/')) refuseField('file', 'A file must have a name.');
  }
}

/** Forms know texts only. */
function flag(value: JsonObject[string], field: string): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return refuseField(field, 'expected boolean');
}

const snippetWrites = listWrites<Workspace>({
  collection: '/snippets/{workspace}',
  key: 'snippet',
  word: 'Snippet',
  within: inWorkspace,
  items: snippets,
  nameOf: (item) => textAt(item, 'id'),
  create: {
    scope: scopes.snippetWrite,
    make({ request, place }) {
      const { file, is_private, ...others } = request.body;
      check(others, { title: 'text', scm: 'text' });
      checkFiles(file === undefined ? {} : { file });
      const now = place.changes.time();
      return snippetObject(place, {
        id: `n${place.changes.number().toString(36)}X`,
        title: textIn(others, 'title') ?? '',
        isPrivate: flag(is_private, 'is_private') ?? true,
        createdOn: now,
        updatedOn: now,
        creator: callerAccount(request).account,
      });
    },
  },
  change: {
    scope: scopes.snippetWrite,
    make({ request: { body }, place, item }) {
      check(body, { title: 'text', is_private: 'boolean' }, ['title']);
      const title = body['title'] === undefined ? item['title'] : (body['title'] ?? '');
      return { ...item, ...body, title, updated_on: place.changes.time() };
    },
  },
  remove: { scope: scopes.snippetDelete, make: () => undefined },
});

function checkAuthor(request: RestRequest, { user }: JsonObject): void {
  const own = callerAccount(request).uuid;
  if (isJsonObject(user) && user['uuid'] === own) return;
  refuse(failure(403, 'Only its author can change a comment.'));
}

const commentWrites = listWrites<JsonObject>({
  collection: '/snippets/{workspace}/{snippet}/comments',
  key: 'comment',
  word: 'Comment',
  within: inSnippet,
  items: snippetComments,
  nameOf: ({ id }) => (typeof id === 'number' ? `${id}` : ''),
  create: {
    scope: scopes.snippetCommentWrite,
    make({ request, place, all }) {
      const { body, workspace } = request;
      check(body, { type: 'text', 'content.raw': 'text', 'parent.id': 'number' });
      const parent = member(body, 'parent.id');
      if (parent !== undefined && findIndex(all, ({ id }) => id === parent) === undefined) {
        refuseField('parent', 'That comment is not on this snippet.');
      }
      const now = workspace.changes.time();
      return snippetComment(workspace, place, {
        id: 800_000 + workspace.changes.number(),
        raw: required(body, 'content.raw'),
        user: callerAccount(request).account,
        createdOn: now,
        updatedOn: now,
        isDeleted: false,
        parent: typeof parent === 'number' ? parent : undefined,
      });
    },
  },
  change: {
    scope: scopes.snippetCommentWrite,
    make({ request, item }) {
      const { body, workspace } = request;
      check(body, { type: 'text', 'content.raw': 'text' });
      checkAuthor(request, item);
      const content = rendered(required(body, 'content.raw'));
      return { ...item, content, updated_on: workspace.changes.time() };
    },
  },
  remove: {
    scope: scopes.snippetCommentWrite,
    make({ request, item }) {
      checkAuthor(request, item);
      const updated_on = request.workspace.changes.time();
      return { ...item, content: rendered(''), deleted: true, updated_on };
    },
  },
});

export const snippetWriteRoutes: readonly Route[] = [...snippetWrites, ...commentWrites];
