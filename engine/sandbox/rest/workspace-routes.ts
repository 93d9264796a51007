/** Workspaces, their members and projects, and the endpoints that Bitbucket retired in 2026. */
import { type Collection, collectionOf } from '../data/collection.ts';
import { link } from '../data/site.ts';
import type { Workspace } from '../data/workspace.ts';
import { failure, retired } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

function membership(workspace: Workspace, index: number): JsonObject {
  const member = workspace.people.members[index];
  if (member === undefined) throw new RangeError(`There is no member ${index}.`);
  const encoded = encodeURIComponent(member.uuid);
  return {
    type: 'workspace_membership',
    user: { ...member.account, email: member.email },
    workspace: workspace.condensed,
    links: { self: link(`${workspace.site.api}/workspaces/${workspace.slug}/members/${encoded}`) },
  };
}

/** Addresses are told only to whoever names them. */
function members(workspace: Workspace, withEmail: boolean): Collection {
  const record = (index: number): JsonObject => membership(workspace, index);
  const render = (index: number): JsonObject => {
    const shown = record(index);
    return withEmail ? shown : { ...shown, user: workspace.people.members[index]?.account };
  };
  return { length: workspace.people.members.length, record, render };
}

function asksForEmail({ url }: RestRequest): boolean {
  return url.searchParams.get('q')?.includes('user.email') ?? false;
}

export const workspaceRoutes: readonly Route[] = [
  { pattern: '/workspaces', handle: retired },
  { pattern: '/repositories', handle: retired },
  { pattern: '/snippets', handle: retired },
  { pattern: '/user/permissions/workspaces', handle: retired },
  { pattern: '/user/permissions/repositories', handle: retired },
  {
    pattern: '/user/workspaces',
    scope: scopes.membership,
    handle: (request) => {
      const { workspace, url } = request;
      const onlyPlainMembers = url.searchParams.get('administrator') === 'false';
      return servePage(
        {
          key: `user/workspaces ${String(onlyPlainMembers)}`,
          items: {
            length: onlyPlainMembers ? 0 : 1,
            record: () => workspace.base,
            render: () => ({ type: 'workspace_access', administrator: true, workspace: workspace.base }),
          },
          filterable: { slug: 'text' },
          sortable: ['slug'],
          paging: 'numbers',
          defaultLength: 25,
          longest: 100,
        },
        request,
      );
    },
  },
  {
    pattern: '/workspaces/{workspace}',
    scope: scopes.workspace,
    handle: inWorkspace((request, workspace) => serveObject(workspace.full, request)),
  },
  {
    pattern: '/workspaces/{workspace}/members',
    scope: scopes.membership,
    handle: inWorkspace((request, workspace) =>
      servePage(
        {
          key: `members ${asksForEmail(request)}`,
          items: members(workspace, asksForEmail(request)),
          filterable: { 'user.email': 'text' },
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
          hidden: ['user.email'],
        },
        request,
      ),
    ),
  },
  {
    pattern: '/workspaces/{workspace}/projects',
    scope: scopes.project,
    handle: inWorkspace((request, workspace) =>
      servePage(
        {
          key: 'projects',
          items: collectionOf(workspace.projects),
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
        },
        request,
      ),
    ),
  },
  {
    pattern: '/workspaces/{workspace}/projects/{project}',
    scope: scopes.project,
    handle: inWorkspace((request, workspace) => {
      const { project = '' } = request.parameters;
      const found = workspace.projects.find((candidate) => candidate['key'] === project);
      return found === undefined
        ? failure(404, `Project ${workspace.slug}/${project} not found`)
        : serveObject(found, request);
    }),
  },
];
