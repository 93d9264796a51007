/**
 * Which scans are driven by others: a child table that is joined with its parent is read for those parents only that
 * the join can keep. The parents are loaded first; the keys of their rows, filtered as the statement filters them,
 * then stand in the driven scan's predicate as if the statement had named them.
 *
 * A scan is driven when each use of its table has an edge (join-edges.ts) to a table that has the same keys: the parent,
 * a table whose declared foreign key leads to the parent, or another child of it that is driven or filtered by that key
 * itself, so that no key is asked for that Bitbucket doesn't have. The partners' rows are thinned out by their own edges as well, as far as those tables can be there first.
 */
import { baseOf, rollUpColumns } from '../catalog/roll-up.ts';
import type { TableDef } from '../catalog/table.ts';
import type { ColumnPair, JoinEdge } from './join-edges.ts';
import type { Predicate, TableReference } from './scan-request.ts';
import type { TableUse } from './table-use.ts';
import { isToldWhenNamed } from './told-when-named.ts';

/** Rows of a loaded table. */
export interface KeptRows {
  /** The schema as the statement spells it. */
  readonly storedSchema: string;
  readonly table: TableDef;
  /** null: all of them. */
  readonly where: Predicate | null;
  readonly partners: readonly Partner[];
}

/** Each row that is needed has a partner in `rows` with the same values. */
export interface Partner {
  readonly columns: readonly string[];
  readonly rows: KeptRows;
  /** The partner's columns, in the order of `columns`. */
  readonly partnerColumns: readonly string[];
}

/** One entry for each use of the table: a row is needed where all of one use's partners have it. */
export type ScanDriver = readonly (readonly Partner[])[];

/** Many tables with one key have many ways between them, and the near ones say what there is to say. */
const deepest = 3;

export interface DrivableGroup {
  readonly schema: string;
  readonly reference: TableReference;
  readonly uses: readonly TableUse[];
}

export function driversOf(
  groups: readonly DrivableGroup[],
  edges: readonly JoinEdge[],
): ReadonlyMap<DrivableGroup, ScanDriver> {
  const groupOf = new Map(groups.flatMap((group) => group.uses.map((use) => [use, group] as const)));
  const decided = new Map<DrivableGroup, readonly (readonly JoinEdge[])[]>();

  /** The groups that must be loaded before this one. */
  const needs = (group: DrivableGroup, seen = new Set<DrivableGroup>()): ReadonlySet<DrivableGroup> => {
    for (const { partner } of (decided.get(group) ?? []).flat()) {
      const needed = groupOf.get(partner);
      if (needed === undefined || seen.has(needed)) continue;
      seen.add(needed);
      needs(needed, seen);
    }
    return seen;
  };
  const mayDrive = (group: DrivableGroup, edge: JoinEdge): boolean => {
    const partner = groupOf.get(edge.partner);
    if (partner === undefined || partner === group || needs(partner).has(group)) return false;
    const keys = drivingPairs(edge, group.reference, partner.reference);
    if (keys.length === 0) return false;
    const isParent = partner.reference.table.name === group.reference.table.parent?.table;
    if (isParent || decided.has(partner) || isKeyed(edge)) return true;
    // Without the names there would be no rows to join with.
    if (keys.some(({ column }) => needsNames(group.reference.table, column))) return true;
    // What is read from every repository anyway tells nothing of repositories unless it is filtered.
    const isTelling =
      baseOf(partner.reference.table) === undefined ||
      edge.partner.offer.known !== null ||
      keys.some(({ column }) => !rollUpColumns.some(({ name }) => name === column));
    return partner.reference.table.parent === undefined && isTelling;
  };

  for (let going = true; going;) {
    going = false;
    for (const group of groups) {
      if (decided.has(group)) continue;
      const found = group.uses.map((use) =>
        edges.filter((edge) => edge.use === use && mayDrive(group, edge)),
      );
      if (found.some((some) => some.length === 0)) continue;
      decided.set(group, found);
      going = true;
    }
  }

  const kept = (use: TableUse, before: ReadonlySet<DrivableGroup>, path: readonly TableUse[]): KeptRows => {
    const group = groupOf.get(use);
    if (group === undefined) throw new Error(`${use.table} is not among the tables of the statement`);
    const further = edges.filter((edge) => {
      const partner = groupOf.get(edge.partner);
      const isNew = !path.includes(edge.partner) && path.length < deepest;
      // A scan that nothing drives waits for none, so that it can always come first.
      const isThere = partner !== undefined && (before.has(partner) || !decided.has(partner));
      return edge.use === use && isThere && isNew;
    });
    return {
      storedSchema: group.schema,
      table: group.reference.table,
      where: use.offer.known,
      partners: further.map((edge) => partnerOf(edge, edge.pairs, before, [...path, use])),
    };
  };
  const partnerOf = (
    { partner }: JoinEdge,
    pairs: JoinEdge['pairs'],
    before: ReadonlySet<DrivableGroup>,
    path: readonly TableUse[],
  ): Partner => ({
    columns: pairs.map(({ column }) => column),
    partnerColumns: pairs.map((pair) => pair.partner),
    rows: kept(partner, before, path),
  });

  return new Map(
    [...decided].map(([group, uses]): [DrivableGroup, ScanDriver] => {
      const before = needs(group);
      const partners = uses.map((found) =>
        found.map((edge) => {
          const other = groupOf.get(edge.partner)?.reference ?? group.reference;
          return partnerOf(edge, drivingPairs(edge, group.reference, other), before, [edge.use]);
        }),
      );
      return [group, partners];
    }),
  );
}

/**
 * Those pairs of columns that choose what the first table is read for: parents, by keys that the second table has as
 * well, and repositories, by anything. A key of `AllRepositories` means nothing without the repository.
 */
function drivingPairs(edge: JoinEdge, own: TableReference, partner: TableReference): JoinEdge['pairs'] {
  const isSameSchema = own.schema.toLowerCase() === partner.schema.toLowerCase();
  const linked = edge.pairs.filter((pair) => isSameSchema && isLinked(pair, own.table, partner.table));
  if (baseOf(own.table) === undefined) return linked;
  const chosen = edge.pairs.filter(({ column }) => rollUpColumns.some(({ name }) => name === column));
  const slugs = chosen.filter((pair) => linked.includes(pair));
  return slugs.length === 0 ? chosen : [...new Set([...slugs, ...linked, ...chosen])];
}

function isLinked({ column, partner: other }: ColumnPair, own: TableDef, partner: TableDef): boolean {
  const { filter } = own.columns.find(({ name }) => name === column) ?? {};
  if (needsNames(own, column)) return true;
  const key = own.parent?.columns[column];
  if (key === undefined || filter?.via !== 'path' || filter.operators.in === undefined) return false;
  if (partner.name === own.parent?.table) return other === key;
  const isSibling = partner.parent?.table === own.parent?.table && partner.parent?.columns[other] === key;
  return isSibling || refersTo(partner, other, own.parent?.table, key);
}

/** Whether a declared foreign key says that each value of the column is that of a row of the table. */
function refersTo(
  { foreignKeys }: TableDef,
  column: string,
  table: string | undefined,
  key: string,
): boolean {
  return foreignKeys.some(
    ({ columns, references }) =>
      references.table === table &&
      columns.some((each, index) => each === column && references.columns[index] === key),
  );
}

function needsNames({ columns }: TableDef, name: string): boolean {
  return columns.some((column) => column.name === name && isToldWhenNamed(column));
}

/** Whether the partner's own filter names keys. */
function isKeyed({ partner, pairs }: JoinEdge): boolean {
  return (
    partner.offer.predicate !== null && pairs.some((pair) => names(partner.offer.predicate, pair.partner))
  );
}

function names(predicate: Predicate | null, column: string): boolean {
  if (predicate === null) return false;
  if (!('terms' in predicate)) return predicate.column === column;
  return predicate.kind === 'and'
    ? predicate.terms.some((term) => names(term, column))
    : predicate.terms.every((term) => names(term, column));
}
