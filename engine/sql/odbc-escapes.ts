/**
 * ODBC's escape sequences: `{fn …}`, `{d '…'}`, `{t '…'}`, `{ts '…'}`, `{guid '…'}`, `{oj …}`, `{escape '…'}`,
 * `{interval …}`, `{call …}` and `{?=call …}`. Braces that hold a struct or a map of DuckDB
 * (`{'a': 1}`, `MAP {a: 1}`) stay.
 */
import { odbcFunction } from './odbc-functions.ts';
import { syntaxError } from './syntax-error.ts';
import { closingIndex, inPlaceOf, inserted, isOperator, keyword, type Token } from './token.ts';

/** The keyword that makes a typed literal of the string behind it. */
const literals: ReadonlyMap<string, string> = new Map([
  ['D', 'DATE'],
  ['T', 'TIME'],
  ['TS', 'TIMESTAMP'],
  ['GUID', 'UUID'],
]);

/** Throws 42601, with its place in `text`, for an escape that does not end or that nobody knows. */
export function odbcEscapes(tokens: readonly Token[], text: string): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (!isOperator(token, '{') || keyword(tokens[index - 1]) === 'MAP') {
      rewritten.push(token);
      continue;
    }
    const close = closingIndex(tokens, index);
    const brace = tokens[close];
    if (brace === undefined || !isOperator(brace, '}')) {
      throw syntaxError('A brace does not end.', text, token.start, 'Close it with }.');
    }
    const [first, ...rest] = expand(token, odbcEscapes(tokens.slice(index + 1, close), text), brace, text);
    if (first !== undefined) rewritten.push({ ...first, gap: token.gap }, ...rest);
    index = close;
  }
  return rewritten;
}

function expand(open: Token, inner: readonly Token[], close: Token, text: string): readonly Token[] {
  const [head, next] = inner;
  if (head?.kind !== 'word' || isOperator(next, ':')) {
    return isReturningCall(inner) ? inner.slice(2) : [open, ...inner, close];
  }
  const body = inner.slice(1);
  const literal = literals.get(keyword(head));
  if (literal !== undefined && body.length === 1 && next?.kind === 'string') {
    return [inPlaceOf(head, literal), next];
  }
  switch (keyword(head)) {
    case 'FN':
      return wholeCall(body) ? odbcFunction(body) : refuse(open, text);
    case 'OJ':
      return body;
    case 'CALL':
    case 'ESCAPE':
      return inner;
    case 'INTERVAL':
      return isOperator(next, '-') ? negativeInterval(head, body.slice(1)) : inner;
    default:
      return refuse(open, text);
  }
}

function refuse(open: Token, text: string): never {
  throw syntaxError(
    'The escape sequence is not one that ODBC knows.',
    text,
    open.start,
    "Known are {fn name(…)}, {d '…'}, {t '…'}, {ts '…'}, {guid '…'}, {oj …}, {escape '…'}, {interval …} and {call …}.",
  );
}

/** `?=call p(…)`, its parameter numbered already. */
function isReturningCall([result, sign, call]: readonly Token[]): boolean {
  return result?.kind === 'parameter' && isOperator(sign, '=') && keyword(call) === 'CALL';
}

/** A name, alone or with one list of arguments that ends where the escape does. */
function wholeCall(body: readonly Token[]): boolean {
  if (body[0]?.kind !== 'word') return false;
  return body.length === 1 || (isOperator(body[1], '(') && closingIndex(body, 1) === body.length - 1);
}

/** ODBC writes the sign before the string, DuckDB before the whole interval. */
function negativeInterval(head: Token, rest: readonly Token[]): readonly Token[] {
  return [
    inserted('operator', '(', head),
    inserted('operator', '-', head, ''),
    { ...head, gap: ' ' },
    ...rest,
    inserted('operator', ')', rest.at(-1) ?? head, ''),
  ];
}
