/**
 * Turns a parsed `q` into a test of records, for the fields that an endpoint knows.
 *
 * What Bitbucket leaves open (case of `=`, nulls under `!=`, unknown fields) is set by the rules, so that a
 * client can be tried against every behaviour. Shares no code with the engine, on purpose: it is what the
 * engine's own filters are checked against.
 */
import type { Json, JsonObject } from '../json.ts';
import type { FieldType, FieldTypes } from './field-types.ts';
import { QueryError, type Filter, type Literal, type Operator } from './filter.ts';
import { compareInstants, parseInstant, type Instant } from './instant.ts';
import { valuesAt } from './values-at.ts';

export interface FilterRules {
  readonly unknownField: 'refuse' | 'ignore';
  readonly equality: 'exact' | 'case-insensitive';
  /** Whether `field != "x"`, `!~` and NOT IN hold where the field is null. */
  readonly inequalityOfNull: 'true' | 'false';
  /** `everything`: `field != null` holds for all rows. */
  readonly notNull: 'exact' | 'everything';
}

export type Test = (record: JsonObject) => boolean;
type Compare = (value: Json) => number | undefined;

const always: Test = () => true;

export function compileFilter(filter: Filter, fields: FieldTypes, rules: FilterRules): Test {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = compileFilter(filter.left, fields, rules);
      const right = compileFilter(filter.right, fields, rules);
      return filter.kind === 'and'
        ? (record) => left(record) && right(record)
        : (record) => left(record) || right(record);
    }
    case 'in':
      return compileList(filter, fields, rules);
    case 'compare':
      return compileComparison(filter, fields, rules);
  }
}

function fieldType(name: string, fields: FieldTypes, rules: FilterRules): FieldType | undefined {
  const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (type === undefined && rules.unknownField === 'refuse') {
    throw new QueryError(`Invalid query: unknown field "${name}"`);
  }
  return type;
}

function compileList(filter: Filter & { kind: 'in' }, fields: FieldTypes, rules: FilterRules): Test {
  const type = fieldType(filter.field, fields, rules);
  if (type === undefined) return always;
  const path = filter.field.split('.');
  const comparisons = filter.literals.map((literal) => comparison(filter.field, type, literal, rules, true));
  return (record) => {
    const values = valuesAt(record, path);
    if (values.length === 0) return filter.negated && rules.inequalityOfNull === 'true';
    return filter.negated !== values.some((value) => comparisons.some((compare) => compare(value) === 0));
  };
}

function compileComparison(
  filter: Filter & { kind: 'compare' },
  fields: FieldTypes,
  rules: FilterRules,
): Test {
  const { operator, literal, field } = filter;
  const type = fieldType(field, fields, rules);
  if (type === undefined) return always;
  const path = field.split('.');
  if (literal.kind === 'null') {
    if (operator === '=') return (record) => valuesAt(record, path).length === 0;
    if (operator !== '!=') throw new QueryError(`Invalid query: "${field}" ${operator} null`);
    return rules.notNull === 'everything' ? always : (record) => valuesAt(record, path).length > 0;
  }
  if (operator === '~' || operator === '!~') return contains(filter, type, rules, path);
  const equality = operator === '=' || operator === '!=';
  if (!equality && (type === 'boolean' || type === 'object')) {
    throw new QueryError(`Invalid query: "${field}" cannot be ordered`);
  }
  const compare = comparison(field, type, literal, rules, equality);
  const holds = outcome[operator];
  return (record) => {
    const values = valuesAt(record, path);
    if (operator === '!=') {
      if (values.length === 0) return rules.inequalityOfNull === 'true';
      return values.every((value) => compare(value) !== 0);
    }
    return values.some((value) => {
      const order = compare(value);
      return order !== undefined && holds(order);
    });
  };
}

const outcome: Readonly<Record<Exclude<Operator, '~' | '!~'>, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
};

function contains(
  filter: Filter & { kind: 'compare' },
  type: FieldType,
  rules: FilterRules,
  path: readonly string[],
): Test {
  if (type !== 'text' || filter.literal.kind !== 'text') {
    throw new QueryError(
      `Invalid query: "${filter.field}" ${filter.operator} needs a text field and a string`,
    );
  }
  const needle = caseless(filter.literal.value);
  const negated = filter.operator === '!~';
  return (record) => {
    const values = valuesAt(record, path);
    if (values.length === 0) return negated && rules.inequalityOfNull === 'true';
    return negated !== values.some((value) => typeof value === 'string' && caseless(value).includes(needle));
  };
}

/** Negative, zero or positive as the value stands to the literal; undefined if they cannot be compared. */
function comparison(
  field: string,
  type: FieldType,
  literal: Literal,
  rules: FilterRules,
  equality: boolean,
): Compare {
  const refuse = (): never => {
    throw new QueryError(`Invalid query: "${field}" cannot be compared with a ${literal.kind}`);
  };
  if (literal.kind === 'null') return refuse();
  if (typeof type === 'object') {
    if (literal.kind !== 'text') return refuse();
    const rank = type.ranks.indexOf(literal.value);
    return (value) => (typeof value === 'string' ? type.ranks.indexOf(value) - rank : undefined);
  }
  switch (type) {
    case 'text': {
      if (literal.kind !== 'text') return refuse();
      const fold = equality && rules.equality === 'case-insensitive';
      const wanted = fold ? caseless(literal.value) : literal.value;
      return (value) =>
        typeof value === 'string' ? compareTexts(fold ? caseless(value) : value, wanted) : undefined;
    }
    case 'number': {
      if (literal.kind !== 'number') return refuse();
      const wanted = Number(literal.value);
      return (value) => (typeof value === 'number' ? value - wanted : undefined);
    }
    case 'boolean':
      if (literal.kind !== 'boolean') return refuse();
      return (value) => (value === literal.value ? 0 : 1);
    case 'datetime': {
      // Clients send datetimes quoted too, and Bitbucket takes them.
      const wanted =
        literal.kind === 'datetime' || literal.kind === 'text' ? parseInstant(literal.value) : refuse();
      return wanted === undefined ? refuse() : compareToInstant(wanted);
    }
    case 'object':
      return refuse();
  }
}

function compareToInstant(wanted: Instant): Compare {
  return (value) => {
    const moment = typeof value === 'string' ? parseInstant(value) : undefined;
    return moment === undefined ? undefined : compareInstants(moment, wanted);
  };
}

/** Upper case, since the lower case of a sigma depends on what follows it, so that a part might not be found. */
function caseless(text: string): string {
  return text.toUpperCase();
}

/** By UTF-16 code units, which is what neither a locale nor case can change. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
