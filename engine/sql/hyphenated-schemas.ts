/**
 * `FROM harbor-app.PullRequests`: most slugs of repositories have hyphens, and in the place of a table a hyphen between
 * names means nothing else. In expressions it stays a minus, so that columns take the alias of their table.
 */
import { inPlaceOf, isName, isOperator, keyword, type Token } from './token.ts';

/** What one pair of brackets, or the whole statement, has shown so far. */
interface Scope {
  /** Whether a FROM in it is that of a statement, not one of EXTRACT or SUBSTRING. */
  isStatement: boolean;
  isInFrom: boolean;
}

const statements: ReadonlySet<string> = new Set(['SELECT', 'DELETE', 'UPDATE']);
/** Behind these no table follows a comma. */
const clauses: ReadonlySet<string> = new Set(
  'SELECT WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET FETCH SET VALUES RETURNING'.split(' '),
);
const beforeName: ReadonlySet<string> = new Set('JOIN UPDATE INTO CALL EXEC EXECUTE TABLE OJ'.split(' '));

export function hyphenatedSchemas(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  const scopes: Scope[] = [{ isStatement: false, isInFrom: false }];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const scope = scopes.at(-1);
    if (scope !== undefined && isTableNext(tokens, index, scope)) {
      const schema = isOperator(tokens[index + 1], '.') && isName(tokens[index + 2]) ? index + 2 : index;
      const name = hyphenated(tokens, schema);
      if (name !== null) {
        joined.push(...tokens.slice(index, name.start), ...name.tokens);
        index = name.end - 1;
        continue;
      }
    }
    joined.push(token);
    if (isOperator(token, '(')) scopes.push({ isStatement: false, isInFrom: false });
    else if (isOperator(token, ')') && scopes.length > 1) scopes.pop();
    else if (scope !== undefined) follow(tokens, index, scope);
  }
  return joined;
}

function follow(tokens: readonly Token[], index: number, scope: Scope): void {
  const word = keyword(tokens[index]);
  if (statements.has(word)) scope.isStatement = true;
  if (word === 'JOIN' || (word === 'FROM' && isFromOfStatement(tokens, index, scope))) scope.isInFrom = true;
  else if (clauses.has(word)) scope.isInFrom = false;
}

const isFromOfStatement = (tokens: readonly Token[], index: number, scope: Scope): boolean =>
  scope.isStatement && keyword(tokens[index - 1]) !== 'DISTINCT';

function isTableNext(tokens: readonly Token[], index: number, scope: Scope): boolean {
  const before = keyword(tokens[index - 1]);
  if (before === 'FROM') return isFromOfStatement(tokens, index - 1, scope);
  return beforeName.has(before) || (scope.isInFrom && isOperator(tokens[index - 1], ','));
}

interface Joined {
  readonly tokens: readonly Token[];
  readonly start: number;
  /** Behind its last token. */
  readonly end: number;
}

/** Words and numbers with hyphens between them, and no blank, in front of a dot and a name. */
function hyphenated(tokens: readonly Token[], start: number): Joined | null {
  const first = tokens[start];
  if (first === undefined || !isPiece(first)) return null;
  let end = start + 1;
  while ((isPiece(tokens[end]) || isOperator(tokens[end], '-')) && !tokens[end - 1]?.text.endsWith('.')) {
    if (tokens[end]?.gap !== '') return null;
    end += 1;
  }
  const last = tokens[end - 1];
  const pieces = tokens.slice(start, end);
  if (last === undefined || !pieces.some((piece) => isOperator(piece, '-'))) return null;
  const text = pieces.map((piece) => piece.text).join('');
  const schema = { ...first, kind: 'quoted', text: `"${text}"`, keyword: '', end: last.end } as const;
  // The dot behind a number is read as a part of it.
  if (last.kind === 'number' && text.endsWith('.')) {
    if (!isName(tokens[end]) || tokens[end]?.gap !== '') return null;
    const dot = inPlaceOf({ ...last, gap: '' }, '.', 'operator');
    return { start, end, tokens: [{ ...schema, text: `"${text.slice(0, -1)}"` }, dot] };
  }
  const isSchema = isOperator(tokens[end], '.') && tokens[end]?.gap === '' && isName(tokens[end + 1]);
  return isSchema ? { start, end, tokens: [schema] } : null;
}

const isPiece = (token: Token | undefined): boolean =>
  token?.kind === 'word' || (token?.kind === 'number' && /^\d+\.?$/.test(token.text));
