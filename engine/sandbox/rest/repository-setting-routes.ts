/** Who and what belongs to a repository beside its code: reviewers, rules, keys, files, forks, permissions. */
import { objectsOf } from '../data/collection.ts';
import { branchingModel, branchRestrictions, effectiveBranchingModel } from '../data/branch-settings.ts';
import { downloads } from '../data/downloads.ts';
import { repositoryDeployKeys } from '../data/keys.ts';
import {
  defaultReviewers,
  effectiveReviewers,
  repositoryGroups,
  repositoryUsers,
  watchers,
} from '../data/people-lists.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { repositoryList, serveList } from './plain-list.ts';
import { repositoryFields } from './repository-routes.ts';
import type { Route } from './route.ts';
import { serveObject } from './serve-object.ts';

export const repositorySettingRoutes: readonly Route[] = [
  repositoryList(
    '/default-reviewers',
    scopes.pullRequest,
    (workspace, repository) => objectsOf(defaultReviewers(workspace, repository)),
    { defaultLength: 20 },
  ),
  {
    pattern: '/repositories/{workspace}/{repository}/branch-restrictions',
    scope: scopes.repositoryAdmin,
    handle: inRepository((request, repository) => {
      const { searchParams } = request.url;
      const kind = searchParams.get('kind');
      const pattern = searchParams.get('pattern');
      const wanted = objectsOf(branchRestrictions(request.workspace, repository)).filter(
        (rule) =>
          (kind === null || rule['kind'] === kind) && (pattern === null || rule['pattern'] === pattern),
      );
      return serveList(wanted, request, { key: `${request.url.pathname} ${kind} ${pattern}` });
    }),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/branching-model',
    scope: scopes.repository,
    handle: inRepository((request, repository) =>
      serveObject(branchingModel(request.workspace, repository).render(0), request),
    ),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/effective-branching-model',
    scope: scopes.repository,
    handle: inRepository((request, repository) =>
      serveObject(effectiveBranchingModel(request.workspace, repository), request),
    ),
  },
  repositoryList('/effective-default-reviewers', scopes.pullRequest, effectiveReviewers, {
    defaultLength: 20,
  }),
  repositoryList('/deploy-keys', scopes.repositoryAdmin, repositoryDeployKeys),
  repositoryList('/downloads', scopes.repository, downloads),
  repositoryList(
    '/forks',
    scopes.repository,
    ({ repositories }, { plan }) =>
      repositories.filter((other) => other.plan.parent === plan.slug).map(({ full }) => full),
    repositoryFields,
  ),
  repositoryList('/watchers', scopes.repository, watchers),
  repositoryList('/permissions-config/users', scopes.repositoryAdmin, repositoryUsers),
  repositoryList('/permissions-config/groups', scopes.repositoryAdmin, repositoryGroups),
];
