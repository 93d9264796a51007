/** Repositories: made empty or as a fork, changed, deleted. A name that changes changes the slug as well. */
import type { RepositoryPlan } from '../data/repository-plan.ts';
import { repositoryObject, type Repository, type Workspace } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { check, member, refusable, refuse, refuseField, textIn, type Fields } from './written-body.ts';

const fields: Fields = {
  scm: 'text',
  name: 'text',
  description: 'text',
  'project.key': 'text',
  is_private: 'boolean',
  language: 'text',
  fork_policy: 'text',
  'mainbranch.name': 'text',
  'workspace.slug': 'text',
};

const empty = { pullRequests: 0, commits: 0, branches: 0, tags: 0, pipelines: 0 };

function create(request: RestRequest, workspace: Workspace): Reply {
  const { body, parameters } = request;
  const slug = parameters['repository'] ?? '';
  check(body, fields, ['description']);
  if (slug !== slugOf(slug)) refuseField('slug', 'That is not a valid slug.');
  checkFree(workspace, slug);
  const plan: RepositoryPlan = {
    ...empty,
    slug,
    name: textIn(body, 'name') ?? slug,
    project: projectKey(workspace, body, textIn(workspace.projects[0] ?? {}, 'key') ?? ''),
    description: textIn(body, 'description') ?? '',
    language: textIn(body, 'language') ?? '',
    isPrivate: member(body, 'is_private') !== false,
  };
  return json(added(workspace, plan, body, null));
}

function fork({ body, workspace }: RestRequest, parent: Repository): Reply {
  check(body, fields, ['description']);
  const name = textIn(body, 'name') ?? parent.plan.name;
  const slug = slugOf(name);
  checkFree(workspace, slug);
  const plan: RepositoryPlan = {
    ...parent.plan,
    ...empty,
    slug,
    name,
    project: projectKey(workspace, body, parent.plan.project),
    description: textIn(body, 'description') ?? parent.plan.description,
    isPrivate:
      member(body, 'is_private') === undefined ? parent.plan.isPrivate : member(body, 'is_private') === true,
    parent: parent.plan.slug,
  };
  return json(added(workspace, plan, body, parent.condensed), 201);
}

function change({ body, workspace }: RestRequest, repository: Repository): Reply {
  check(body, fields, ['description']);
  const place = workspace.repositories.indexOf(repository);
  const name = textIn(body, 'name') ?? repository.plan.name;
  const slug = name === repository.plan.name ? repository.plan.slug : slugOf(name);
  if (slug !== repository.plan.slug) checkFree(workspace, slug);
  const project = projectKey(workspace, body, repository.plan.project);
  const plan = { ...repository.plan, slug, name, project };
  const moved = made(
    workspace,
    plan,
    repository.index,
    (repository.full['parent'] ?? null) as JsonObject | null,
  );
  const full: JsonObject = {
    ...repository.full,
    ...moved.condensed,
    slug,
    project: moved.full['project'],
    links: moved.full['links'],
    ...own(body),
    updated_on: workspace.changes.time(),
  };
  // What lives in it is made from its seed, which stays.
  workspace.repositories[place] = { ...moved, uuid: repository.uuid, seed: repository.seed, full };
  const headers = slug === repository.plan.slug ? {} : { Location: moved.api };
  return json(full, 200, headers);
}

function remove({ workspace }: RestRequest, repository: Repository): Reply {
  workspace.repositories.splice(workspace.repositories.indexOf(repository), 1);
  return nothing();
}

function added(
  workspace: Workspace,
  plan: RepositoryPlan,
  body: JsonObject,
  parent: JsonObject | null,
): JsonObject {
  const now = workspace.changes.time();
  // Never the number of one that is there or was.
  const repository = made(workspace, plan, 1000 + workspace.changes.number(), parent);
  const full = { ...repository.full, ...own(body), website: null, created_on: now, updated_on: now };
  workspace.repositories.push({ ...repository, full });
  return full;
}

function made(
  workspace: Workspace,
  plan: RepositoryPlan,
  index: number,
  parent: JsonObject | null,
): Repository {
  const project = workspace.projects.find((candidate) => candidate['key'] === plan.project);
  const { type, key, uuid, name, links } = project ?? {};
  const condensed = { type, key, uuid, name, links };
  const owner = workspace.repositories[0]?.full['owner'] as JsonObject;
  const place = { site: workspace.site, workspace: workspace.condensed, owner };
  return repositoryObject(plan, index, place, project === undefined ? undefined : condensed, parent);
}

/** The members of the body that are the repository's own as they are. */
function own(body: JsonObject): JsonObject {
  const { description, is_private, language, fork_policy } = body;
  const main = textIn(body, 'mainbranch.name');
  return {
    ...(description === undefined ? {} : { description }),
    ...(is_private === undefined ? {} : { is_private }),
    ...(language === undefined ? {} : { language }),
    ...(fork_policy === undefined ? {} : { fork_policy }),
    ...(main === undefined ? {} : { mainbranch: { type: 'branch', name: main } }),
  };
}

function projectKey({ projects }: Workspace, body: JsonObject, fallback: string): string {
  const key = textIn(body, 'project.key');
  if (key === undefined) return fallback;
  if (projects.some((project) => project['key'] === key)) return key;
  return refuseField('project', `There is no project "${key}".`);
}

function checkFree({ repositories }: Workspace, slug: string): void {
  if (!repositories.some(({ plan }) => plan.slug === slug)) return;
  refuse(failure(400, 'Repository with this Slug and Owner already exists.'));
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

const one = '/repositories/{workspace}/{repository}';

export const repositoryWrites: readonly Route[] = [
  { method: 'POST', pattern: one, scope: scopes.repositoryAdmin, handle: inWorkspace(refusable(create)) },
  { method: 'PUT', pattern: one, scope: scopes.repositoryAdmin, handle: inRepository(refusable(change)) },
  { method: 'DELETE', pattern: one, scope: scopes.repositoryDelete, handle: inRepository(refusable(remove)) },
  {
    method: 'POST',
    pattern: `${one}/forks`,
    scope: scopes.repositoryWrite,
    handle: inRepository(refusable(fork)),
  },
];
