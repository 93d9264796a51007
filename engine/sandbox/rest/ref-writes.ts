/** Branches and tags: made and deleted. */
import { findIndex } from '../data/changes.ts';
import { refTarget } from '../data/commits.ts';
import { branches, newBranch, refLinks, tags } from '../data/refs.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { commitIndex } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, refusable, refuse, refuseField, required, textIn } from './written-body.ts';

/** The commit of the body, and the name, which must be new. */
function read({ body, workspace }: RestRequest, repository: Repository, all: ReturnType<typeof branches>) {
  const name = required(body, 'name');
  if (/[ ~^:?*[\\]|\.\.|^[/.]|[/.]$/.test(name)) refuseField('name', 'That is not a valid name.');
  if (findIndex(all, (ref) => ref['name'] === name) !== undefined) {
    refuse(failure(400, `"${name}" already exists.`, { data: { key: 'REF_EXISTS' } }));
  }
  const hash = required(body, 'target.hash');
  const commit = commitIndex(workspace, repository, hash);
  if (commit === undefined) refuseField('target', `${hash} is not a commit of this repository.`);
  return { name, hash, commit, target: refTarget(workspace, repository, commit) };
}

function createBranch(request: RestRequest, repository: Repository): Reply {
  check(request.body, { name: 'text', 'target.hash': 'text' });
  const all = branches(request.workspace, repository);
  const { name, target } = read(request, repository, all);
  const branch = newBranch(repository, name, target);
  all.add(branch);
  return json(branch, 201);
}

function createTag(request: RestRequest, repository: Repository): Reply {
  const { body, workspace } = request;
  check(body, { name: 'text', 'target.hash': 'text', message: 'text' });
  const all = tags(workspace, repository);
  const { name, target, hash } = read(request, repository, all);
  const message = textIn(body, 'message') ?? '';
  const { displayName, account } = callerAccount(request);
  const tag: JsonObject = {
    type: 'tag',
    name,
    message: message === '' ? `Added tag ${name} for changeset ${hash.slice(0, 12)}` : message,
    date: workspace.changes.time(),
    tagger: { type: 'author', raw: displayName, user: account },
    target,
    links: refLinks(repository, 'tags', name),
  };
  all.add(tag);
  return json(tag, 201);
}

function remove(word: string, makeRefs: typeof branches): Route['handle'] {
  return inRepository((request, repository) => {
    const { name = '' } = request.parameters;
    if (makeRefs === branches && name === 'main') {
      return failure(400, 'The main branch cannot be deleted.', { data: { key: 'MAIN_BRANCH' } });
    }
    const all = makeRefs(request.workspace, repository);
    const index = findIndex(all, (ref) => ref['name'] === name);
    if (index === undefined) return failure(404, `${word} ${JSON.stringify(name)} does not exist`);
    all.remove(index);
    return nothing();
  });
}

const refs = '/repositories/{workspace}/{repository}/refs';
const scope = scopes.repositoryWrite;

export const refWrites: readonly Route[] = [
  { method: 'POST', pattern: `${refs}/branches`, scope, handle: inRepository(refusable(createBranch)) },
  { method: 'DELETE', pattern: `${refs}/branches/{name}`, scope, handle: remove('Branch', branches) },
  { method: 'POST', pattern: `${refs}/tags`, scope, handle: inRepository(refusable(createTag)) },
  { method: 'DELETE', pattern: `${refs}/tags/{name}`, scope, handle: remove('Tag', tags) },
];
