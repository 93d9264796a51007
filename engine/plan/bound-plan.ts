/**
 * DuckDB's bound and optimised plan (`json_serialize_plan`) as the planner reads it.
 *
 * The plan is made over empty tables. It is equivalent to the statement whatever the tables hold, because the
 * store's instances run without `statistics_propagation`. The full form is asked for: `skip_default` would drop
 * column number 0. Names of nodes and fields belong to the pinned version; whatever is not known here is
 * unknown to the planner, which then asks for more rows, never fewer.
 */
import type { DrawbridgeError } from '../error.ts';
import type { StoreConnection } from '../store/connection.ts';
import { translateFailure } from '../store/translate-error.ts';
import { isObject, objects, parseSerialised, text, walk, type JsonObject } from './serialised-json.ts';
import { utf16Offset, utf16OffsetOfCodePoint } from './splice.ts';

export type PlanNode = JsonObject;

export interface BindOptions {
  /** With false, filters stand where the statement has them and no branch is pruned. */
  readonly optimised: boolean;
  /** Maps a UTF-16 offset in the statement to a place in the user's text. */
  readonly locate: (offset: number) => number;
  readonly signal?: AbortSignal;
}

/** Throws what the binder says. */
export async function bindPlan(
  connection: StoreConnection,
  sql: string,
  { optimised, locate, signal }: BindOptions,
): Promise<PlanNode> {
  const serialised = await connection.value(
    `SELECT json_serialize_plan($1::VARCHAR, optimize := ${optimised})`,
    [sql],
    signal,
  );
  const tree = parseSerialised(serialised);
  if (tree['error'] === true) throw bindError(tree, sql, locate);
  return objects(tree['plans'])[0] ?? {};
}

function bindError(tree: JsonObject, sql: string, locate: (offset: number) => number): DrawbridgeError {
  const kind = text(tree['error_type']);
  const place = Number(tree['position'] ?? Number.NaN);
  const failure = { kind, message: text(tree['error_message']) };
  if (!Number.isFinite(place)) return translateFailure(failure);
  const offset = kind === 'parser' ? utf16OffsetOfCodePoint(sql, place) : utf16Offset(sql, place);
  return translateFailure(failure, { position: locate(offset) });
}

export function typeOf(node: PlanNode): string {
  return text(node['type']);
}

export function children(node: PlanNode): readonly PlanNode[] {
  return objects(node['children']);
}

/** The node's child when it has exactly one. */
export function onlyChild(node: PlanNode): PlanNode | undefined {
  const all = children(node);
  return all.length === 1 ? all[0] : undefined;
}

export function isGet(node: PlanNode): boolean {
  return typeOf(node) === 'LOGICAL_GET' && isObject(node['function_data']) && node['name'] === 'seq_scan';
}

/** Every scan of a table, wherever in the tree it stands. */
export function allGets(plan: PlanNode): readonly PlanNode[] {
  const gets: PlanNode[] = [];
  walk(plan, (object) => {
    if (isGet(object)) gets.push(object);
    return true;
  });
  return gets;
}

export interface GetTable {
  readonly schema: string;
  readonly table: string;
}

export function tableOfGet(get: PlanNode): GetTable {
  const data = isObject(get['function_data']) ? get['function_data'] : {};
  return { schema: text(data['schema']), table: text(data['table']) };
}

function names(get: PlanNode): readonly string[] {
  return Array.isArray(get['names']) ? get['names'].map(text) : [];
}

/** The column that a table filter's key names. */
export function columnByKey(get: PlanNode, key: unknown): string | undefined {
  return typeof key === 'number' ? names(get)[key] : undefined;
}

/** The columns that the scan reads; null in place of row numbers and the like. */
export function columnsRead(get: PlanNode): readonly (string | null)[] {
  return objects(get['column_indexes']).map((entry) => columnByKey(get, entry['index']) ?? null);
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'number') : [];
}

/** Which column of which table an output column is, unchanged; null: something else or not known. */
export interface Lineage extends GetTable {
  readonly column: string;
  /** An outer join may put NULL in its place. */
  readonly filled?: true;
}

const filled = (lineage: Lineage | null): Lineage | null => lineage && { ...lineage, filled: true };

export function outputs(node: PlanNode): readonly (Lineage | null)[] {
  const below = onlyChild(node);
  switch (typeOf(node)) {
    case 'LOGICAL_GET': {
      if (!isGet(node)) return [];
      const table = tableOfGet(node);
      const read = columnsRead(node);
      const projected = numbers(node['projection_ids']);
      const kept = projected.length === 0 ? read : projected.map((index) => read[index] ?? null);
      return kept.map((column) => (column === null ? null : { ...table, column }));
    }
    case 'LOGICAL_PROJECTION': {
      const input = below === undefined ? [] : outputs(below);
      return objects(node['expressions']).map((expression) => input[referenceIndex(expression)] ?? null);
    }
    case 'LOGICAL_FILTER':
    case 'LOGICAL_ORDER_BY':
      return below === undefined ? [] : mapped(outputs(below), node['projection_map']);
    case 'LOGICAL_WINDOW':
      return below === undefined ? [] : [...outputs(below), ...objects(node['expressions']).map(() => null)];
    case 'LOGICAL_LIMIT':
    case 'LOGICAL_TOP_N':
    case 'LOGICAL_DISTINCT':
      return below === undefined ? [] : outputs(below);
    case 'LOGICAL_COMPARISON_JOIN': {
      const [left, right] = children(node);
      if (left === undefined || right === undefined) return [];
      const leftOutputs = mapped(outputs(left), node['left_projection_map']);
      if (['SEMI', 'ANTI'].includes(text(node['join_type']))) return leftOutputs;
      const rightOutputs = mapped(outputs(right), node['right_projection_map']);
      switch (text(node['join_type'])) {
        case 'INNER':
          return [...leftOutputs, ...rightOutputs];
        case 'LEFT':
          return [...leftOutputs, ...rightOutputs.map(filled)];
        case 'OUTER':
          return [...leftOutputs, ...rightOutputs].map(filled);
        default:
          return [];
      }
    }
    default:
      return [];
  }
}

/** The place in the child's output that an expression names and nothing more; -1: it is something else. */
export function referenceIndex(expression: JsonObject): number {
  const index = expression['index'];
  return expression['expression_class'] === 'BOUND_REF' && typeof index === 'number' ? index : -1;
}

function mapped<T>(all: readonly T[], map: unknown): readonly (T | null)[] {
  const kept = numbers(map);
  return kept.length === 0 ? all : kept.map((index) => all[index] ?? null);
}
