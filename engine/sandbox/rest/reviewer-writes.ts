/** Default reviewers of repositories and projects: named and taken away. Naming one again changes nothing. */
import { findIndex, type ChangeableCollection } from '../data/changes.ts';
import { defaultReviewers, findProject, projectReviewer, projectReviewers } from '../data/people-lists.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';

interface Reviewers {
  readonly all: ChangeableCollection;
  /** What stands in the list for an account. */
  readonly entry: (account: JsonObject) => JsonObject;
}

function add({ workspace, parameters }: RestRequest, { all, entry }: Reviewers): Reply {
  const { user: wanted = '' } = parameters;
  const person = workspace.people.members.find(({ uuid }) => uuid === wanted);
  if (person === undefined) return failure(404, `${wanted} is no account of this workspace.`);
  if (placeOf(all, wanted) === undefined) all.add(entry(person.account));
  return json(person.account);
}

function remove({ parameters }: RestRequest, { all }: Reviewers): Reply {
  const { user: wanted = '' } = parameters;
  const index = placeOf(all, wanted);
  if (index === undefined) return failure(404, `${wanted} is no default reviewer.`);
  all.remove(index);
  return nothing();
}

function placeOf(all: ChangeableCollection, wanted: string): number | undefined {
  return findIndex(all, (one) => (isJsonObject(one['user']) ? one['user'] : one)['uuid'] === wanted);
}

type Act = (request: RestRequest, reviewers: Reviewers) => Reply;

const ofRepository = (act: Act): Route['handle'] =>
  inRepository((request, repository) =>
    act(request, {
      all: defaultReviewers(request.workspace, repository),
      entry: (account) => account,
    }),
  );

const ofProject = (act: Act): Route['handle'] =>
  inWorkspace((request, workspace) => {
    const { project: key = '' } = request.parameters;
    const project = findProject(workspace, key);
    return project === undefined
      ? failure(404, `Project ${workspace.slug}/${key} not found`)
      : act(request, { all: projectReviewers(workspace, project), entry: projectReviewer });
  });

const repository = '/repositories/{workspace}/{repository}/default-reviewers/{user}';
const project = '/workspaces/{workspace}/projects/{project}/default-reviewers/{user}';

export const reviewerWrites: readonly Route[] = [
  { method: 'PUT', pattern: repository, scope: scopes.repositoryAdmin, handle: ofRepository(add) },
  { method: 'DELETE', pattern: repository, scope: scopes.repositoryAdmin, handle: ofRepository(remove) },
  { method: 'PUT', pattern: project, scope: scopes.projectAdmin, handle: ofProject(add) },
  { method: 'DELETE', pattern: project, scope: scopes.projectAdmin, handle: ofProject(remove) },
];
