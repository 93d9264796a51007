/** Branches and tags, together and apart. */
import type { Collection } from '../data/collection.ts';
import { branches, tags } from '../data/refs.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { inRepository } from './find-repository.ts';
import type { Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

const filterable: FieldTypes = { name: 'text', 'target.hash': 'text', 'target.date': 'datetime' };

type MakeRefs = (workspace: Workspace, repository: Repository) => Collection;

const all: MakeRefs = (workspace, repository) => {
  const first = branches(workspace, repository);
  const second = tags(workspace, repository);
  return {
    length: first.length + second.length,
    record: (index) => (index < first.length ? first.record(index) : second.record(index - first.length)),
    render: (index) => (index < first.length ? first.render(index) : second.render(index - first.length)),
  };
};

function list(path: string, makeRefs: MakeRefs): Route {
  return {
    pattern: `/repositories/{workspace}/{repository}/${path}`,
    scope: scopes.repository,
    handle: inRepository((request, repository) =>
      servePage(
        {
          key: `${path} ${repository.uuid}`,
          items: makeRefs(request.workspace, repository),
          filterable,
          sortable: ['name', 'target.date'],
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
        },
        request,
      ),
    ),
  };
}

function single(path: string, word: string, makeRefs: MakeRefs): Route {
  return {
    pattern: `/repositories/{workspace}/{repository}/${path}/{name}`,
    scope: scopes.repository,
    handle: inRepository((request, repository) => {
      const { name } = request.parameters;
      const refs = makeRefs(request.workspace, repository);
      for (let index = 0; index < refs.length; index += 1) {
        const ref = refs.render(index);
        if (ref['name'] === name) return serveObject(ref, request);
      }
      return failure(404, `${word} ${JSON.stringify(name)} does not exist`);
    }),
  };
}

export const refRoutes: readonly Route[] = [
  list('refs', all),
  list('refs/branches', branches),
  list('refs/tags', tags),
  single('refs/branches', 'Branch', branches),
  single('refs/tags', 'Tag', tags),
];
