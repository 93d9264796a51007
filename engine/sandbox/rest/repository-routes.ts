import { collectionOf } from '../data/collection.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import type { Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

const filterable: FieldTypes = {
  name: 'text',
  full_name: 'text',
  slug: 'text',
  uuid: 'text',
  description: 'text',
  language: 'text',
  is_private: 'boolean',
  'project.key': 'text',
  'project.uuid': 'text',
  parent: 'object',
  created_on: 'datetime',
  updated_on: 'datetime',
};

/** What lists of repositories can be filtered and sorted by. */
export const repositoryFields = {
  filterable,
  sortable: Object.keys(filterable).filter((name) => name !== 'parent'),
};

export const repositoryRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}',
    scope: scopes.repository,
    handle: inWorkspace((request, workspace) =>
      servePage(
        {
          key: `repositories ${request.caller.repository ?? ''}`,
          items: collectionOf(
            workspace.repositories
              .filter(({ plan }) => [undefined, plan.slug].includes(request.caller.repository))
              .map((repository) => repository.full),
          ),
          ...repositoryFields,
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
        },
        request,
      ),
    ),
  },
  {
    pattern: '/repositories/{workspace}/{repository}',
    scope: scopes.repository,
    handle: inRepository((request, repository) => serveObject(repository.full, request)),
  },
];
