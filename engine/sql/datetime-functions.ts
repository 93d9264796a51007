/**
 * Functions of dates and times that DuckDB lacks or spells otherwise: DATEADD, DATEDIFF, DATEPART, DATENAME,
 * DATETRUNC, TIMESTAMPADD and TIMESTAMPDIFF with a bare unit, DATE_TRUNC2, CURRENT_TIMESTAMP with a precision, the
 * fraction of EXTRACT's seconds, and those that want a type where a plain text or a parameter is given.
 */
import { rewriteCalls, type Arguments, type Rewriting } from './call-rewriting.ts';
import { addition, datetimeUnit, difference, part, partName, type DatetimeUnit } from './datetime-units.ts';
import { strptimeFormat } from './date-format.ts';
import { readNumberFormat } from './number-format.ts';
import { numberText } from './number-text.ts';
import { readFormat, shownParts } from './postgres-format.ts';
import { plainText, quotedText } from './quoting.ts';
import { fill } from './template.ts';
import { inPlaceOf, keyword, type Token } from './token.ts';

function withUnit(argumentCount: number, template: (unit: DatetimeUnit) => string): Rewriting {
  return (args) => {
    const unit = unitOf(args[0]);
    if (unit === undefined || args.length !== argumentCount) return null;
    return { template: typed(template(unit), args.slice(1)), values: args.slice(1) };
  };
}

/** The template, with plain texts and parameters cast to times where it does not do so itself. */
function typed(template: string, values: Arguments): string {
  return values.reduce((text, value, index) => {
    const type = template.includes(`CAST(#${index + 1} AS`) ? null : typeOfPlain(value);
    return type === null ? text : text.replaceAll(`#${index + 1}`, `CAST(#${index + 1} AS ${type})`);
  }, template);
}

/** What DuckDB must be told of a text or a parameter that stands alone; null for anything else. */
function typeOfPlain([token, ...more]: readonly Token[]): string | null {
  if (token === undefined || more.length > 0) return null;
  if (token.kind === 'parameter') return 'TIMESTAMP';
  if (token.kind !== 'string') return null;
  return /^'\s*\d{1,2}:/.test(token.text) ? 'TIME' : 'TIMESTAMP';
}

/** A function of one time. */
const ofTime =
  (name: string): Rewriting =>
  (args) => {
    const type = args.length === 1 ? typeOfPlain(args[0] ?? []) : null;
    return type === null ? null : { template: `${name}(CAST(#1 AS ${type}))`, values: args };
  };

/** Units that DuckDB does not know; of the others its own meaning stays (`m` is a minute). */
const foreignUnits: ReadonlySet<string> = new Set('yy yyyy qq mm wk ww dd hh mi ss'.split(' '));

/** DATE_TRUNC and DATE_PART, whose unit is a text. */
const ofUnitAndTime =
  (name: string): Rewriting =>
  (args) => {
    const [unit, time] = args;
    if (unit === undefined || time === undefined || args.length > 2) return null;
    const word =
      unit.length === 1 && unit[0]?.kind === 'string' ? unit[0].text.slice(1, -1).toLowerCase() : '';
    const foreign = foreignUnits.has(word) ? unitOf(unit) : undefined;
    const template = foreign === undefined ? `${name}(#1, #2)` : `${name}('${foreign}', #2)`;
    const type = typeOfPlain(time);
    if (foreign === undefined && type === null) return null;
    const asked = type === null ? template : template.replace('#2', `CAST(#2 AS ${type})`);
    return { template: asked, values: args };
  };

/** How many of the smaller units microseconds are, for the parts of a time that have a fraction. */
const fractions: Readonly<Partial<Record<DatetimeUnit, string>>> = {
  second: '0.000001',
  millisecond: '0.001',
};

/** The part of a time with the fraction that DuckDB leaves out and the SQL standard, ODBC and PostgreSQL have. */
function withFraction(unit: readonly Token[], time: readonly Token[]): string | null {
  const name = unitOf(unit);
  const fraction = name === undefined ? undefined : fractions[name];
  return fraction === undefined
    ? null
    : typed(`(CAST(date_part('microsecond', #1) AS INTEGER) * ${fraction})`, [time]);
}

const extracted: Rewriting = ([argument = [], ...more]) => {
  const [, from] = argument;
  const time = argument.slice(2);
  const template = withFraction(argument.slice(0, 1), time);
  if (template === null || keyword(from) !== 'FROM' || time.length === 0 || more.length > 0) return null;
  return { template, values: [time] };
};

const datePart: Rewriting = (args) => {
  const [unit = [], time = [], ...more] = args;
  const template = withFraction(unit, time);
  if (template === null || time.length === 0 || more.length > 0) return ofUnitAndTime('date_part')(args);
  return { template: `CAST(${template} AS DOUBLE)`, values: [time] };
};

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** DATE_TRUNC with weeks that begin on Sunday, or on the day that a third argument names. */
const truncated: Rewriting = (args) => {
  const [, time, first] = args;
  const unit = unitOf(args[0]);
  if (unit === undefined || time === undefined || args.length > 3) return null;
  if (unit !== 'week') return { template: `date_trunc('${unit}', CAST(#1 AS TIMESTAMP))`, values: [time] };
  const name =
    first === undefined ? 'SUN' : (first[0]?.text ?? '').replaceAll("'", '').slice(0, 3).toUpperCase();
  const days = weekdays.indexOf(name);
  if (days < 0) return null;
  const template = `(date_trunc('week', CAST(#1 AS TIMESTAMP) - to_days(${days})) + to_days(${days}))`;
  return { template, values: [time] };
};

/** Of a text and a format that is written out, as DuckDB's must be. `converted`: null for a format that is not known. */
const withFormat =
  (template: string, converted: (format: Token) => string | null): Rewriting =>
  ([text, format, ...more]) => {
    const [token, ...others] = format ?? [];
    if (text === undefined || token?.kind !== 'string' || others.length + more.length > 0) return null;
    const signs = converted(token);
    return signs === null ? null : { template, values: [text, [inPlaceOf(token, signs)]] };
  };

function postgresFormat(format: Token): string | null {
  const signs = readFormat(plainText(format) ?? '');
  return signs === null ? null : quotedText(signs);
}

/** TO_CHAR of a number or a time, which the format tells apart. The number of templates is fixed, whatever the formats are. */
const shown: Rewriting = ([time, format, ...more]) => {
  const [token, ...others] = format ?? [];
  if (time === undefined || token === undefined || others.length + more.length > 0) return null;
  const number = readNumberFormat(plainText(token) ?? '');
  if (number !== null) return { template: '(#1)', values: [numberText(time, number, token)] };
  const parts = shownParts(plainText(token) ?? '');
  if (parts === null) return null;
  const type = typeOfPlain(time);
  const value = type === null ? time : fill(`CAST(#1 AS ${type})`, [time], token);
  const texts = parts.map((part) =>
    'template' in part
      ? fill(part.template, [value], token)
      : fill('strftime(#1, #2)', [value, [inPlaceOf(token, quotedText(part.strftime))]], token),
  );
  const whole = texts.reduce((left, right) => fill('#1 || #2', [left, right], token));
  return { template: '(#1)', values: [whole] };
};

/** GENERATE_SERIES of times, with the step as a plain text. */
const series: Rewriting = (args) => {
  const [, , step] = args;
  if (args.length !== 3 || step?.length !== 1 || step[0]?.kind !== 'string') return null;
  const template = 'generate_series(CAST(#1 AS TIMESTAMP), CAST(#2 AS TIMESTAMP), CAST(#3 AS INTERVAL))';
  return { template, values: args };
};

const now = 'CAST(now() AS TIMESTAMP)';

const currentTimestamp: Rewriting = (args) => {
  const precision = args[0]?.[0]?.text ?? '';
  return { template: precision === '0' ? `date_trunc('second', ${now})` : now, values: [] };
};

const currentTime: Rewriting = () => ({ template: `CAST(${now} AS TIME)`, values: [] });

const rewritings: ReadonlyMap<string, Rewriting> = new Map([
  ['DATEADD', withUnit(3, addition)],
  ['TIMESTAMPADD', withUnit(3, addition)],
  ['DATEDIFF', withUnit(3, difference)],
  ['TIMESTAMPDIFF', withUnit(3, difference)],
  ['DATEPART', withUnit(2, part)],
  ['DATENAME', withUnit(2, partName)],
  ['DATETRUNC', withUnit(2, (unit) => `date_trunc('${unit}', #1)`)],
  ['DATE_TRUNC', ofUnitAndTime('date_trunc')],
  ['DATE_TRUNC2', truncated],
  // With a format of Java's or .NET's.
  ['STRTODATE', withFormat('strptime(#1, #2)', ({ text }) => strptimeFormat(text))],
  ['TO_CHAR', shown],
  ['TO_DATE', withFormat('CAST(strptime(#1, #2) AS DATE)', postgresFormat)],
  ['TO_TIMESTAMP', withFormat('strptime(#1, #2)', postgresFormat)],
  ['GENERATE_SERIES', series],
  ['DATE_PART', datePart],
  ['EXTRACT', extracted],
  ...'YEAR QUARTER MONTH MONTHNAME WEEK DAY DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR HOUR MINUTE SECOND LAST_DAY'
    .split(' ')
    .map((name) => [name, ofTime(name.toLowerCase())] as const),
  ['CURRENT_TIMESTAMP', currentTimestamp],
  ['LOCALTIMESTAMP', currentTimestamp],
  ['CURRENT_TIME', currentTime],
  ['LOCALTIME', currentTime],
]);

/** Those that take a bare unit, or are spelled in another way by DuckDB. */
export const datetimeFunctionNames: readonly string[] = Object.freeze([...rewritings.keys()]);

export function datetimeFunctions(tokens: readonly Token[]): readonly Token[] {
  return rewriteCalls(tokens, rewritings);
}

/** Bare, or as a string the way CData's drivers and Snowflake take it. */
function unitOf(argument: readonly Token[] | undefined): DatetimeUnit | undefined {
  const [token, ...more] = argument ?? [];
  if (token === undefined || more.length > 0) return undefined;
  if (token.kind === 'string' && token.text.startsWith("'")) return datetimeUnit(token.text.slice(1, -1));
  return token.kind === 'word' ? datetimeUnit(token.text) : undefined;
}
