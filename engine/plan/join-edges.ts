/**
 * What joins say of the rows that they need: an edge means that rows of one use of a table which have no partner
 * among the rows of another may be missing, and the statement yields the same.
 *
 * That is so for either side of an inner join and of a semi-join, and for the side of an outer join that is filled
 * with NULL; never for the side whose rows are all kept, for anti-joins, marks, scalar subqueries and correlated ones.
 * Between the join and the use only such nodes may stand as treat each of those rows, or each group of equal values,
 * on its own. On the partner's side anything may stand that hands the column on unchanged.
 */
import { children, onlyChild, referenceIndex, typeOf, type PlanNode } from './bound-plan.ts';
import { objects, text } from './serialised-json.ts';
import type { TableUse } from './table-use.ts';

export interface ColumnPair {
  readonly column: string;
  /** The partner's column that has the same value. */
  readonly partner: string;
}

export interface JoinEdge {
  readonly use: TableUse;
  readonly partner: TableUse;
  readonly pairs: readonly ColumnPair[];
}

/** The use that a node of the plan is, if it is one. */
export type UseAt = (node: PlanNode) => TableUse | undefined;

export function joinEdges(plan: PlanNode, useAt: UseAt): readonly JoinEdge[] {
  const edges: JoinEdge[] = [];
  const visit = (node: PlanNode): void => {
    if (useAt(node) !== undefined) return;
    edges.push(...edgesOf(node, useAt));
    for (const child of children(node)) visit(child);
  };
  visit(plan);
  return closed(edges);
}

/** With what follows: a partner that itself needs a partner of the same value passes that need on. */
function closed(edges: readonly JoinEdge[]): readonly JoinEdge[] {
  const all = [...edges];
  const isKnown = (edge: JoinEdge): boolean =>
    all.some(
      ({ use, partner, pairs }) =>
        use === edge.use && partner === edge.partner && edge.pairs.every((pair) => includes(pairs, pair)),
    );
  // Edges that are added take their own turn.
  for (const first of all) {
    for (const second of edges) {
      if (second.use !== first.partner || second.partner === first.use) continue;
      const pairs = first.pairs.flatMap(({ column, partner }) =>
        second.pairs
          .filter((pair) => pair.column === partner)
          .map((pair): ColumnPair => ({ column, partner: pair.partner })),
      );
      const edge = { use: first.use, partner: second.partner, pairs };
      if (pairs.length > 0 && !isKnown(edge)) all.push(edge);
    }
  }
  return all;
}

const includes = (pairs: readonly ColumnPair[], { column, partner }: ColumnPair): boolean =>
  pairs.some((pair) => pair.column === column && pair.partner === partner);

type Side = 'left' | 'right';

/** The sides whose rows are not needed without a partner. */
const needless: Readonly<Record<string, readonly Side[]>> = {
  INNER: ['left', 'right'],
  LEFT: ['right'],
  RIGHT: ['left'],
  SEMI: ['left', 'right'],
  RIGHT_SEMI: ['left', 'right'],
};

function edgesOf(node: PlanNode, useAt: UseAt): readonly JoinEdge[] {
  const [left, right] = children(node);
  if (typeOf(node) !== 'LOGICAL_COMPARISON_JOIN' || left === undefined || right === undefined) return [];
  const sides = needless[text(node['join_type'])] ?? [];
  const equalities = objects(node['conditions'])
    .filter((condition) => condition['comparison'] === 'COMPARE_EQUAL')
    .map((condition) => ({
      left: reference(condition['left']),
      right: reference(condition['right']),
    }));
  return sides.flatMap((side) => {
    const [own, other] = side === 'left' ? [left, right] : [right, left];
    const edges = new Map<TableUse, Map<TableUse, ColumnPair[]>>();
    for (const equality of equalities) {
      const origin = originOf(own, equality[side], 'droppable', useAt);
      const partner = originOf(other, equality[side === 'left' ? 'right' : 'left'], 'any', useAt);
      if (origin === null || partner === null) continue;
      const partners = edges.get(origin.use) ?? new Map<TableUse, ColumnPair[]>();
      edges.set(origin.use, partners);
      partners.set(partner.use, [
        ...(partners.get(partner.use) ?? []),
        { column: origin.column, partner: partner.column },
      ]);
    }
    return [...edges].flatMap(([use, partners]) =>
      [...partners].map(([partner, pairs]): JoinEdge => ({ use, partner, pairs })),
    );
  });
}

function reference(expression: unknown): number {
  const [plain] = objects([expression]);
  return plain === undefined ? -1 : referenceIndex(plain);
}

interface Origin {
  readonly use: TableUse;
  readonly column: string;
}

/** `droppable`: without the rows of the use that have a value, just the outputs that have it are missing. */
type Passage = 'droppable' | 'any';

function originOf(node: PlanNode, index: number, passage: Passage, useAt: UseAt): Origin | null {
  if (index < 0) return null;
  const use = useAt(node);
  if (use !== undefined) {
    const column = use.outputs[index];
    return column === undefined || column === null ? null : { use, column };
  }
  const below = onlyChild(node);
  const pass = (place: number | undefined): Origin | null =>
    below === undefined || place === undefined ? null : originOf(below, place, passage, useAt);
  switch (typeOf(node)) {
    case 'LOGICAL_PROJECTION':
      return pass(reference(objects(node['expressions'])[index]));
    case 'LOGICAL_FILTER':
    case 'LOGICAL_ORDER_BY':
      return pass(unmapped(index, node['projection_map']));
    case 'LOGICAL_LIMIT':
    case 'LOGICAL_TOP_N':
    case 'LOGICAL_DISTINCT':
      return passage === 'any' ? pass(index) : null;
    case 'LOGICAL_AGGREGATE_AND_GROUP_BY':
      return isPlainGrouping(node) ? pass(reference(objects(node['groups'])[index])) : null;
    case 'LOGICAL_COMPARISON_JOIN':
    case 'LOGICAL_ANY_JOIN':
    case 'LOGICAL_CROSS_PRODUCT':
      return originInJoin(node, index, passage, useAt);
    default:
      return null;
  }
}

/** The sides of a join that hand rows on, in the order of the outputs. */
const handedOn: Readonly<Record<string, readonly Side[]>> = {
  INNER: ['left', 'right'],
  LEFT: ['left', 'right'],
  RIGHT: ['left', 'right'],
  FULL: ['left', 'right'],
  SINGLE: ['left', 'right'],
  SEMI: ['left'],
  ANTI: ['left'],
  MARK: ['left'],
  RIGHT_SEMI: ['right'],
  RIGHT_ANTI: ['right'],
};

/** Those of them whose rows may be missing without a trace in other outputs. */
const droppable: Readonly<Record<string, readonly Side[]>> = {
  ...handedOn,
  LEFT: ['left'],
  RIGHT: ['right'],
  FULL: [],
  SINGLE: ['left'],
};

function originInJoin(node: PlanNode, index: number, passage: Passage, useAt: UseAt): Origin | null {
  const [left, right] = children(node);
  if (left === undefined || right === undefined) return null;
  const kind = typeOf(node) === 'LOGICAL_CROSS_PRODUCT' ? 'INNER' : text(node['join_type']);
  let from = 0;
  for (const side of handedOn[kind] ?? []) {
    const [child, map] =
      side === 'left' ? [left, node['left_projection_map']] : [right, node['right_projection_map']];
    const width = mapLength(map) ?? widthOf(child, useAt);
    if (width === null) return null;
    if (index < from + width) {
      const isOpen = passage === 'any' || (droppable[kind] ?? []).includes(side);
      return isOpen ? originOf(child, unmapped(index - from, map) ?? -1, passage, useAt) : null;
    }
    from += width;
  }
  return null;
}

/** How many outputs a node has; null: not known. */
function widthOf(node: PlanNode, useAt: UseAt): number | null {
  const use = useAt(node);
  if (use !== undefined) return use.outputs.length;
  const below = onlyChild(node);
  switch (typeOf(node)) {
    case 'LOGICAL_PROJECTION':
      return objects(node['expressions']).length;
    case 'LOGICAL_FILTER':
    case 'LOGICAL_ORDER_BY':
      return mapLength(node['projection_map']) ?? (below === undefined ? null : widthOf(below, useAt));
    case 'LOGICAL_LIMIT':
    case 'LOGICAL_TOP_N':
    case 'LOGICAL_DISTINCT':
      return below === undefined ? null : widthOf(below, useAt);
    case 'LOGICAL_AGGREGATE_AND_GROUP_BY':
      return isPlainGrouping(node)
        ? objects(node['groups']).length + objects(node['expressions']).length
        : null;
    case 'LOGICAL_COMPARISON_JOIN':
    case 'LOGICAL_ANY_JOIN':
    case 'LOGICAL_CROSS_PRODUCT':
      return widthOfJoin(node, useAt);
    default:
      return null;
  }
}

function widthOfJoin(node: PlanNode, useAt: UseAt): number | null {
  const [left, right] = children(node);
  const kind = typeOf(node) === 'LOGICAL_CROSS_PRODUCT' ? 'INNER' : text(node['join_type']);
  const sides = handedOn[kind];
  if (left === undefined || right === undefined || sides === undefined) return null;
  let width = kind === 'MARK' ? 1 : 0;
  for (const side of sides) {
    const own =
      side === 'left'
        ? (mapLength(node['left_projection_map']) ?? widthOf(left, useAt))
        : (mapLength(node['right_projection_map']) ?? widthOf(right, useAt));
    if (own === null) return null;
    width += own;
  }
  return width;
}

/** Grouped one way: each group has one value in each column that it is grouped by. */
function isPlainGrouping(node: PlanNode): boolean {
  const groups = objects(node['groups']);
  const sets = Array.isArray(node['grouping_sets']) ? node['grouping_sets'] : [];
  const functions = Array.isArray(node['grouping_functions']) ? node['grouping_functions'] : [];
  const [only, ...more] = sets;
  const isWhole = only === undefined || (Array.isArray(only) && only.length === groups.length);
  return groups.length > 0 && isWhole && more.length === 0 && functions.length === 0;
}

function mapLength(map: unknown): number | null {
  return Array.isArray(map) && map.length > 0 ? map.length : null;
}

function unmapped(index: number, map: unknown): number | undefined {
  if (!Array.isArray(map) || map.length === 0) return index;
  const place: unknown = map[index];
  return typeof place === 'number' ? place : undefined;
}
