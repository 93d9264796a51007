import { downloads } from '../data/downloads.ts';
import type { Repository } from '../data/workspace.ts';
import { textAt } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { listWrites } from './list-writes.ts';
import type { Route } from './route.ts';

/** Files that are offered for download: removed by their names. */
export const downloadWrites: readonly Route[] = listWrites<Repository>({
  collection: '/repositories/{workspace}/{repository}/downloads',
  key: 'name',
  word: 'Download',
  within: inRepository,
  items: downloads,
  nameOf: (item) => textAt(item, 'name'),
  remove: { scope: scopes.repositoryWrite, make: () => undefined },
});
