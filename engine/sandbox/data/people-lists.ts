/** Who reviews by default, who watches, who may do what. All of them are members of the workspace. */
import { type JsonObject, textAt } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { collectionOf, objectsOf } from './collection.ts';
import { groups } from './groups.ts';
import { choose } from './mix.ts';
import type { Person } from './people.ts';
import { link } from './site.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const founded = Date.UTC(2019, 2, 4, 10, 0);
const day = 86_400_000;
export const repositoryLevels = ['admin', 'write', 'read'];
export const projectLevels = ['admin', 'create-repo', 'write', 'read'];

/** `count` members one after the other, from a place that the seed tells. */
function some(
  { people: { members } }: Workspace,
  seed: number,
  salt: number,
  count: number,
): readonly Person[] {
  const start = choose(members.length, seed, 0, salt);
  return Array.from({ length: count }, (_, index) => members[(start + index) % members.length]).filter(
    (member) => member !== undefined,
  );
}

function level(levels: readonly string[], index: number): string {
  return levels[index % levels.length] ?? 'read';
}

export function defaultReviewers(workspace: Workspace, repository: Repository): ChangeableCollection {
  const all = some(workspace, repository.seed, 330, 2 + (repository.index % 2)).map(({ account }) => account);
  return workspace.changes.over(`default reviewers ${repository.uuid}`, collectionOf(all), 'last');
}

/** Those of the project first; who is both is there once. */
export function effectiveReviewers(workspace: Workspace, repository: Repository): readonly JsonObject[] {
  const project = findProject(workspace, repository.plan.project);
  const inherited = project === undefined ? [] : objectsOf(projectReviewers(workspace, project));
  const known = new Set(inherited.map(({ user }) => user));
  const own = objectsOf(defaultReviewers(workspace, repository)).filter((account) => !known.has(account));
  return [
    ...inherited,
    ...own.map((user) => ({ type: 'default_reviewer', reviewer_type: 'repository', user })),
  ];
}

export function watchers(workspace: Workspace, repository: Repository): readonly JsonObject[] {
  return some(workspace, repository.seed, 331, 12).map(({ account }) => account);
}

/** What permissions are for: a repository or a project. */
export interface Permitted {
  readonly kind: 'repository' | 'project';
  readonly api: string;
  readonly object: JsonObject;
}

export function permittedRepository({ api, condensed }: Repository): Permitted {
  return { kind: 'repository', api, object: condensed };
}

export function permittedProject({ api, object }: Project): Permitted {
  return { kind: 'project', api, object };
}

export function userPermission(
  { kind, api, object }: Permitted,
  user: Person,
  permission: string,
): JsonObject {
  return {
    type: `${kind}_user_permission`,
    permission,
    user: user.account,
    [kind]: object,
    links: { self: link(`${api}/permissions-config/users/${encodeURIComponent(user.uuid)}`) },
  };
}

export function groupPermission(
  { kind, api, object }: Permitted,
  group: JsonObject,
  permission: string,
): JsonObject {
  return {
    type: `${kind}_group_permission`,
    permission,
    group,
    [kind]: object,
    links: { self: link(`${api}/permissions-config/groups/${textAt(group, 'slug')}`) },
  };
}

export function repositoryUsers(workspace: Workspace, repository: Repository): ChangeableCollection {
  const place = permittedRepository(repository);
  const generated = some(workspace, repository.seed, 332, 5).map((person, index) =>
    userPermission(place, person, level(repositoryLevels, index)),
  );
  return workspace.changes.list(`users of ${repository.uuid}`, generated);
}

export function repositoryGroups(workspace: Workspace, repository: Repository): ChangeableCollection {
  const place = permittedRepository(repository);
  const generated = groups(workspace).map((group, index) =>
    groupPermission(place, group, level(repositoryLevels, index)),
  );
  return workspace.changes.list(`groups of ${repository.uuid}`, generated);
}

/** Those of all repositories, as the workspace's administrators see them. */
export function repositoryPermissions(workspace: Workspace): readonly JsonObject[] {
  return workspace.repositories.flatMap((repository) =>
    objectsOf(repositoryUsers(workspace, repository)).map(({ permission, user }) => ({
      type: 'repository_permission',
      permission,
      user,
      repository: repository.condensed,
    })),
  );
}

/** What an account may do in the repositories that it was given. */
export function permissionsOf(workspace: Workspace, { account }: Person): readonly JsonObject[] {
  return workspace.repositories.map(({ condensed }, index) => ({
    type: 'repository_permission',
    permission: level(repositoryLevels, index),
    user: account,
    repository: condensed,
  }));
}

export function workspacePermissionOf(
  { people, condensed, site, slug }: Workspace,
  person: Person,
): JsonObject {
  return {
    type: 'workspace_membership',
    permission: people.members.indexOf(person) === 0 ? 'owner' : 'member',
    user: person.account,
    workspace: condensed,
    links: { self: link(`${site.api}/workspaces/${slug}/members/${encodeURIComponent(person.uuid)}`) },
  };
}

/** The first two members own the workspace. One joined before dates were kept. */
export function workspacePermissions(workspace: Workspace): readonly JsonObject[] {
  const { people, condensed, site, slug } = workspace;
  return people.members.map(({ uuid, account }, index) => ({
    type: 'workspace_membership',
    permission: index < 2 ? 'owner' : 'member',
    user: account,
    workspace: condensed,
    added_on: index === 3 ? null : restTimestamp(founded + index * 20 * day, 100_001),
    last_accessed: restTimestamp(founded + (2000 + index) * day, 0),
    links: { self: link(`${site.api}/workspaces/${slug}/members/${encodeURIComponent(uuid)}`) },
  }));
}

interface Project {
  readonly key: string;
  readonly seed: number;
  readonly api: string;
  readonly object: JsonObject;
}

export function projectReviewers(workspace: Workspace, { seed, api }: Project): ChangeableCollection {
  const all = some(workspace, seed, 333, 2).map(({ account }) => projectReviewer(account));
  return workspace.changes.over(`default reviewers ${api}`, collectionOf(all), 'last');
}

export function projectReviewer(account: JsonObject): JsonObject {
  return { type: 'default_reviewer', reviewer_type: 'project', user: account };
}

export function projectUsers(workspace: Workspace, project: Project): ChangeableCollection {
  const place = permittedProject(project);
  const generated = some(workspace, project.seed, 334, 4).map((person, index) =>
    userPermission(place, person, level(projectLevels, index)),
  );
  return workspace.changes.list(`users of ${project.key}`, generated);
}

export function projectGroups(workspace: Workspace, project: Project): ChangeableCollection {
  const place = permittedProject(project);
  const generated = groups(workspace).map((group, index) =>
    groupPermission(place, group, level(projectLevels, index)),
  );
  return workspace.changes.list(`groups of ${project.key}`, generated);
}

/** The project with that key, without regard to case. */
export function findProject({ projects, site, slug }: Workspace, key: string): Project | undefined {
  const index = projects.findIndex((project) => textAt(project, 'key').toLowerCase() === key.toLowerCase());
  const full = projects[index];
  if (full === undefined) return undefined;
  const { type, uuid, name, links } = full;
  const spelt = textAt(full, 'key');
  const api = `${site.api}/workspaces/${slug}/projects/${spelt}`;
  return { key: spelt, seed: 0x70_0000 + index, api, object: { type, uuid, name, key: spelt, links } };
}
