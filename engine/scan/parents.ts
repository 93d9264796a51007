/** The rows of the parent table that a child table is read for. */
import type { ColumnFilter, ParentLink, TableDef } from '../catalog/table.ts';
import type { Predicate, RowBatch, ScanRequest } from '../plan/scan-request.ts';
import { whereKnown } from './known-values.ts';
import type { BoundColumns } from './row-decoder.ts';
import type { ScanPlan } from './scan-plan.ts';

export type ParentRows = (request: ScanRequest) => AsyncGenerator<RowBatch, void>;

/**
 * The values of the columns in the endpoint's path, one map for each parent: those that the filter names, or
 * else those of all parents. Without a parent they are all that the path can take; most tables have none, and so one
 * empty map.
 */
export async function* boundParents(
  request: ScanRequest,
  plan: ScanPlan,
  findTable: (name: string) => TableDef | undefined,
  parentRows: ParentRows,
): AsyncGenerator<BoundColumns, void> {
  const link = plan.table.parent;
  if (link === undefined) {
    const choices = plan.table.columns.filter(({ filter }) => filter?.via === 'path');
    const names = choices.map(({ name }) => name);
    const all = choices.map(({ name, filter }) => plan.filter.paths.get(name) ?? withoutFilter(filter));
    for (const values of combinations(all)) yield zip(names, values);
    return;
  }
  const names = Object.keys(link.columns);
  const named = names.map((name) => plan.filter.paths.get(name));
  if (named.every((values) => values !== undefined)) {
    for (const values of combinations(named)) {
      const bound = zip(names, values);
      // Of keys of several columns the filter may name some pairs only.
      if (whereKnown(request.predicate, bound) !== false) yield bound;
    }
    return;
  }
  const table = findTable(link.table);
  if (table === undefined) throw new Error(`${plan.table.name} has an unknown parent ${link.table}`);
  const batches = parentRows({
    target: { schema: request.target.schema, table },
    columns: [...Object.values(link.columns), ...(link.only === undefined ? [] : [link.only.column])],
    predicate: onlyThose(link, plan.parents),
    order: null,
    limit: null,
    countOnly: false,
  });
  const seen = new Set<string>();
  for await (const { rowCount, values } of batches) {
    for (let row = 0; row < rowCount; row += 1) {
      const cells = values.slice(0, names.length).map((column) => column[row] ?? null);
      if (link.only !== undefined && values[names.length]?.[row] !== link.only.value) continue;
      const texts = cells.map(String);
      const key = texts.join('\0');
      const wanted = named.every((some, index) => some?.includes(texts[index] ?? '') ?? true);
      if (cells.includes(null) || seen.has(key) || !wanted) continue;
      seen.add(key);
      yield zip(names, texts);
    }
  }
}

/** The values that a path without parents is asked for with. */
function withoutFilter(filter: ColumnFilter | undefined): readonly string[] {
  return filter?.unnamed === undefined ? (filter?.values ?? []) : [filter.unnamed];
}

/** True for the rows of the parent that have children and, with them, for those of `predicate`. */
export function onlyThose({ only }: ParentLink, predicate: Predicate | null): Predicate | null {
  if (only === undefined) return predicate;
  const { column, value } = only;
  const those: Predicate = {
    kind: 'compare',
    column,
    operator: '=',
    value: { kind: 'text', text: value },
  };
  return predicate === null ? those : { kind: 'and', terms: [predicate, those] };
}

function zip(names: readonly string[], values: readonly string[]): BoundColumns {
  return new Map(names.map((name, index) => [name, values[index] ?? '']));
}

function combinations(choices: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return choices.reduce<readonly (readonly string[])[]>(
    (all, choice) => all.flatMap((some) => choice.map((value) => [...some, value])),
    [[]],
  );
}
