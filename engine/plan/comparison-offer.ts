/** Comparisons with constants, as offers. A column is only offered for the operators that its table declares. */
import type { ColumnDef, FilterOperator } from '../catalog/table.ts';
import { constantOf } from './constant-text.ts';
import { columnDef, type FilterContext } from './filter-context.ts';
import { subjectOf, type Subject } from './filter-subject.ts';
import { allOf, anyOf, local, weakened, type Offer } from './offer.ts';
import { predicateText } from './predicate-text.ts';
import type { Constant, Predicate } from './scan-request.ts';
import { isObject } from './serialised-json.ts';
import { wholePeriods, type Sign } from './whole-periods.ts';

/** Longer lists make addresses that servers refuse; the statement filters anyway. */
const longestList = 200;

export const greater = 'COMPARE_GREATERTHAN';
export const greaterOrEqual = 'COMPARE_GREATERTHANOREQUALTO';
export const less = 'COMPARE_LESSTHAN';
export const lessOrEqual = 'COMPARE_LESSTHANOREQUALTO';

type Comparison = Extract<Predicate, { kind: 'compare' }>['operator'];

const operators: Readonly<Record<string, Sign>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  [less]: '<',
  [lessOrEqual]: '<=',
  [greater]: '>',
  [greaterOrEqual]: '>=',
};

/** What NOT makes of a comparison. */
export const opposites: Readonly<Record<string, string>> = {
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

export function comparison(type: string, left: unknown, right: unknown, context: FilterContext): Offer {
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
  if (value === undefined) return local(`a comparison of ${subject.column}`, 'it is not with a constant');
  return compareSubject(subject, leftSubject === null ? mirrored[sign] : sign, value, context);
}

function compareSubject(subject: Subject, sign: Sign, value: Constant, context: FilterContext): Offer {
  const { column, steps, cut } = subject;
  if (cut !== undefined) return compareBeginning(column, cut, sign, value, context);
  if (steps.length === 0) return compare(column, sign, value, context);
  const periods = wholePeriods(steps, sign, value);
  if (periods === null) return local(`a comparison of ${column}`, 'no instants can be told for its constant');
  const offers = periods.comparisons.map((each) => compare(column, each.sign, each.value, context));
  return periods.joined === 'and' ? allOf(offers) : anyOf(offers);
}

/** What is shorter than the cut is compared with the whole as well. */
function compareBeginning(
  column: string,
  cut: number,
  sign: Sign,
  value: Constant,
  context: FilterContext,
): Offer {
  const what = `a comparison of the first ${cut} characters of ${column}`;
  const spare = value.kind === 'text' ? cut - Array.from(value.text).length : -1;
  if (spare > 0 && (sign === '=' || sign === '<>')) return compare(column, sign, value, context);
  if (spare === 0 && sign === '=') return weakened(prefixOffer(column, value.text, context), what);
  return local(what, 'this comparison cannot be sent');
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

export function compare(
  column: string,
  operator: Comparison,
  value: Constant,
  context: FilterContext,
): Offer {
  return declared(column, operator, { kind: 'compare', column, operator, value }, context);
}

export function prefixOffer(column: string, start: string, context: FilterContext): Offer {
  return compare(column, 'prefix', { kind: 'text', text: start }, context);
}

/** `IN`; `values` as the plan holds them. */
export function membership(subject: Subject, values: readonly unknown[], context: FilterContext): Offer {
  const { column, steps, cut } = subject;
  const constants = values.map(constantOf);
  const known = constants.filter((value) => value !== undefined);
  if (known.length !== constants.length) return local(`${column} IN`, 'a value cannot be sent');
  if (known.length > longestList)
    return local(`${column} IN`, `the list has more than ${longestList} values`);
  if (steps.length > 0 || cut !== undefined)
    return anyOf(known.map((value) => compareSubject(subject, '=', value, context)));
  return declared(column, 'in', { kind: 'in', column, values: known }, context);
}

/** `NOT IN`. */
export function exclusion(subject: Subject, values: readonly unknown[], context: FilterContext): Offer {
  const { column } = subject;
  return allOf(
    values.map((value) => {
      const constant = constantOf(value);
      return constant === undefined
        ? local(`a comparison of ${column}`, 'its constant cannot be sent')
        : compareSubject(subject, '<>', constant, context);
    }),
  );
}

export function flag(column: string, wanted: boolean, context: FilterContext): Offer {
  return compare(column, '=', { kind: 'boolean', text: String(wanted) }, context);
}

export function declared(
  column: string,
  operator: FilterOperator,
  predicate: Predicate,
  context: FilterContext,
): Offer {
  const definition = columnDef(context.table, column);
  const known = definition !== undefined && isOfItsKind(definition, predicate) ? predicate : null;
  // A row that is read by an address of its own is one of many where the list has to be read instead.
  const isNamed = operator === '=' && context.table.alone?.column === column;
  const fidelity =
    known === null ? undefined : isNamed ? 'superset' : definition?.filter?.operators[operator];
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
