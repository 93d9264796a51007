/**
 * Date literals (date-periods.ts) in comparisons: `CreatedOn = L_THIS_WEEK` is true within the week, `<` before its
 * start, `>` after its end, `<=` before its end, `>=` from its start on. BETWEEN goes from the start of the one to the
 * end of the other.
 *
 * Only the operator and the literal are rewritten, so that what is compared may be anything, and is computed once:
 * equality becomes a BETWEEN, which binds no looser than `=` does. The planner sees constants.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { endOf, lastOf, periodNamed, startOf, type Period } from './date-periods.ts';
import { otherKeywords, reservedKeywords } from './keywords.ts';
import { positionAt } from './syntax-error.ts';
import { fill } from './template.ts';
import { closingIndex, isOperator, keyword, nesting, type Token } from './token.ts';

/** Where a date literal may stand; in commands and calls its name is an ordinary word. */
const searched: ReadonlySet<string> = new Set(
  'SELECT WITH VALUES TABLE FROM INSERT UPDATE DELETE EXPLAIN DECLARE'.split(' '),
);

type Rewriting = (period: Period) => string;

/** By the operator in front: what takes the place of both. */
const behind: ReadonlyMap<string, Rewriting> = new Map([
  ['=', (period) => `BETWEEN ${startOf(period)} AND ${lastOf(period)}`],
  ['==', (period) => `BETWEEN ${startOf(period)} AND ${lastOf(period)}`],
  ['<>', (period) => `NOT BETWEEN ${startOf(period)} AND ${lastOf(period)}`],
  ['!=', (period) => `NOT BETWEEN ${startOf(period)} AND ${lastOf(period)}`],
  ['<', (period) => `< ${startOf(period)}`],
  ['<=', (period) => `< ${endOf(period)}`],
  ['>', (period) => `>= ${endOf(period)}`],
  ['>=', (period) => `>= ${startOf(period)}`],
]);

/** By the operator that follows. */
const before: ReadonlyMap<string, Rewriting> = new Map([
  ['<', (period) => `${endOf(period)} <=`],
  ['<=', (period) => `${startOf(period)} <=`],
  ['>', (period) => `${startOf(period)} >`],
  ['>=', (period) => `${endOf(period)} >`],
]);

/** Throws 0A000, with its place in `text`, for a date literal that stands elsewhere, and for a missing number. */
export function dateLiterals(tokens: readonly Token[], text: string): readonly Token[] {
  const verb = keyword(tokens.find((token) => !isOperator(token, '(')));
  if (!searched.has(verb) || !tokens.some((token) => periodNamed(keyword(token)) !== undefined))
    return tokens;
  const assigned = verb === 'UPDATE' ? assignments(tokens) : null;
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const period = isName(tokens, index) ? undefined : periodNamed(keyword(token));
    if (period === undefined) {
      rewritten.push(token);
      continue;
    }
    if (assigned?.(index) === true) throw refused(token, text, 'is a period, which cannot be assigned');
    const { argument, end } = argumentOf(tokens, index);
    if (period.counted !== argument.length > 0) {
      const why = period.counted ? 'wants a number of units in brackets' : 'takes no argument';
      throw refused(token, text, why);
    }
    const place = placeOf(rewritten, tokens, end);
    if (place === null)
      throw refused(
        token,
        text,
        'is a period, which can only be compared: behind an operator, or in BETWEEN',
      );
    const first = place.dropped > 0 ? rewritten.at(-place.dropped) : token;
    rewritten.length -= place.dropped;
    const [head, ...rest] = fill(place.template(period), [argument], token);
    if (head !== undefined) rewritten.push({ ...head, gap: first?.gap || ' ' }, ...rest);
    index = end + place.skipped;
  }
  return rewritten;
}

/** A qualified name, an alias, or a function or column of such a name. */
function isName(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  return isOperator(previous, '.') || isOperator(tokens[index + 1], '.') || keyword(previous) === 'AS';
}

/** `end` is the index of the literal's last token. */
function argumentOf(
  tokens: readonly Token[],
  index: number,
): { readonly argument: readonly Token[]; readonly end: number } {
  if (!isOperator(tokens[index + 1], '(')) return { argument: [], end: index };
  const end = closingIndex(tokens, index + 1);
  return { argument: tokens.slice(index + 2, end), end };
}

interface Place {
  /** How many tokens in front of it and behind it belong to it. */
  readonly dropped: number;
  readonly skipped: number;
  readonly template: Rewriting;
}

function placeOf(done: readonly Token[], tokens: readonly Token[], end: number): Place | null {
  const next = tokens[end + 1];
  const sign = signEnding(done, done.length);
  if (sign !== '') {
    const template = behind.get(sign);
    return template === undefined || continues(next) ? null : { dropped: sign.length, skipped: 0, template };
  }
  if (!beginsOperand(done.at(-1))) return null;
  if (boundOf(done) === 'lower' && keyword(next) === 'AND') {
    return { dropped: 0, skipped: 0, template: startOf };
  }
  if (boundOf(done) === 'upper') {
    return continues(next) ? null : { dropped: 0, skipped: 0, template: lastOf };
  }
  const following = signBeginning(tokens, end + 1);
  const template = before.get(following);
  return template === undefined ? null : { dropped: 0, skipped: following.length, template };
}

/** The operator whose last character is right before `end`. */
function signEnding(tokens: readonly Token[], end: number): string {
  let sign = '';
  for (let index = end - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind !== 'operator' || !isOperatorSign(token.text)) break;
    sign = token.text + sign;
    if (token.gap !== '') break;
  }
  return sign;
}

function signBeginning(tokens: readonly Token[], begin: number): string {
  let sign = '';
  for (let index = begin; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'operator' || !isOperatorSign(token.text)) break;
    if (sign !== '' && token.gap !== '') break;
    sign += token.text;
  }
  return sign;
}

const isOperatorSign = (text: string): boolean => !'()[]{},;.'.includes(text);

/** Whether an expression goes on, so that the literal would be only a part of it. */
function continues(next: Token | undefined): boolean {
  if (next?.kind === 'operator')
    return nesting(next) >= 0 && !isOperator(next, ',') && !isOperator(next, ';');
  return ['COLLATE', 'AT', 'OPERATOR', 'IS', 'BETWEEN', 'IN', 'LIKE'].includes(keyword(next));
}

function beginsOperand(previous: Token | undefined): boolean {
  if (previous === undefined || isOperator(previous, '(') || isOperator(previous, ',')) return true;
  return reservedKeywords.has(keyword(previous)) || otherKeywords.has(keyword(previous));
}

/** Which end of a BETWEEN stands here. */
function boundOf(done: readonly Token[]): 'lower' | 'upper' | null {
  if (keyword(done.at(-1)) === 'BETWEEN') return 'lower';
  if (keyword(done.at(-1)) !== 'AND') return null;
  let depth = 0;
  for (let index = done.length - 2; index >= 0; index--) {
    depth -= nesting(done[index]);
    if (depth < 0) return null;
    if (depth > 0) continue;
    const word = keyword(done[index]);
    if (word === 'BETWEEN') return 'upper';
    if (boundaries.has(word)) return null;
  }
  return null;
}

const boundaries: ReadonlySet<string> = new Set(
  'AND OR NOT WHERE ON HAVING WHEN THEN ELSE SELECT'.split(' '),
);

/** Whether a place is in SET, which in an UPDATE is followed by FROM, WHERE or RETURNING. */
function assignments(tokens: readonly Token[]): (index: number) => boolean {
  let depth = 0;
  let begin = tokens.length;
  for (const [index, token] of tokens.entries()) {
    depth += nesting(token);
    if (depth > 0) continue;
    if (keyword(token) === 'SET') begin = Math.min(begin, index);
    else if (index > begin && ['FROM', 'WHERE', 'RETURNING'].includes(keyword(token))) {
      return (place) => place > begin && place < index;
    }
  }
  return (place) => place > begin;
}

function refused(token: Token, text: string, why: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.featureNotSupported, `The date literal ${token.text} ${why}.`, {
    position: positionAt(text, token.start),
    hint: 'Write CreatedOn >= L_THIS_MONTH, for example, or CreatedOn = L_LAST_N_DAYS(7).',
  });
}
