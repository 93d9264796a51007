/** The workspace with its projects and repositories, as JSON. These are few, so they are made at once. */
import type { JsonObject } from '../json.ts';
import { Changes } from './changes.ts';
import { choose, uuid } from './mix.ts';
import { createPeople, type People } from './people.ts';
import { projectPlans, repositoryPlans, workspaceSlug, type RepositoryPlan } from './repository-plan.ts';
import { link, type Site } from './site.ts';
import { restTimestamp } from './timestamp.ts';

const seed = 0x11f7;
const day = 86_400_000;
const founded = Date.UTC(2019, 2, 4, 9, 30);

export interface Repository {
  readonly index: number;
  readonly plan: RepositoryPlan;
  readonly uuid: string;
  /** Seeds everything that lives in this repository. */
  readonly seed: number;
  /** `lighthouse/harbor-app` */
  readonly fullName: string;
  readonly api: string;
  readonly web: string;
  readonly condensed: JsonObject;
  readonly full: JsonObject;
}

export interface Workspace {
  readonly slug: string;
  readonly uuid: string;
  readonly people: People;
  readonly site: Site;
  readonly base: JsonObject;
  readonly condensed: JsonObject;
  readonly full: JsonObject;
  readonly projects: JsonObject[];
  readonly repositories: Repository[];
  /** What was written to the collections below repositories. */
  readonly changes: Changes;
}

function projectObjects(site: Site, workspace: JsonObject, owner: JsonObject) {
  return projectPlans.map((plan, index) => {
    const id = uuid(seed, 100 + index);
    const links = {
      self: link(`${site.api}/workspaces/${workspaceSlug}/projects/${plan.key}`),
      html: link(`${site.web}/${workspaceSlug}/workspace/projects/${plan.key}`),
      avatar: link(`${site.web}/avatars/project-${plan.key}.png`),
    };
    const condensed = { type: 'project', key: plan.key, uuid: id, name: plan.name, links };
    const created = founded + index * 40 * day;
    const full = {
      ...condensed,
      description: plan.description,
      is_private: plan.isPrivate,
      has_publicly_visible_repos: !plan.isPrivate,
      created_on: restTimestamp(created, 345_678),
      updated_on: restTimestamp(created + 500 * day, index === 1 ? 0 : 999_999),
      owner,
      workspace,
      links: {
        ...links,
        repositories: link(`${site.api}/repositories/${workspaceSlug}?q=project.key="${plan.key}"`),
      },
    };
    return { key: plan.key, condensed, full };
  });
}

/** Everything of a repository that does not need another one; `parent` is set by the caller. */
export function repositoryObject(
  plan: RepositoryPlan,
  index: number,
  place: { readonly site: Site; readonly workspace: JsonObject; readonly owner: JsonObject },
  project: JsonObject | undefined,
  parent: JsonObject | null,
): Repository {
  const { site } = place;
  const id = uuid(seed, 200 + index);
  const fullName = `${workspaceSlug}/${plan.slug}`;
  const api = `${site.api}/repositories/${fullName}`;
  const web = `${site.web}/${fullName}`;
  const links = {
    self: link(api),
    html: link(web),
    avatar: link(`${site.web}/avatars/repository-${index}.png`),
  };
  const condensed = { type: 'repository', full_name: fullName, name: plan.name, uuid: id, links };
  // Two repositories share each creation time, so that sorting by it meets ties.
  const created = founded + Math.trunc(index / 2) * 61 * day;
  const full = {
    ...condensed,
    slug: plan.slug,
    description: plan.description,
    scm: 'git',
    website: index % 3 === 0 ? `https://${plan.slug}.example/` : null,
    owner: place.owner,
    workspace: place.workspace,
    project,
    is_private: plan.isPrivate,
    fork_policy: plan.isPrivate ? 'no_public_forks' : 'allow_forks',
    created_on: restTimestamp(created, 120_034),
    updated_on: restTimestamp(
      created + (200 + choose(900, seed, index, 2)) * day,
      choose(1_000_000, seed, index, 3),
    ),
    size: plan.commits === 0 ? 0 : plan.commits * 10_000_019,
    language: plan.language,
    mainbranch: plan.branches === 0 ? null : { type: 'branch', name: 'main' },
    override_settings: { default_merge_strategy: false, branching_model: false },
    parent,
    has_issues: plan.issues !== undefined,
    has_wiki: false,
    links: {
      ...links,
      pullrequests: link(`${api}/pullrequests`),
      commits: link(`${api}/commits`),
      forks: link(`${api}/forks`),
      watchers: link(`${api}/watchers`),
      branches: link(`${api}/refs/branches`),
      tags: link(`${api}/refs/tags`),
      downloads: link(`${api}/downloads`),
      source: link(`${api}/src`),
      clone: [
        { name: 'https', href: `${web}.git` },
        { name: 'ssh', href: `ssh://git@lighthouse.example/${fullName}.git` },
      ],
      hooks: link(`${api}/hooks`),
    },
  };
  return { index, plan, uuid: id, seed: seed + 7919 * (index + 1), fullName, api, web, condensed, full };
}

export function createWorkspace(site: Site, archivedPullRequests: number | undefined): Workspace {
  const people = createPeople(site);
  const id = uuid(seed, 0);
  const self = `${site.api}/workspaces/${workspaceSlug}`;
  const avatar = link(`${site.web}/avatars/workspace.png`);
  const base = { type: 'workspace_base', uuid: id, slug: workspaceSlug, links: { avatar, self: link(self) } };
  const condensed = {
    type: 'workspace',
    uuid: id,
    name: 'Lighthouse & Söhne',
    slug: workspaceSlug,
    links: { avatar, html: link(`${site.web}/${workspaceSlug}/`), self: link(self) },
  };
  const full = {
    ...condensed,
    is_private: true,
    is_privacy_enforced: false,
    forking_mode: 'internal_only',
    created_on: restTimestamp(founded - 30 * day, 468_988),
    updated_on: null,
    links: {
      ...condensed.links,
      hooks: link(`${self}/hooks`),
      members: link(`${self}/members`),
      owners: link(`${self}/members?q=permission%3D%22owner%22`),
      projects: link(`${self}/projects`),
      repositories: link(`${site.api}/repositories/${workspaceSlug}`),
      snippets: link(`${site.api}/snippets/${workspaceSlug}`),
    },
  };
  const owner = {
    type: 'team',
    display_name: condensed.name,
    uuid: id,
    links: { avatar, html: link(`${site.web}/${encodeURIComponent(id)}/`) },
  };
  const projects = projectObjects(site, condensed, owner);
  const place = { site, workspace: condensed, owner };
  const repositories: Repository[] = [];
  for (const [index, plan] of repositoryPlans(archivedPullRequests).entries()) {
    const project = projects.find((candidate) => candidate.key === plan.project);
    const parent = repositories.find((candidate) => candidate.plan.slug === plan.parent);
    repositories.push(repositoryObject(plan, index, place, project?.condensed, parent?.condensed ?? null));
  }
  return {
    slug: workspaceSlug,
    uuid: id,
    people,
    site,
    base,
    condensed,
    full,
    projects: projects.map((project) => project.full),
    repositories,
    changes: new Changes(),
  };
}
