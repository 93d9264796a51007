/**
 * The newest commit of a repository's main branch, for servers that do not take HEAD for its name. Bitbucket takes it, as
 * its clients do; its documents do not say so.
 */
import type { CallContext } from '../bitbucket/api-attempt.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import type { ColumnDef, TableDef } from '../catalog/table.ts';
import { fillPath } from './endpoint-path.ts';
import type { BoundColumns } from './row-decoder.ts';
import type { SchemaPlace } from './schema-place.ts';

/** The column that a scan has bound to HEAD; undefined: there is none. */
export function boundToHead({ columns }: TableDef, bound: BoundColumns): ColumnDef | undefined {
  return columns.find(
    ({ name, filter }) =>
      filter?.form === 'commit hash' && filter.unnamed !== undefined && bound.get(name) === filter.unnamed,
  );
}

/** Its hash; null: the repository is empty. Costs up to two calls, and throws what these throw. */
export async function newestOfMainBranch(
  client: Pick<BitbucketClient, 'get'>,
  place: SchemaPlace,
  call: CallContext,
): Promise<string | null> {
  const repository = '/repositories/{workspace}/{repository}';
  const { body: told } = await client.get(`${fillPath(repository, place)}?fields=mainbranch.name`, call);
  const branch = (told as { mainbranch?: { name?: unknown } | null } | null)?.mainbranch?.name;
  if (typeof branch !== 'string') return null;
  const path = fillPath(`${repository}/refs/branches/{branch}`, new Map([...place, ['branch', branch]]));
  const { body } = await client.get(`${path}?fields=target.hash`, call);
  const hash = (body as { target?: { hash?: unknown } | null } | null)?.target?.hash;
  return typeof hash === 'string' ? hash : null;
}
