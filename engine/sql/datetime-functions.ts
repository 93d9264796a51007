/**
 * Functions of dates and times that DuckDB lacks or spells otherwise: DATEADD, DATEDIFF, DATEPART, DATENAME,
 * DATETRUNC, TIMESTAMPADD and TIMESTAMPDIFF with a bare unit, and CURRENT_TIMESTAMP with a precision.
 */
import { addition, datetimeUnit, difference, part, partName, type DatetimeUnit } from './datetime-units.ts';
import { fill } from './template.ts';
import { closingIndex, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

type Arguments = readonly (readonly Token[])[];

/** The template for a call, or null where the call is none of ours. */
type Rewriting = (args: Arguments) => { readonly template: string; readonly values: Arguments } | null;

function withUnit(argumentCount: number, template: (unit: DatetimeUnit) => string): Rewriting {
  return (args) => {
    const unit = unitOf(args[0]);
    if (unit === undefined || args.length !== argumentCount) return null;
    return { template: template(unit), values: args.slice(1) };
  };
}

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
  ['CURRENT_TIMESTAMP', currentTimestamp],
  ['LOCALTIMESTAMP', currentTimestamp],
  ['CURRENT_TIME', currentTime],
  ['LOCALTIME', currentTime],
]);

/** Those that take a bare unit, or are spelled in another way by DuckDB. */
export const datetimeFunctionNames: readonly string[] = Object.freeze([...rewritings.keys()]);

export function datetimeFunctions(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const name = tokens[index];
    if (name === undefined) break;
    const rewriting = isOperator(tokens[index - 1], '.') ? undefined : rewritings.get(keyword(name));
    if (rewriting === undefined || !isOperator(tokens[index + 1], '(')) {
      rewritten.push(name);
      continue;
    }
    const close = closingIndex(tokens, index + 1);
    const args = splitAtCommas(tokens.slice(index + 2, close));
    const call = rewriting(args);
    if (call === null) {
      rewritten.push(name);
      continue;
    }
    rewritten.push(...fill(call.template, call.values.map(datetimeFunctions), name));
    index = close;
  }
  return rewritten;
}

/** Bare, or as a string the way CData's drivers and Snowflake take it. */
function unitOf(argument: readonly Token[] | undefined): DatetimeUnit | undefined {
  const [token, ...more] = argument ?? [];
  if (token === undefined || more.length > 0) return undefined;
  if (token.kind === 'string' && token.text.startsWith("'")) return datetimeUnit(token.text.slice(1, -1));
  return token.kind === 'word' ? datetimeUnit(token.text) : undefined;
}
