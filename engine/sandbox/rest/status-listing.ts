import { commitStatuses } from '../data/commit-statuses.ts';
import type { Repository } from '../data/workspace.ts';
import type { Reply } from '../http/reply.ts';
import type { RestRequest } from './route.ts';
import { servePage } from './serve-page.ts';

/** The statuses of the commit at that place of the history. */
export function serveStatuses(request: RestRequest, repository: Repository, commit: number): Reply {
  const refname = request.url.searchParams.get('refname');
  return servePage(
    {
      key: `statuses ${repository.uuid} ${commit}`,
      items: commitStatuses(request.workspace, repository, commit),
      filterable: {
        key: 'text',
        name: 'text',
        state: 'text',
        refname: 'text',
        created_on: 'datetime',
        updated_on: 'datetime',
      },
      sortable: ['created_on', 'updated_on'],
      ...(refname === null
        ? {}
        : { restriction: { key: refname, test: (status) => status['refname'] === refname } }),
      paging: 'numbers',
      defaultLength: 30,
      longest: 100,
    },
    request,
  );
}
