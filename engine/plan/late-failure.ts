/**
 * Whether a statement may fail after it has yielded rows.
 *
 * A streamed result loses its error (see result-reader.ts of the store), so only what can fail before its first row
 * at most is streamed. Below a sort or an aggregate everything has been computed by then. Above, an expression
 * is harmless when it is known to accept every value; whatever is not known may fail.
 */
import { children, typeOf, type PlanNode } from './bound-plan.ts';
import { constantOf } from './constant-text.ts';
import { isSoundPattern } from './like-pattern.ts';
import { isObject, objects, text, walk, type JsonObject } from './serialised-json.ts';

export function mayFailLate(node: PlanNode): boolean {
  const type = typeOf(node);
  if (sorting.has(type) || yieldsOneRow(node)) return false;
  if (type === 'LOGICAL_AGGREGATE_AND_GROUP_BY') return !expressionsOf(node).every(isHarmless);
  if (!streaming.has(type)) return true;
  return (
    !expressionsOf(node).every(isHarmless) || !filtersAreHarmless(node) || children(node).some(mayFailLate)
  );
}

/** At most one: no row has come before what fails. */
function yieldsOneRow(node: PlanNode): boolean {
  const type = typeOf(node);
  if (type === 'LOGICAL_DUMMY_SCAN') return true;
  const [below, ...others] = children(node);
  return others.length === 0 && below !== undefined && rowByRow.has(type) && yieldsOneRow(below);
}

const rowByRow: ReadonlySet<string> = new Set(['LOGICAL_PROJECTION', 'LOGICAL_FILTER', 'LOGICAL_LIMIT']);

const sorting: ReadonlySet<string> = new Set(['LOGICAL_ORDER_BY', 'LOGICAL_TOP_N']);

const streaming: ReadonlySet<string> = new Set([
  'LOGICAL_PROJECTION',
  'LOGICAL_FILTER',
  'LOGICAL_LIMIT',
  'LOGICAL_GET',
  'LOGICAL_COMPARISON_JOIN',
  'LOGICAL_CROSS_PRODUCT',
  'LOGICAL_ANY_JOIN',
  'LOGICAL_UNION',
  'LOGICAL_DISTINCT',
  'LOGICAL_DUMMY_SCAN',
  'LOGICAL_EMPTY_RESULT',
  'LOGICAL_CHUNK_GET',
]);

function expressionsOf(node: PlanNode): readonly JsonObject[] {
  const conditions = objects(node['conditions']).flatMap(({ left, right }) => [left, right].filter(isObject));
  const condition = isObject(node['condition']) ? [node['condition']] : [];
  return [...objects(node['expressions']), ...conditions, ...condition];
}

/** Filters within a scan: comparisons are harmless, expressions are looked at. */
function filtersAreHarmless(node: PlanNode): boolean {
  const filters = isObject(node['table_filters']) ? objects(node['table_filters']['filters']) : [];
  return filters.every(({ value }) => isObject(value) && filterIsHarmless(value));
}

function filterIsHarmless(filter: JsonObject): boolean {
  switch (text(filter['filter_type'])) {
    case 'EXPRESSION_FILTER':
      return isObject(filter['expr']) && isHarmless(filter['expr']);
    case 'CONJUNCTION_AND':
    case 'CONJUNCTION_OR':
      return objects(filter['child_filters']).every(filterIsHarmless);
    case 'CONSTANT_COMPARISON':
    case 'IN_FILTER':
    case 'OPTIONAL_FILTER':
      return true;
    default:
      return false;
  }
}

const harmlessFunctions: ReadonlySet<string> = words(`
  prefix suffix contains ~~ !~~ ~~* !~~* lower upper lcase ucase length trim ltrim rtrim concat ||
  left right substring replace strlen reverse year month day hour minute second date_part strftime
`);

const harmlessAggregates: ReadonlySet<string> = words(`
  count count_star min max sum sum_no_overflow avg first any_value bool_and bool_or
`);

/** Every expression within counts, wherever it stands. */
function isHarmless(expression: JsonObject): boolean {
  let harmless = true;
  walk(expression, (part) => {
    const kind = text(part['expression_class']);
    harmless &&= kind === '' || isHarmlessPart(kind, part);
    return harmless;
  });
  return harmless;
}

function isHarmlessPart(kind: string, part: JsonObject): boolean {
  switch (kind) {
    case 'BOUND_REF':
    case 'BOUND_CONSTANT':
    case 'BOUND_COMPARISON':
    case 'BOUND_CONJUNCTION':
    case 'BOUND_OPERATOR':
    case 'BOUND_BETWEEN':
    case 'BOUND_CASE':
      return true;
    case 'BOUND_FUNCTION':
      return harmlessFunctions.has(text(part['name'])) || isSoundLike(part);
    case 'BOUND_AGGREGATE':
      return harmlessAggregates.has(text(part['name']));
    case 'BOUND_CAST':
      return castIsHarmless(part);
    default:
      return false;
  }
}

/** LIKE with ESCAPE fails at a pattern that ends in it, which is known beforehand of one that is written out. */
function isSoundLike({ name, children: operands }: JsonObject): boolean {
  if (!/^(?:not_)?i?like_escape$/.test(text(name))) return false;
  const [, pattern, escape] = objects(operands).map(({ value }) => constantOf(value));
  return pattern?.kind === 'text' && escape?.kind === 'text' && isSoundPattern(pattern.text, escape.text);
}

function castIsHarmless(cast: JsonObject): boolean {
  if (cast['try_cast'] === true) return true;
  const target = isObject(cast['return_type']) ? text(cast['return_type']['id']) : '';
  return target === 'VARCHAR';
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
