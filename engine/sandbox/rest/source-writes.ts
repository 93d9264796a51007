/** A form becomes a commit: its files are written, what `files` names beside them is removed. */
import { findIndex } from '../data/changes.ts';
import { hashOf, refTarget } from '../data/commits.ts';
import { push } from '../data/pushes.ts';
import { branches, newBranch } from '../data/refs.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { isJsonObject, textAt, type Json, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { commitIndex } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { refusable, refuse, refuseField, textIn } from './written-body.ts';

const about: ReadonlySet<string> = new Set(['message', 'author', 'parents', 'branch', 'files']);

function pathOf(name: string): string {
  const path = name.replace(/^\/+/, '');
  const isPath = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  return isPath ? path : refuseField('files', `"${name}" is not the path of a file.`);
}

/** A text that is no file says something about the commit, unless a slash stands before its name. */
function filesOf(body: JsonObject): ReadonlyMap<string, string | null> {
  const named = body['files'] ?? [];
  const removed = (Array.isArray(named) ? (named as readonly Json[]) : [named]).flatMap((path) =>
    typeof path === 'string' ? [[pathOf(path), null] as const] : [],
  );
  const written = Object.entries(body).flatMap(([name, value]) => {
    if (isJsonObject(value)) return [[pathOf(name), textAt(value, 'content')] as const];
    return typeof value === 'string' && !about.has(name) ? [[pathOf(name), value] as const] : [];
  });
  return new Map<string, string | null>([...removed, ...written]);
}

/** The commit that a branch is at. */
function tipOf(workspace: Workspace, repository: Repository, name: string): number | undefined {
  const all = branches(workspace, repository);
  const index = findIndex(all, (branch) => branch['name'] === name);
  if (index === undefined) return undefined;
  return commitIndex(workspace, repository, textIn(all.render(index), 'target.hash') ?? '');
}

function authorOf(request: RestRequest): JsonObject {
  const raw = textIn(request.body, 'author');
  if (raw !== undefined) return { type: 'author', raw };
  const { displayName, email, account } = callerAccount(request);
  return { type: 'author', raw: `${displayName} <${email}>`, user: account };
}

function commit(request: RestRequest, repository: Repository): Reply {
  const { body, workspace } = request;
  const branch = textIn(body, 'branch') ?? 'main';
  const parent = tipOf(workspace, repository, branch) ?? tipOf(workspace, repository, 'main');
  const wanted = textIn(body, 'parents');
  if (wanted !== undefined && (parent === undefined || hashOf(repository, parent) !== wanted)) {
    refuse(failure(409, `${wanted} is not the head of ${branch}.`));
  }
  const place = push(workspace, repository, branch, {
    parent,
    author: authorOf(request),
    message: textIn(body, 'message') ?? 'Commit files via the API',
    files: filesOf(body),
  });
  const all = branches(workspace, repository);
  const target = refTarget(workspace, repository, place);
  const index = findIndex(all, ({ name }) => name === branch);
  if (index === undefined) all.add(newBranch(repository, branch, target));
  else all.replace(index, { ...all.render(index), target });
  const headers = { Location: `${repository.api}/commit/${hashOf(repository, place)}` };
  return { status: 201, headers, body: { kind: 'none' } };
}

export const sourceWrites: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/repositories/{workspace}/{repository}/src',
    scope: scopes.repositoryWrite,
    handle: inRepository(refusable(commit)),
  },
];
