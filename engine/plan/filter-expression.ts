/**
 * A filter of the bound plan as a predicate that a scan may be offered.
 *
 * A filter becomes: a comparison of a plain column with a constant, IN, IS [NOT] NULL, a LIKE that has fixed
 * text, and AND and OR of these. Never: a comparison of two columns, a function or cast of a column, a
 * comparison with NULL, NOT of anything but comparisons, IN and a flag, dynamic filters of joins. The one cast that is understood is
 * that of a timestamp to its day. A column is only offered for the
 * operators that its table declares.
 */
import type { ColumnDef, FilterOperator, TableDef } from '../catalog/table.ts';
import { constantOf } from './constant-text.ts';
import { likeShape, type LikeShape } from './like-pattern.ts';
import { predicateText } from './predicate-text.ts';
import type { Constant, Predicate } from './scan-request.ts';
import { isObject, objects, text, type JsonObject } from './serialised-json.ts';
import { wholeDays } from './whole-days.ts';

/** What stays with the statement's own filter, for EXPLAIN. */
export interface LocalFilter {
  readonly what: string;
  readonly why: string;
}

export interface Offer {
  /** Satisfied by every row that the filter keeps; null: nothing can be said. */
  readonly predicate: Predicate | null;
  /** The predicate says no less than the filter. */
  readonly whole: boolean;
  /** Whole, and declared exact for every column in it. */
  readonly exact: boolean;
  /**
   * As much of the filter as can be said in a predicate at all, whether or not the source has such a filter; null:
   * nothing. Like `predicate` it is satisfied by every row that the filter keeps.
   */
  readonly known: Predicate | null;
  readonly local: readonly LocalFilter[];
}

/** What an expression's reference stands for: a column, or the outcome of `column IN (values)`. */
export type Reference =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'membership'; readonly column: string; readonly values: readonly unknown[] };

export interface FilterContext {
  readonly table: TableDef;
  reference(index: number): Reference | null;
}

/** Longer lists make addresses that servers refuse; the statement filters anyway. */
const longestList = 200;

export const nothing: Offer = { predicate: null, whole: true, exact: true, known: null, local: [] };

export function offerOf(expression: JsonObject, context: FilterContext): Offer {
  const type = text(expression['type']);
  switch (text(expression['expression_class'])) {
    case 'BOUND_CONJUNCTION': {
      const terms = objects(expression['children']).map((child) => offerOf(child, context));
      return type === 'CONJUNCTION_AND' ? allOf(terms) : anyOf(terms);
    }
    case 'BOUND_COMPARISON':
      return comparison(type, expression['left'], expression['right'], context);
    case 'BOUND_OPERATOR':
      return operator(type, objects(expression['children']), context);
    case 'BOUND_FUNCTION':
      return like(text(expression['name']), objects(expression['children']), context);
    case 'BOUND_BETWEEN': {
      const { input, lower, upper, from, to } = betweenParts(expression);
      return allOf([comparison(from, input, lower, context), comparison(to, input, upper, context)]);
    }
    case 'BOUND_REF': {
      const reference = referenceOf(expression, context);
      if (reference?.kind === 'membership') return membership(reference.column, reference.values, context);
      return reference === null
        ? local('a computed value', 'it is not a plain column')
        : flag(reference.column, true, context);
    }
    default:
      return local(`a ${type.toLowerCase()} expression`, 'only simple comparisons can be sent');
  }
}

export function allOf(terms: readonly Offer[]): Offer {
  return {
    predicate: joined('and', terms.map(({ predicate }) => predicate).filter(isKnown)),
    whole: terms.every(({ whole }) => whole),
    exact: terms.every(({ exact }) => exact),
    known: joined('and', terms.map(({ known }) => known).filter(isKnown)),
    local: terms.flatMap(({ local }) => local),
  };
}

/** One arm of which nothing is known makes the whole useless; one without a filter wants every row. */
export function anyOf(terms: readonly Offer[]): Offer {
  if (terms.some(({ predicate, whole }) => predicate === null && whole)) {
    return { ...nothing, local: terms.flatMap(({ local }) => local) };
  }
  const offered = terms.every(({ predicate }) => predicate !== null);
  return {
    predicate: anyArm(terms.map(({ predicate }) => predicate)),
    whole: offered && terms.every(({ whole }) => whole),
    exact: offered && terms.every(({ exact }) => exact),
    known: anyArm(terms.map(({ known }) => known)),
    local: terms.flatMap(({ local }) => local),
  };
}

const isKnown = (predicate: Predicate | null): predicate is Predicate => predicate !== null;

function anyArm(arms: readonly (Predicate | null)[]): Predicate | null {
  return arms.every(isKnown) ? joined('or', arms) : null;
}

function joined(kind: 'and' | 'or', predicates: readonly Predicate[]): Predicate | null {
  const flat = predicates.flatMap((term) => (term.kind === kind ? term.terms : [term]));
  const distinct = [...new Map(flat.map((term) => [JSON.stringify(term), term])).values()];
  if (distinct.length <= 1) return distinct[0] ?? null;
  return { kind, terms: distinct };
}

const greater = 'COMPARE_GREATERTHAN';
export const greaterOrEqual = 'COMPARE_GREATERTHANOREQUALTO';
export const less = 'COMPARE_LESSTHAN';
const lessOrEqual = 'COMPARE_LESSTHANOREQUALTO';

type Comparison = Extract<Predicate, { kind: 'compare' }>['operator'];
type Sign = Exclude<Comparison, 'contains' | 'prefix'>;

const operators: Readonly<Record<string, Sign>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  [less]: '<',
  [lessOrEqual]: '<=',
  [greater]: '>',
  [greaterOrEqual]: '>=',
};

const opposites: Readonly<Record<string, string>> = {
  COMPARE_EQUAL: 'COMPARE_NOTEQUAL',
  COMPARE_NOTEQUAL: 'COMPARE_EQUAL',
  [less]: greaterOrEqual,
  [lessOrEqual]: greater,
  [greater]: lessOrEqual,
  [greaterOrEqual]: less,
};

const mirrored: Readonly<Record<Sign, Sign>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function comparison(type: string, left: unknown, right: unknown, context: FilterContext): Offer {
  const sign = operators[type];
  if (sign === undefined) return local(`a ${type.toLowerCase()}`, 'this comparison cannot be sent');
  const leftSubject = subjectOf(left, context);
  const subject = leftSubject ?? subjectOf(right, context);
  const other = leftSubject === null ? left : right;
  const value =
    isObject(other) && other['expression_class'] === 'BOUND_CONSTANT'
      ? constantOf(other['value'])
      : undefined;
  if (subject === null) return local('a comparison', 'it is not of a plain column');
  const { column, byDay } = subject;
  if (value === undefined) return local(`a comparison of ${column}`, 'it is not with a constant');
  const wanted = leftSubject === null ? mirrored[sign] : sign;
  return byDay ? compareDay(column, wanted, value, context) : compare(column, wanted, value, context);
}

function compareDay(column: string, sign: Sign, { kind, text }: Constant, context: FilterContext): Offer {
  const days = kind === 'date' ? wholeDays(sign, text) : null;
  if (days === null) return local(`a comparison of ${column}`, 'it is not with a plain day');
  const offers = days.comparisons.map((each) => compare(column, each.sign, each.value, context));
  return days.joined === 'and' ? allOf(offers) : anyOf(offers);
}

/** A comparison as table filters of the plan hold it, whose column is known. */
export function constantComparison(
  type: string,
  column: string,
  constant: unknown,
  context: FilterContext,
): Offer {
  const sign = operators[type];
  const value = constantOf(constant);
  if (sign === undefined || value === undefined)
    return local(`a comparison of ${column}`, 'its constant cannot be sent');
  return compare(column, sign, value, context);
}

function compare(column: string, operator: Comparison, value: Constant, context: FilterContext): Offer {
  return declared(column, operator, { kind: 'compare', column, operator, value }, context);
}

export function prefixOffer(column: string, start: string, context: FilterContext): Offer {
  return compare(column, 'prefix', { kind: 'text', text: start }, context);
}

export function membership(column: string, values: readonly unknown[], context: FilterContext): Offer {
  const constants = values.map(constantOf);
  const known = constants.filter((value) => value !== undefined);
  if (known.length !== constants.length) return local(`${column} IN`, 'a value cannot be sent');
  if (known.length > longestList)
    return local(`${column} IN`, `the list has more than ${longestList} values`);
  return declared(column, 'in', { kind: 'in', column, values: known }, context);
}

function flag(column: string, wanted: boolean, context: FilterContext): Offer {
  return compare(column, '=', { kind: 'boolean', text: String(wanted) }, context);
}

function betweenParts(between: JsonObject) {
  const { input, lower, upper } = between;
  const from = between['lower_inclusive'] === true ? greaterOrEqual : greater;
  const to = between['upper_inclusive'] === true ? lessOrEqual : less;
  return { input, lower, upper, from, to };
}

/**
 * What NOT makes of comparisons (NOT BETWEEN is such a one), which is true of NULL no more than they are; undefined for
 * anything else.
 */
function negation(expression: JsonObject, context: FilterContext): Offer | undefined {
  const type = text(expression['type']);
  switch (text(expression['expression_class'])) {
    case 'BOUND_COMPARISON': {
      const opposite = opposites[type];
      const { left, right } = expression;
      return opposite === undefined ? undefined : comparison(opposite, left, right, context);
    }
    case 'BOUND_BETWEEN': {
      const { input, lower, upper, from, to } = betweenParts(expression);
      const below = comparison(opposites[from] ?? '', input, lower, context);
      return anyOf([below, comparison(opposites[to] ?? '', input, upper, context)]);
    }
    case 'BOUND_CONJUNCTION': {
      const terms = objects(expression['children']).map((child) => negation(child, context));
      if (!terms.every((term) => term !== undefined)) return undefined;
      return type === 'CONJUNCTION_AND' ? anyOf(terms) : allOf(terms);
    }
    default:
      return undefined;
  }
}

function operator(type: string, operands: readonly JsonObject[], context: FilterContext): Offer {
  const [first, ...rest] = operands;
  const opposite = type === 'OPERATOR_NOT' && first !== undefined ? negation(first, context) : undefined;
  if (opposite !== undefined) return opposite;
  const column = columnOf(first, context);
  if (column === null) {
    const what = type === 'OPERATOR_NOT' ? 'a condition behind NOT' : `a ${type.toLowerCase()} expression`;
    return local(what, 'it is not of a plain column');
  }
  const values = rest.map((operand) =>
    operand['expression_class'] === 'BOUND_CONSTANT' ? operand['value'] : null,
  );
  switch (type) {
    case 'OPERATOR_IS_NULL':
      return declared(column, 'isNull', { kind: 'null', column, negated: false }, context);
    case 'OPERATOR_IS_NOT_NULL':
      return declared(column, 'isNotNull', { kind: 'null', column, negated: true }, context);
    case 'OPERATOR_NOT':
      return flag(column, false, context);
    case 'COMPARE_IN':
      return membership(column, values, context);
    case 'COMPARE_NOT_IN':
      return allOf(values.map((value) => constantComparison('COMPARE_NOTEQUAL', column, value, context)));
    default:
      return local(`a ${type.toLowerCase()} of ${column}`, 'this operator cannot be sent');
  }
}

function like(name: string, operands: readonly JsonObject[], context: FilterContext): Offer {
  const column = columnOf(operands[0], context);
  const argument = constantOf(operands[1]?.['value']);
  const escape = constantOf(operands[2]?.['value']);
  if (column === null) return local(`${name}()`, 'it is a function of something other than a plain column');
  if (name === 'like_escape' && argument?.kind === 'text' && escape?.kind === 'text') {
    return patternOffer(column, likeShape(argument.text, escape.text), context);
  }
  const unsent = local(spoken[name]?.(column) ?? `${name}() of ${column}`, 'this function cannot be sent');
  if (argument?.kind !== 'text' || operands.length !== 2 || argument.text === '') return unsent;
  switch (name) {
    case 'prefix':
    case 'starts_with':
    case '^@':
      return prefixOffer(column, argument.text, context);
    case 'contains':
      return compare(column, 'contains', argument, context);
    case 'suffix':
    case 'ends_with':
      return weakened(compare(column, 'contains', argument, context), `${column} LIKE '%…'`);
    case '~~':
      return patternOffer(column, likeShape(argument.text, ''), context);
    default:
      return unsent;
  }
}

/** What DuckDB has for functions and SQL for operators. */
const spoken: Readonly<Record<string, (column: string) => string>> = {
  '~~': (column) => `${column} LIKE`,
  '!~~': (column) => `${column} NOT LIKE`,
  '~~*': (column) => `${column} ILIKE`,
  '!~~*': (column) => `${column} NOT ILIKE`,
};

function patternOffer(column: string, shape: LikeShape | null, context: FilterContext): Offer {
  if (shape === null) return local(`${column} LIKE`, 'the pattern has no fixed text');
  const offer = compare(column, shape.operator, { kind: 'text', text: shape.text }, context);
  return shape.whole ? offer : weakened(offer, `${column} LIKE`);
}

/** What is sent says less than the filter. */
function weakened(offer: Offer, what: string): Offer {
  const why = 'only a part of the pattern can be sent';
  return {
    ...offer,
    whole: false,
    exact: false,
    local: offer.local.length > 0 ? offer.local : [{ what, why }],
  };
}

function declared(
  column: string,
  operator: FilterOperator,
  predicate: Predicate,
  context: FilterContext,
): Offer {
  const definition = columnDef(context.table, column);
  const known = definition !== undefined && isOfItsKind(definition, predicate) ? predicate : null;
  const fidelity = known === null ? undefined : definition?.filter?.operators[operator];
  if (fidelity === undefined) {
    const inMemory = context.table.scope === 'system';
    const why = inMemory ? "the rows are in the engine's memory" : 'Bitbucket has no such filter';
    return { ...local(predicateText(predicate), why), known };
  }
  return { predicate, whole: true, exact: fidelity === 'exact', known, local: [] };
}

/** Columns of a kind have constants of that kind; anything else would mean a cast that the plan does not show. */
export const constantKinds: Readonly<Record<ColumnDef['type'], Constant['kind'] | null>> = {
  VARCHAR: 'text',
  BIGINT: 'number',
  INTEGER: 'number',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  TIMESTAMP: 'timestamp',
  DATE: 'date',
  JSON: null,
};

function isOfItsKind({ type }: ColumnDef, predicate: Predicate): boolean {
  const kind = constantKinds[type];
  if (predicate.kind === 'compare') return predicate.value.kind === kind;
  return predicate.kind !== 'in' || predicate.values.every((value) => value.kind === kind);
}

function columnDef(table: TableDef, name: string): ColumnDef | undefined {
  return table.columns.find((column) => column.name === name);
}

function columnOf(expression: unknown, context: FilterContext): string | null {
  if (!isObject(expression)) return null;
  const plain = isUtcCast(expression) ? expression['child'] : expression;
  const reference = isObject(plain) ? referenceOf(plain, context) : null;
  return reference?.kind === 'column' ? reference.column : null;
}

interface Subject {
  readonly column: string;
  /** Not the timestamp itself is compared but the day that it falls on. */
  readonly byDay: boolean;
}

function subjectOf(expression: unknown, context: FilterContext): Subject | null {
  const column = columnOf(expression, context);
  if (column !== null) return { column, byDay: false };
  if (!isObject(expression) || !isCastTo(expression, 'DATE')) return null;
  const day = columnOf(expression['child'], context);
  return day !== null && columnDef(context.table, day)?.type === 'TIMESTAMP'
    ? { column: day, byDay: true }
    : null;
}

/** TIMESTAMP to TIMESTAMP WITH TIME ZONE, which `CreatedOn > now()` brings in: the same instant, for the zone is UTC. */
function isUtcCast(expression: JsonObject): boolean {
  return isCastTo(expression, 'TIMESTAMP WITH TIME ZONE');
}

function isCastTo(expression: JsonObject, wanted: string): boolean {
  const type = isObject(expression['return_type']) ? text(expression['return_type']['id']) : '';
  return expression['expression_class'] === 'BOUND_CAST' && type === wanted;
}

function referenceOf(expression: JsonObject, context: FilterContext): Reference | null {
  const index = expression['index'];
  if (expression['expression_class'] !== 'BOUND_REF' || typeof index !== 'number') return null;
  return context.reference(index);
}

export function local(what: string, why: string): Offer {
  return { predicate: null, whole: false, exact: false, known: null, local: [{ what, why }] };
}
