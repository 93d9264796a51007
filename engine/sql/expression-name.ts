/**
 * The name that PostgreSQL gives to a column that has none: of a function its own, of a cast that of what is cast or of
 * the type, and so on. Source: FigureColname in parse_target.c of PostgreSQL 15. Names of columns keep the spelling of the
 * statement, as those of the model do; lists, structs and ODBC's escapes are named for what they stand for.
 */
import { typeNameAt } from './postgres-type-name.ts';
import { plainName } from './quoting.ts';
import { reservedKeywords } from './keywords.ts';
import { closingIndex, isName, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

/** What the tokens of a query call its first column. */
export type FirstColumn = (query: readonly Token[]) => string;

interface Name {
  readonly name: string;
  /** A better one, from inside, is taken in its place. */
  readonly isWeak?: true;
}

interface Operand {
  /** null: PostgreSQL has no name for it. */
  readonly name: Name | null;
  /** The index behind it. */
  readonly end: number;
}

const unnamed = '?column?';

/** CASE in ELSE may go deeper than brackets can. */
const deepest = 250;

/** Expressions that look like columns. */
const valueWords: ReadonlySet<string> = new Set(
  (
    'CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER ' +
    'LOCALTIME LOCALTIMESTAMP SESSION_USER USER'
  ).split(' '),
);

/** The words of ODBC's escapes for literals. */
const escapedTypes: ReadonlyMap<string, string> = new Map([
  ['D', 'date'],
  ['T', 'time'],
  ['TS', 'timestamp'],
  ['GUID', 'uuid'],
]);

/** `tokens` as they were written, but for quotes; `firstColumn` is asked for subqueries. */
export function expressionName(tokens: readonly Token[], firstColumn: FirstColumn): string {
  return new Expression(firstColumn).nameOf(tokens, 0)?.name ?? unnamed;
}

/** Whether an expression is a column and nothing else, so that it has a name. */
export function isColumn(tokens: readonly Token[]): boolean {
  if (isOperator(tokens[0], '(') && closingIndex(tokens, 0) === tokens.length - 1)
    return isColumn(tokens.slice(1, -1));
  const [first] = tokens;
  const isWord = first?.kind === 'word';
  if (!isName(first) || tokens.length % 2 === 0) return false;
  if (isWord && (reservedKeywords.has(first.keyword) || (tokens.length === 1 && valueWords.has(first.keyword))))
    return false;
  return tokens.every((token, index) => (index % 2 === 0 ? isName(token) : isOperator(token, '.')));
}

class Expression {
  readonly #firstColumn: FirstColumn;

  constructor(firstColumn: FirstColumn) {
    this.#firstColumn = firstColumn;
  }

  nameOf(tokens: readonly Token[], depth: number): Name | null {
    if (depth > deepest) return null;
    let { name, end } = this.#operand(tokens, 0, depth);
    while (isAtZone(tokens, end)) {
      end = this.#operand(tokens, end + 3, depth).end;
      name = { name: 'timezone' };
    }
    return end === tokens.length ? name : null;
  }

  /** With everything behind it that binds closer than operators do. */
  #operand(tokens: readonly Token[], begin: number, depth: number): Operand {
    let operand = this.#primary(tokens, begin, depth);
    for (let next: Operand | null = operand; next !== null; next = behind(tokens, operand)) operand = next;
    return operand;
  }

  #primary(tokens: readonly Token[], begin: number, depth: number): Operand {
    const token = tokens[begin];
    const close = (open: number): number => closingIndex(tokens, open);
    switch (token?.kind) {
      case 'string':
      case 'number':
      case 'parameter':
        return { name: null, end: begin + 1 };
      case 'word':
      case 'quoted':
        return this.#named(tokens, begin, depth);
      case 'operator':
        if (token.text === '(')
          return { name: this.#inBrackets(tokens.slice(begin + 1, close(begin)), depth), end: close(begin) + 1 };
        if (token.text === '[') return { name: { name: 'array' }, end: close(begin) + 1 };
        if (token.text === '{')
          return { name: this.#inBraces(tokens.slice(begin + 1, close(begin)), depth), end: close(begin) + 1 };
        return { name: null, end: begin };
      default:
        return { name: null, end: begin };
    }
  }

  #inBrackets(tokens: readonly Token[], depth: number): Name | null {
    if (isQuery(tokens)) return { name: this.#firstColumn(tokens) };
    return splitAtCommas(tokens).length > 1 ? { name: 'row' } : this.nameOf(tokens, depth + 1);
  }

  #inBraces(tokens: readonly Token[], depth: number): Name | null {
    const [head, next] = tokens;
    const word = isOperator(next, ':') ? '' : keyword(head);
    if (word === 'FN') return this.nameOf(tokens.slice(1), depth + 1);
    if (word === 'INTERVAL') return { name: 'interval', isWeak: true };
    const type = escapedTypes.get(word);
    return type === undefined ? { name: 'row' } : { name: type, isWeak: true };
  }

  #named(tokens: readonly Token[], begin: number, depth: number): Operand {
    const token = tokens[begin];
    const word = keyword(token);
    const next = tokens[begin + 1];
    switch (word) {
      case 'TRUE':
      case 'FALSE':
      case 'NULL':
        return { name: null, end: begin + 1 };
      case 'CASE':
        return this.#choice(tokens, begin, depth);
      case 'INTERVAL':
        return interval(tokens, begin) ?? this.#called(tokens, begin, depth);
      case 'ARRAY':
        return isOperator(next, '[') || isOperator(next, '(')
          ? { name: { name: 'array' }, end: closingIndex(tokens, begin + 1) + 1 }
          : { name: null, end: begin };
      case 'CAST':
        return this.#called(tokens, begin, depth);
      default:
        return word !== '' && reservedKeywords.has(word)
          ? { name: null, end: begin }
          : this.#called(tokens, begin, depth);
    }
  }

  /** A function, a column, or a literal with its type in front. */
  #called(tokens: readonly Token[], begin: number, depth: number): Operand {
    const type = typeNameAt(tokens, begin);
    if (type !== null && tokens[type.end]?.kind === 'string')
      return { name: { name: type.name, isWeak: true }, end: type.end + 1 };
    let last = begin;
    while (isOperator(tokens[last + 1], '.') && isName(tokens[last + 2])) last += 2;
    const name = tokens[last];
    if (!isOperator(tokens[last + 1], '(')) {
      const isValue = last === begin && valueWords.has(keyword(name));
      return { name: { name: isValue ? plainName(name) : spelled(name) }, end: last + 1 };
    }
    const close = closingIndex(tokens, last + 1);
    const inner = tokens.slice(last + 2, close);
    const word = last === begin ? keyword(name) : '';
    if (word === 'NOT') return { name: null, end: begin };
    if (word === 'CAST' || word === 'TRY_CAST') return { name: this.#cast(inner, depth), end: close + 1 };
    return { name: { name: word === 'TRIM' ? trimming(inner) : plainName(name) }, end: close + 1 };
  }

  #cast(inner: readonly Token[], depth: number): Name | null {
    const as = inner.findLastIndex((token) => keyword(token) === 'AS');
    const name = this.nameOf(inner.slice(0, as), depth + 1);
    return castName(name, typeNameAt(inner, as + 1)?.name);
  }

  #choice(tokens: readonly Token[], begin: number, depth: number): Operand {
    let otherwise = -1;
    let open = 0;
    let end = begin;
    for (; end < tokens.length; end++) {
      const word = isOperator(tokens[end - 1], '.') ? '' : keyword(tokens[end]);
      if (word === 'CASE') open += 1;
      if (word === 'END') open -= 1;
      if (word === 'ELSE' && open === 1) otherwise = end;
      if (open === 0) break;
    }
    const name = otherwise < 0 ? null : this.nameOf(tokens.slice(otherwise + 1, end), depth + 1);
    const isBetter = name !== null && name.isWeak !== true;
    return { name: isBetter ? name : { name: 'case', isWeak: true }, end: Math.min(end + 1, tokens.length) };
  }
}

const castName = (name: Name | null, type: string | undefined): Name | null =>
  type === undefined || (name !== null && name.isWeak !== true) ? name : { name: type, isWeak: true };

/** The operand with one thing more behind it; null where none follows that belongs to it. */
function behind(tokens: readonly Token[], { name, end }: Operand): Operand | null {
  const [token, next] = [tokens[end], tokens[end + 1]];
  const closed = (open: number): number => closingIndex(tokens, open) + 1;
  if (isOperator(token, ':') && isOperator(next, ':')) {
    const type = typeNameAt(tokens, end + 2);
    return type === null ? null : { name: castName(name, type.name), end: type.end };
  }
  if (isOperator(token, '[')) return { name, end: closed(end) };
  if (isOperator(token, '.') && isName(next)) {
    const isCall = isOperator(tokens[end + 2], '(');
    return {
      name: { name: isCall ? plainName(next) : spelled(next) },
      end: isCall ? closed(end + 2) : end + 2,
    };
  }
  switch (keyword(token)) {
    case 'COLLATE':
      return isName(next) ? { name, end: end + (isOperator(tokens[end + 2], '.') ? 4 : 2) } : null;
    case 'OVER':
      return { name, end: isOperator(next, '(') ? closed(end + 1) : end + 2 };
    case 'FILTER':
      return isOperator(next, '(') ? { name, end: closed(end + 1) } : null;
    case 'WITHIN':
      return keyword(next) === 'GROUP' ? { name, end: closed(end + 2) } : null;
    case 'IGNORE':
    case 'RESPECT':
      return keyword(next) === 'NULLS' ? { name, end: end + 2 } : null;
    default:
      return null;
  }
}

const isAtZone = (tokens: readonly Token[], at: number): boolean =>
  keyword(tokens[at]) === 'AT' && keyword(tokens[at + 1]) === 'TIME' && keyword(tokens[at + 2]) === 'ZONE';

/** `INTERVAL '1' DAY`, `INTERVAL (x) DAY`, `INTERVAL 5 DAYS`, `INTERVAL '1-2' YEAR TO MONTH`. */
function interval(tokens: readonly Token[], begin: number): Operand | null {
  const amount = tokens[begin + 1];
  if (amount === undefined || isOperator(amount, '.')) return null;
  const isOpen = isOperator(amount, '(');
  if (!isOpen && amount.kind === 'operator') return null;
  let end = isOpen ? closingIndex(tokens, begin + 1) + 1 : begin + 2;
  if (isUnit(tokens[end])) end += 1;
  if (keyword(tokens[end]) === 'TO') end += 2;
  return { name: { name: 'interval', isWeak: true }, end };
}

const isUnit = (token: Token | undefined): boolean =>
  token?.kind === 'word' && !reservedKeywords.has(token.keyword) && !['AT', 'COLLATE'].includes(token.keyword);

function trimming([side]: readonly Token[]): string {
  if (keyword(side) === 'LEADING') return 'ltrim';
  return keyword(side) === 'TRAILING' ? 'rtrim' : 'btrim';
}

const spelled = (token: Token | undefined): string =>
  token?.kind === 'word' ? token.text : plainName(token);

function isQuery(tokens: readonly Token[]): boolean {
  const first = tokens.find((token) => !isOperator(token, '('));
  return ['SELECT', 'WITH', 'VALUES', 'TABLE', 'FROM'].includes(keyword(first));
}
