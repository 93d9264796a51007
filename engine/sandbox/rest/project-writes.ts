/** Projects: made, changed, and deleted once they hold no repository. */
import { uuid } from '../data/mix.ts';
import { link } from '../data/site.ts';
import type { Workspace } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { check, member, refusable, refuse, refuseField, required, textIn } from './written-body.ts';

const fields = { key: 'text', name: 'text', description: 'text', is_private: 'boolean' } as const;
const seed = 0x77a1;

function create({ body }: RestRequest, workspace: Workspace): Reply {
  check(body, fields, ['description']);
  const key = required(body, 'key');
  if (!/^[A-Z][A-Z0-9_]{1,127}$/.test(key))
    refuseField('key', 'A key is of capitals, digits and underscores.');
  if (workspace.projects.some((project) => project['key'] === key)) {
    refuseField('key', 'Project with this key already exists.');
  }
  const { site, slug, changes } = workspace;
  const now = changes.time();
  const isPrivate = member(body, 'is_private') !== false;
  const project: JsonObject = {
    type: 'project',
    key,
    uuid: uuid(seed, changes.number()),
    name: required(body, 'name'),
    description: textIn(body, 'description') ?? null,
    is_private: isPrivate,
    has_publicly_visible_repos: false,
    created_on: now,
    updated_on: now,
    owner: workspace.projects[0]?.['owner'],
    workspace: workspace.condensed,
    links: {
      self: link(`${site.api}/workspaces/${slug}/projects/${key}`),
      html: link(`${site.web}/${slug}/workspace/projects/${key}`),
      avatar: link(`${site.web}/avatars/project-${key}.png`),
      repositories: link(`${site.api}/repositories/${slug}?q=project.key="${key}"`),
    },
  };
  workspace.projects.push(project);
  return json(project, 201);
}

function change({ body }: RestRequest, workspace: Workspace, index: number): Reply {
  check(body, fields, ['description']);
  if (body['key'] !== undefined) refuseField('key', 'The sandbox does not move projects.');
  const before = workspace.projects[index];
  const changed: JsonObject = {
    ...before,
    ...body,
    name: required(body, 'name'),
    updated_on: workspace.changes.time(),
  };
  workspace.projects[index] = changed;
  return json(changed);
}

function remove(_request: RestRequest, workspace: Workspace, index: number): Reply {
  const key = workspace.projects[index]?.['key'];
  const isUsed = workspace.repositories.some(({ full }) => {
    const { project } = full;
    return isJsonObject(project) && project['key'] === key;
  });
  if (isUsed) refuse(failure(400, 'The project has repositories; move or delete them first.'));
  workspace.projects.splice(index, 1);
  return nothing();
}

function withProject(
  handle: (request: RestRequest, workspace: Workspace, index: number) => Reply,
): Route['handle'] {
  return inWorkspace((request, workspace) => {
    const { project = '' } = request.parameters;
    const index = workspace.projects.findIndex((candidate) => candidate['key'] === project);
    return index < 0
      ? failure(404, `Project ${workspace.slug}/${project} not found`)
      : handle(request, workspace, index);
  });
}

const collection = '/workspaces/{workspace}/projects';
const scope = scopes.projectAdmin;

export const projectWrites: readonly Route[] = [
  { method: 'POST', pattern: collection, scope, handle: inWorkspace(refusable(create)) },
  { method: 'PUT', pattern: `${collection}/{project}`, scope, handle: withProject(refusable(change)) },
  { method: 'DELETE', pattern: `${collection}/{project}`, scope, handle: withProject(refusable(remove)) },
];
