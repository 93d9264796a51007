/**
 * A child table over all repositories: the parents of all of them are read before the first child is, so that what
 * the children cost is known then.
 */
import type { TableDef } from '../catalog/table.ts';
import { keysPredicate } from '../plan/kept-keys.ts';
import type { CountResult, Predicate, RowBatch, ScanRequest } from '../plan/scan-request.ts';
import { parentPredicate } from './parent-predicate.ts';
import { onlyThose } from './parents.ts';
import type { RepositoryScan } from './roll-up-scan.ts';
import { scanFilter } from './scan-filter.ts';

type Rows = AsyncIterable<RowBatch | CountResult>;

export interface ParentedScans {
  readonly scans: readonly RepositoryScan[];
  /** Of all repositories; null: what is read has no parents. */
  readonly parents: number | null;
}

/**
 * The scans with the keys of their parents named, and without those that have none. `read` reads the parents of
 * several repositories, with their slug in the first column.
 */
export async function withParents(
  scans: readonly RepositoryScan[],
  findTable: (name: string) => TableDef | undefined,
  read: (request: ScanRequest, scans: readonly RepositoryScan[]) => Rows,
): Promise<ParentedScans> {
  const table = scans[0]?.request.target.table;
  const parent = table?.parent && findTable(table.parent.table);
  if (table?.parent === undefined || parent === undefined) return { scans, parents: null };
  const columns = Object.keys(table.parent.columns);
  const keys = Object.values(table.parent.columns);
  // A number that the statement names may be one that most repositories don't have; one from a join is there.
  const areThere = scans.length === 1 || scans[0]?.request.drivenBy !== undefined;
  const counts = scans.map(({ request }) =>
    areThere ? namedParents(table, columns, request.predicate) : null,
  );
  const open = scans.filter((_, index) => counts[index] === null);
  const request = (schema: string, predicate: Predicate | null): ScanRequest => ({
    target: { schema, table: parent },
    columns: needed,
    predicate,
    order: null,
    limit: null,
    countOnly: false,
  });
  const { columns: linked, only } = table.parent;
  const link = table.parent;
  const needed = [...keys, ...(only === undefined ? [] : [only.column])];
  const found = await keysBySlug(
    read(
      { ...request('', null), columns: ['RepositorySlug', ...needed] },
      open.map(({ repository, request: { target, predicate } }) => ({
        repository,
        request: request(target.schema, onlyThose(link, parentPredicate(predicate, linked))),
      })),
    ),
    keys.length,
    only?.value,
  );
  let parents = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const parented = scans.flatMap((scan, index) => {
    if (counts[index] !== null) return [scan];
    const rows = found.get(scan.repository.slug) ?? [];
    parents += rows.length;
    if (rows.length === 0) return [];
    const named = keysPredicate(table, columns, rows);
    const { predicate } = scan.request;
    const terms = predicate === null ? named : { kind: 'and' as const, terms: [predicate, named] };
    return [{ ...scan, request: { ...scan.request, predicate: terms } }];
  });
  return { scans: parented, parents };
}

/** How many parents the filter names; null: it names none, or not by all of their columns. */
function namedParents(
  table: TableDef,
  columns: readonly string[],
  predicate: Predicate | null,
): number | null {
  const { paths } = scanFilter(table, predicate);
  return columns
    .map((name) => paths.get(name)?.length ?? null)
    .reduce<number | null>((all, some) => (all === null || some === null ? null : all * some), 1);
}

/** Each key once. `only`: what the column behind the keys must hold. */
async function keysBySlug(
  rows: Rows,
  length: number,
  only: string | undefined,
): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const found = new Map<string, Map<string, readonly string[]>>();
  for await (const batch of rows) {
    if ('count' in batch) continue;
    for (let row = 0; row < batch.rowCount; row += 1) {
      const [slug, ...all] = batch.values.map((column) => column[row] ?? null);
      if (only !== undefined && all[length] !== only) continue;
      const cells = all.slice(0, length);
      if (cells.includes(null)) continue;
      const texts = cells.map(String);
      const keys = found.get(String(slug)) ?? new Map<string, readonly string[]>();
      found.set(String(slug), keys.set(texts.join('\0'), texts));
    }
  }
  return new Map([...found].map(([slug, keys]) => [slug, [...keys.values()]]));
}
