/** What writing a comment means, whatever it is on. A deleted comment stays, without its text. */
import { rendered } from '../data/texts.ts';
import { WideInteger, type JsonObject } from '../json.ts';
import type { RestRequest } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, required, type Fields } from './written-body.ts';

export const commentFields: Fields = {
  'content.raw': 'text',
  'parent.id': 'number',
  'inline.path': 'text',
  'inline.from': 'number',
  'inline.to': 'number',
};

type CommentId = number | WideInteger;

/** `place`: what the comment says of where it is; `linksOf`: the links of the comment of that number on it. */
export function newComment(
  request: RestRequest,
  kind: { readonly type: string; readonly id: number; readonly parent: CommentId | undefined },
  linksOf: (id: CommentId) => JsonObject,
  place: JsonObject,
): JsonObject {
  const { body, workspace } = request;
  const { type, id, parent } = kind;
  const now = workspace.changes.time();
  const path = member(body, 'inline.path');
  return {
    type,
    id,
    created_on: now,
    updated_on: now,
    content: rendered(required(body, 'content.raw')),
    user: callerAccount(request).account,
    deleted: false,
    ...(path === undefined
      ? {}
      : {
          inline: { path, from: member(body, 'inline.from') ?? null, to: member(body, 'inline.to') ?? null },
        }),
    ...(parent === undefined ? {} : { parent: { id: parent, links: linksOf(parent) } }),
    ...place,
    links: linksOf(id),
  };
}

export function changedComment({ body, workspace }: RestRequest, comment: JsonObject): JsonObject {
  check(body, { 'content.raw': 'text' });
  const content = rendered(required(body, 'content.raw'));
  return { ...comment, content, updated_on: workspace.changes.time() };
}

export function deletedComment({ workspace }: RestRequest, comment: JsonObject): JsonObject {
  return { ...comment, content: rendered(''), deleted: true, updated_on: workspace.changes.time() };
}

export function numberIn(body: JsonObject, path: string): CommentId | undefined {
  const value = member(body, path);
  return typeof value === 'number' || value instanceof WideInteger ? value : undefined;
}
