/** Rows to calls, each with the place of its row: that of the schema, or over all repositories the row's own. */
import { baseOf } from '../catalog/roll-up.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { TableReference } from '../plan/scan-request.ts';
import { nearNames } from '../scan/near-names.ts';
import type { SchemaDirectory } from '../scan/schema-directory.ts';
import { placeOf, type SchemaResolver } from '../scan/schema-place.ts';
import { rowCall, type RowCall, type RowToWrite } from '../write/row-call.ts';
import type { WritePlan } from '../write/write-plan.ts';

export interface Places {
  readonly workspace: string;
  readonly schemas: SchemaResolver & Pick<SchemaDirectory, 'repositories'>;
}

/** Throws before any call that writes: 3F000 for a repository that there is not, and what rowCall throws. */
export async function callsOf(
  plan: WritePlan,
  reference: TableReference,
  { workspace, schemas }: Places,
  rows: readonly RowToWrite[],
  signal: AbortSignal,
): Promise<readonly RowCall[]> {
  if (rows.length === 0) return [];
  const base = baseOf(reference.table);
  if (base === undefined) {
    const place = await placeOf(reference, workspace, schemas, signal);
    return rows.map((row, index) => rowCall(plan, place, row, index + 1));
  }
  const place = await placeOf(
    { ...reference, table: { ...base, scope: 'workspace' } },
    workspace,
    schemas,
    signal,
  );
  const calls = rows.map((row, index) => rowCall(plan, place, row, index + 1));
  const named = new Set(calls.flatMap(({ bound }) => bound.get('RepositorySlug') ?? []));
  const repositories = await schemas.repositories(signal, named);
  const projects = new Map(
    repositories.flatMap(({ repository }) =>
      repository === undefined ? [] : [[repository.slug, repository.projectKey] as const],
    ),
  );
  return calls.map((call) => {
    const slug = call.bound.get('RepositorySlug') ?? '';
    const project = projects.get(slug);
    if (project === undefined) throw noRepository(slug, [...projects.keys()]);
    return project === null ? call : { ...call, bound: new Map([...call.bound, ['ProjectKey', project]]) };
  });
}

function noRepository(slug: string, slugs: readonly string[]): DrawbridgeError {
  const near = nearNames(slug, slugs);
  return new DrawbridgeError(
    SqlState.unknownSchema,
    `The workspace has no repository "${slug}". Nothing was written.`,
    {
      hint:
        near.length === 0
          ? 'SELECT Slug FROM Repositories lists them all.'
          : `Did you mean ${near.join(' or ')}?`,
    },
  );
}
