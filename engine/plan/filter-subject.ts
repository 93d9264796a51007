/**
 * What a comparison is about: a plain column, or what is made of a timestamp to compare whole days, months or years of
 * it, as applications write that. Each such step never falls while the timestamp grows, so that a comparison of the
 * outcome is one of the timestamp itself (whole-periods.ts). And the first characters of a text.
 */
import { constantOf } from './constant-text.ts';
import { columnDef, columnOf, isCastTo, type FilterContext } from './filter-context.ts';
import { isObject, objects, text, type JsonObject } from './serialised-json.ts';

/** What a timestamp is cut down to. */
export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** `date`: the day of a timestamp. `midnight`: the timestamp that a day begins with. `number of year`: of a timestamp. */
export type Step = 'date' | 'midnight' | 'number of year' | Unit;

export interface Subject {
  readonly column: string;
  /** What is made of the column, in this order; none: it is compared itself. */
  readonly steps: readonly Step[];
  /** So many characters of it at most; absent: all. */
  readonly cut?: number;
}

interface Made extends Subject {
  readonly kind: 'timestamp' | 'date' | 'number' | 'other';
}

export function subjectOf(expression: unknown, context: FilterContext): Subject | null {
  return madeOf(expression, context);
}

function madeOf(expression: unknown, context: FilterContext): Made | null {
  const column = columnOf(expression, context);
  if (column !== null) {
    const isTime = columnDef(context.table, column)?.type === 'TIMESTAMP';
    return { column, steps: [], kind: isTime ? 'timestamp' : 'other' };
  }
  if (!isObject(expression)) return null;
  if (isCastTo(expression, 'DATE')) return then(madeOf(expression['child'], context), 'date');
  if (isCastTo(expression, 'TIMESTAMP') || isCastTo(expression, 'TIMESTAMP WITH TIME ZONE')) {
    return asTimestamp(madeOf(expression['child'], context));
  }
  if (expression['expression_class'] !== 'BOUND_FUNCTION') return null;
  const [first, second] = objects(expression['children']);
  switch (text(expression['name'])) {
    case 'year':
      return then(asTimestamp(madeOf(first, context)), 'number of year');
    case 'date_trunc': {
      const unit = unitOf(constantOf(first?.['value'])?.text ?? '');
      const cut = unit === null ? null : then(asTimestamp(madeOf(second, context)), unit);
      return typeOf(expression) === 'DATE' ? then(cut, 'date') : cut;
    }
    case 'left':
      return beginning(first, second, context);
    case '+':
      return firstDay(first, second, context);
    default:
      return null;
  }
}

/** A cast to a length is such a one (sql/text-lengths.ts). */
function beginning(
  whole: JsonObject | undefined,
  size: JsonObject | undefined,
  context: FilterContext,
): Made | null {
  const column = columnOf(whole, context);
  const cut = Number(constantOf(size?.['value'])?.text);
  const isText = column !== null && columnDef(context.table, column)?.type === 'VARCHAR';
  return isText && Number.isSafeInteger(cut) && cut > 0 ? { column, steps: [], cut, kind: 'other' } : null;
}

const kinds: Readonly<Partial<Record<Step, Made['kind']>>> = { date: 'date', 'number of year': 'number' };

function then(made: Made | null, step: Step): Made | null {
  if (made === null) return null;
  // Of a date that is the day itself.
  if (made.kind === 'date' && step === 'date') return made;
  const wanted = step === 'midnight' ? 'date' : 'timestamp';
  if (made.kind !== wanted) return null;
  return { column: made.column, steps: [...made.steps, step], kind: kinds[step] ?? 'timestamp' };
}

function asTimestamp(made: Made | null): Made | null {
  if (made?.kind === 'date') return then(made, 'midnight');
  return made?.kind === 'timestamp' ? made : null;
}

const units: ReadonlySet<string> = new Set<Unit>([
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
]);

function unitOf(word: string): Unit | null {
  const unit = word.toLowerCase().replace(/s$/, '');
  return units.has(unit) ? (unit as Unit) : null;
}

/**
 * The first day of the month or of the year as Tableau writes it: the day, and as many days as it is behind that first
 * one taken away.
 */
function firstDay(
  day: JsonObject | undefined,
  span: JsonObject | undefined,
  context: FilterContext,
): Made | null {
  const made = madeOf(day, context);
  if (made === null || !['date', 'date,midnight'].includes(made.steps.join()) || !isCalled(span, 'to_days'))
    return null;
  const [count] = objects(span['children']);
  const sum = count?.['expression_class'] === 'BOUND_CAST' ? count['child'] : count;
  if (!isCalled(sum, '+')) return null;
  const [negative, one] = objects(sum['children']);
  if (constantOf(one?.['value'])?.text !== '1' || !isCalled(negative, '-')) return null;
  const [number, more] = objects(negative['children']);
  const unit = isCalled(number, 'day') ? 'month' : isCalled(number, 'dayofyear') ? 'year' : null;
  if (unit === null || more !== undefined) return null;
  const of = madeOf(objects(number?.['children'])[0], context);
  if (of?.column !== made.column || !['', 'date'].includes(of.steps.join())) return null;
  return then(asTimestamp(made), unit);
}

function isCalled(expression: unknown, name: string): expression is JsonObject {
  return (
    isObject(expression) &&
    expression['expression_class'] === 'BOUND_FUNCTION' &&
    text(expression['name']) === name
  );
}

function typeOf({ return_type: type }: JsonObject): string {
  return isObject(type) ? text(type['id']) : '';
}
