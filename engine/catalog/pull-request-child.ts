/** What all tables have in common whose rows are read pull request by pull request. */
import type { ColumnDef, ForeignKey, ParentLink } from './table.ts';

export const pullRequestParent: ParentLink = { table: 'PullRequests', columns: { PullRequestId: 'Id' } };

export const pullRequestKey: ForeignKey = {
  columns: ['PullRequestId'],
  references: { table: 'PullRequests', columns: ['Id'] },
};

/** `path`: where the objects repeat it; most don't. */
export function pullRequestIdColumn(description: string, path = '{PullRequestId}'): ColumnDef {
  return {
    name: 'PullRequestId',
    type: 'BIGINT',
    nullable: false,
    description,
    path,
    filter: {
      field: 'PullRequestId',
      via: 'path',
      // A short range is as good as its members, which is what DuckDB makes of an IN over neighbouring numbers; any
      // other is asked of the pull requests.
      operators: { '=': 'exact', in: 'exact', '>': 'exact', '>=': 'exact', '<': 'exact', '<=': 'exact' },
    },
  };
}
