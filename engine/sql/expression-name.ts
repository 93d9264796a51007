/**
 * The name that PostgreSQL gives to a column that has none: of a function its own, of a cast that of what is cast or of
 * the type, and so on. Source: FigureColname in parse_target.c of PostgreSQL 15. Names of columns keep the spelling of the
 * statement, as those of the model do; lists, structs and ODBC's escapes are named for what they stand for.
 */
import { reservedKeywords } from './keywords.ts';
import { castName, isStrong, spelled, withTail, type Name, type Operand } from './operand.ts';
import { typeNameAt } from './postgres-type-name.ts';
import { plainName } from './quoting.ts';
import { isName, isOperator, keyword, type Token } from './token.ts';
import type { TokenPairs } from './token-pairs.ts';

/** Indices of the tokens, `end` behind the last. */
interface Range {
  readonly begin: number;
  readonly end: number;
}

/** The first column of the list that begins at a token; `alias` null: it has none. Null for an empty list. */
export type FirstColumn = (list: number) => (Range & { readonly alias: string | null }) | null;

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

const queryWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', 'FROM']);
const queryTails: ReadonlySet<string> = new Set('UNION INTERSECT EXCEPT ORDER LIMIT OFFSET FETCH'.split(' '));

/** Of the expressions of one statement, whose tokens are as they were written but for quotes. */
export class ExpressionNames {
  readonly #tokens: readonly Token[];
  readonly #pairs: TokenPairs;
  readonly #firstColumn: FirstColumn;
  readonly #queries = new Map<number, string>();

  constructor(tokens: readonly Token[], pairs: TokenPairs, firstColumn: FirstColumn) {
    this.#tokens = tokens;
    this.#pairs = pairs;
    this.#firstColumn = firstColumn;
  }

  /** Null for a column and nothing else, which has a name. */
  nameOf({ begin, end }: Range): string | null {
    return this.#isColumn(begin, end) ? null : (this.#nameOf(begin, end, 0)?.name ?? unnamed);
  }

  #isColumn(begin: number, end: number): boolean {
    const first = this.#tokens[begin];
    if (isOperator(first, '(') && this.#pairs.closeOf(begin) === end - 1)
      return this.#isColumn(begin + 1, end - 1);
    if (!isName(first) || (end - begin) % 2 === 0 || reservedKeywords.has(keyword(first))) return false;
    if (end === begin + 1) return !valueWords.has(keyword(first));
    for (let index = begin + 1; index < end; index += 2) {
      if (!isOperator(this.#tokens[index], '.') || !isName(this.#tokens[index + 1])) return false;
    }
    return true;
  }

  #nameOf(begin: number, end: number, depth: number): Name | null {
    if (depth > deepest) return null;
    let operand = this.#operand(begin, depth);
    while (this.#words(operand.end, 'AT', 'TIME', 'ZONE')) {
      operand = { name: { name: 'timezone' }, end: this.#operand(operand.end + 3, depth).end };
    }
    return operand.end === end ? operand.name : null;
  }

  /** With everything behind it that binds closer than operators do. */
  #operand(begin: number, depth: number): Operand {
    let operand = this.#primary(begin, depth);
    for (let next: Operand | null = operand; next !== null; next = this.#longer(operand)) operand = next;
    return operand;
  }

  #longer(operand: Operand): Operand | null {
    return withTail(this.#tokens, operand, this.#pairs.closeOf);
  }

  #primary(begin: number, depth: number): Operand {
    const token = this.#tokens[begin];
    switch (token?.kind) {
      case 'string':
      case 'number':
      case 'parameter':
        return { name: null, end: begin + 1 };
      case 'word':
      case 'quoted':
        return this.#word(begin, depth);
      case 'operator': {
        const close = this.#pairs.closeOf(begin);
        if (token.text === '(') return { name: this.#inBrackets(begin + 1, close, depth), end: close + 1 };
        if (token.text === '[') return { name: { name: 'array' }, end: close + 1 };
        if (token.text === '{') return { name: this.#inBraces(begin + 1, close, depth), end: close + 1 };
        return { name: null, end: begin };
      }
      default:
        return { name: null, end: begin };
    }
  }

  #inBrackets(begin: number, end: number, depth: number): Name | null {
    if (this.#isQuery(begin, end)) return { name: this.#ofQuery(begin, end, depth) };
    return this.#isRow(begin, end) ? { name: 'row' } : this.#nameOf(begin, end, depth + 1);
  }

  /** `(SELECT 1) UNION (SELECT 2)` is one, `(SELECT 1) + 2` is none. */
  #isQuery(begin: number, end: number): boolean {
    if (!isOperator(this.#tokens[begin], '(')) return queryWords.has(keyword(this.#tokens[begin]));
    const close = this.#pairs.closeOf(begin);
    const goesOn = close === end - 1 || queryTails.has(keyword(this.#tokens[close + 1]));
    return goesOn && this.#isQuery(begin + 1, close);
  }

  #isRow(begin: number, end: number): boolean {
    for (let index = begin; index < end; index = this.#next(index)) {
      if (isOperator(this.#tokens[index], ',')) return true;
    }
    return false;
  }

  /** Over everything in brackets. */
  #next(index: number): number {
    const token = this.#tokens[index];
    const opens = isOperator(token, '(') || isOperator(token, '[') || isOperator(token, '{');
    return opens ? this.#pairs.closeOf(index) + 1 : index + 1;
  }

  /** The name of its first column, which is looked for once, however many expressions it stands in. */
  #ofQuery(begin: number, end: number, depth: number): string {
    const known = this.#queries.get(begin) ?? this.#findOfQuery(begin, end, depth);
    this.#queries.set(begin, known);
    return known;
  }

  #findOfQuery(begin: number, end: number, depth: number): string {
    if (isOperator(this.#tokens[begin], '('))
      return this.#ofQuery(begin + 1, this.#pairs.closeOf(begin), depth);
    if (keyword(this.#tokens[begin]) === 'VALUES') return 'column1';
    let list = begin;
    while (list < end && keyword(this.#tokens[list]) !== 'SELECT') list = this.#next(list);
    const first = this.#firstColumn(list);
    if (first === null) return unnamed;
    return first.alias ?? this.#nameOf(first.begin, first.end, depth + 1)?.name ?? unnamed;
  }

  #inBraces(begin: number, end: number, depth: number): Name | null {
    const word = isOperator(this.#tokens[begin + 1], ':') ? '' : keyword(this.#tokens[begin]);
    if (word === 'FN') return this.#nameOf(begin + 1, end, depth + 1);
    if (word === 'INTERVAL') return { name: 'interval', isWeak: true };
    const type = escapedTypes.get(word);
    return type === undefined ? { name: 'row' } : { name: type, isWeak: true };
  }

  #word(begin: number, depth: number): Operand {
    const word = keyword(this.#tokens[begin]);
    const isOpen = isOperator(this.#tokens[begin + 1], '(');
    if (word === 'NULL' || word === 'TRUE' || word === 'FALSE') return { name: null, end: begin + 1 };
    if (word === 'CASE') return this.#choice(begin, depth);
    if (word === 'ARRAY' && (isOpen || isOperator(this.#tokens[begin + 1], '[')))
      return { name: { name: 'array' }, end: this.#pairs.closeOf(begin + 1) + 1 };
    if (word === 'CAST' || word === 'TRY_CAST') {
      const close = this.#pairs.closeOf(begin + 1);
      if (isOpen) return { name: this.#cast(begin + 2, close, depth), end: close + 1 };
    }
    if (word === 'NOT' || reservedKeywords.has(word)) return { name: null, end: begin };
    return (word === 'INTERVAL' ? this.#interval(begin) : null) ?? this.#called(begin);
  }

  /** A function, a column, or a literal with its type in front. */
  #called(begin: number): Operand {
    const type = typeNameAt(this.#tokens, begin, this.#pairs.closeOf);
    if (type !== null && this.#tokens[type.end]?.kind === 'string')
      return { name: { name: type.name, isWeak: true }, end: type.end + 1 };
    let last = begin;
    while (isOperator(this.#tokens[last + 1], '.') && isName(this.#tokens[last + 2])) last += 2;
    const token = this.#tokens[last];
    const word = last === begin ? keyword(token) : '';
    if (!isOperator(this.#tokens[last + 1], '('))
      return { name: { name: valueWords.has(word) ? plainName(token) : spelled(token) }, end: last + 1 };
    const name = word === 'TRIM' ? trimming(this.#tokens[last + 2]) : plainName(token);
    return { name: { name }, end: this.#pairs.closeOf(last + 1) + 1 };
  }

  #cast(begin: number, end: number, depth: number): Name | null {
    let as = begin;
    while (as < end && keyword(this.#tokens[as]) !== 'AS') as = this.#next(as);
    const type = typeNameAt(this.#tokens, as + 1, this.#pairs.closeOf);
    return castName(this.#nameOf(begin, as, depth + 1), type?.name);
  }

  #choice(begin: number, depth: number): Operand {
    const end = this.#pairs.endOf(begin);
    const otherwise = this.#pairs.elseOf(begin);
    const name = otherwise < end ? this.#nameOf(otherwise + 1, end, depth + 1) : null;
    return { name: isStrong(name) ? name : { name: 'case', isWeak: true }, end: end + 1 };
  }

  /** `INTERVAL '1' DAY`, `INTERVAL (x) DAY`, `INTERVAL 5 DAYS`, `INTERVAL '1-2' YEAR TO MONTH`. */
  #interval(begin: number): Operand | null {
    const amount = this.#tokens[begin + 1];
    const isOpen = isOperator(amount, '(');
    if (amount === undefined || (!isOpen && !['string', 'number', 'word'].includes(amount.kind))) return null;
    let end = isOpen ? this.#pairs.closeOf(begin + 1) + 1 : begin + 2;
    if (isUnit(this.#tokens[end])) end += 1;
    if (keyword(this.#tokens[end]) === 'TO') end += 2;
    return { name: { name: 'interval', isWeak: true }, end };
  }

  #words(begin: number, ...words: readonly string[]): boolean {
    return words.every((word, index) => keyword(this.#tokens[begin + index]) === word);
  }
}

const isUnit = (token: Token | undefined): boolean =>
  token?.kind === 'word' &&
  !reservedKeywords.has(token.keyword) &&
  token.keyword !== 'AT' &&
  token.keyword !== 'COLLATE';

function trimming(side: Token | undefined): string {
  if (keyword(side) === 'LEADING') return 'ltrim';
  return keyword(side) === 'TRAILING' ? 'rtrim' : 'btrim';
}
