/**
 * A second opinion on the cuts of a write. `node-sql-parser` reads a text in which names and literals are plain
 * placeholders; where its shape and the cuts disagree the statement is refused, since a write is never guessed.
 *
 * Conditions are cut out and brackets inside of values are emptied beforehand: the parser groups AND and OR wrongly
 * and takes exponential time for nested brackets. What it does not know of DuckDB's expressions it need not know: then
 * the values are placeholders as well.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { closingIndex, isOperator, keyword, type Token } from './token.ts';
import type { InsertStatement, Slice, WriteStatement, WriteTarget, WrittenValue } from './write-statement.ts';

/** Throws 42601 when the parser sees another statement in the text. */
export async function confirmShape(statement: WriteStatement): Promise<void> {
  const parse = await parser();
  const tree = parse(shapeText(statement, expressionText)) ?? parse(shapeText(statement, () => '0'));
  if (tree !== null && isDeepSame(shapeOf(tree, statement.verb), wantedShape(statement))) return;
  throw new DrawbridgeError(SqlState.syntaxError, `It is not certain what this ${statement.verb} means.`, {
    hint: 'Put names in double quotes and values in brackets.',
  });
}

type Tree = Readonly<Record<string, unknown>>;

/** Loaded by the first write, since reading costs no parser. null: not a statement that it knows. */
async function parser(): Promise<(text: string) => Tree | null> {
  const { default: build } = await import('node-sql-parser/build/postgresql.js');
  const { Parser } = build;
  return (text) => {
    try {
      const tree: unknown = new Parser().astify(text);
      const [first, more] = Array.isArray(tree) ? (tree as readonly unknown[]) : [tree];
      return isTree(first) && more === undefined ? first : null;
    } catch {
      return null;
    }
  };
}

/** What both must agree on. Names are those of the placeholders. */
interface Shape {
  readonly verb: string;
  readonly table: readonly string[];
  readonly alias: string | null;
  readonly columns: readonly string[];
  /** The number of values of each row; null: a query, or no rows. */
  readonly rows: readonly number[] | null;
  readonly returning: number;
}

type ExpressionText = (slice: Slice) => string;

function wantedShape(statement: WriteStatement): Shape {
  const { verb, target, returning } = statement;
  return {
    verb,
    table: tableParts(target),
    alias: aliasOf(statement),
    columns: columnsOf(statement).map((_, index) => columnName(index)),
    rows:
      verb === 'INSERT' && statement.source.kind === 'values'
        ? statement.source.rows.map((row) => row.length)
        : null,
    returning: returning === null ? 0 : itemCount(returning),
  };
}

function columnsOf(statement: WriteStatement): readonly unknown[] {
  if (statement.verb === 'INSERT') return statement.columns ?? [];
  return statement.verb === 'UPDATE' ? statement.assignments : [];
}

/** The parser takes no catalog everywhere. */
const tableParts = ({ parts }: WriteTarget): readonly string[] =>
  parts.slice(-2).map((_, index) => `t${index}`);

const columnName = (index: number): string => `c${index}`;

/** The parser takes RETURNING behind a table of DELETE for its alias, so that there is one always. */
function aliasOf({ verb, target }: WriteStatement): string | null {
  if (verb === 'INSERT') return null;
  if (target.alias !== null) return 'a0';
  return verb === 'DELETE' ? 'a1' : null;
}

function shapeText(statement: WriteStatement, expression: ExpressionText): string {
  const { target, returning } = statement;
  const table = tableParts(target).join('.');
  const alias = aliasOf(statement);
  const aliased = alias === null ? table : `${table} AS ${alias}`;
  const value = (written: WrittenValue): string => (written === null ? 'DEFAULT' : expression(written));
  const items = returning === null ? '' : ` RETURNING ${expressionList(returning, expression)}`;
  switch (statement.verb) {
    case 'INSERT': {
      const columns = (statement.columns ?? []).map((_, index) => columnName(index)).join(', ');
      const list = statement.columns === null ? '' : `(${columns}) `;
      return `INSERT INTO ${table} ${list}${sourceText(statement.source, value)}${items}`;
    }
    case 'UPDATE': {
      const set = statement.assignments.map((one, index) => `${columnName(index)} = ${value(one.value)}`);
      return `UPDATE ${aliased} SET ${set.join(', ')}${items}`;
    }
    case 'DELETE':
      return `DELETE FROM ${aliased}${items}`;
  }
}

/** A query is DuckDB's to read. In brackets, or the parser takes RETURNING for an alias. */
function sourceText(source: InsertStatement['source'], value: (written: WrittenValue) => string): string {
  if (source.kind === 'query') return '(SELECT 0)';
  return `VALUES ${source.rows.map((row) => `(${row.map(value).join(', ')})`).join(', ')}`;
}

function itemsOf({ tokens }: Slice): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (isOperator(token, ',')) {
      items.push([]);
      continue;
    }
    const close = isOpening(token) ? closingIndex(tokens, index) : index;
    items.at(-1)?.push(...tokens.slice(index, close + 1));
    index = close;
  }
  return items;
}

const itemCount = (slice: Slice): number => itemsOf(slice).length;

function expressionList(slice: Slice, expression: ExpressionText): string {
  return itemsOf(slice)
    .map((tokens) => (isOperator(tokens.at(-1), '*') ? 'q' : expression({ ...slice, tokens })))
    .join(', ');
}

/** Words that stay what they are; any other is a name, unless a bracket makes it a function. */
const kept: ReadonlySet<string> = new Set(
  'AND OR NOT NULL TRUE FALSE IS IN LIKE ILIKE BETWEEN CASE WHEN THEN ELSE END DISTINCT FROM AS'.split(' '),
);

/** Words that make a literal of the string behind them. */
const literals: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP', 'TIME', 'INTERVAL']);

function expressionText({ tokens }: Slice): string {
  const texts: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (isOpening(token)) {
      const close = closingIndex(tokens, index);
      texts.push(token.text, close === index + 1 ? '' : '0', tokens[close]?.text ?? '');
      index = close;
    } else texts.push(tokenText(token, tokens[index + 1]));
  }
  return texts.join(' ').replaceAll(/ ([.:=<>|!]) (?=[.:=<>|])/g, ' $1');
}

function tokenText(token: Token, next: Token | undefined): string {
  switch (token.kind) {
    case 'string':
      return "'s'";
    case 'number':
    case 'parameter':
      return '1';
    case 'quoted':
      return 'q';
    case 'word':
      if (kept.has(keyword(token))) return token.text;
      if (literals.has(keyword(token)) && next?.kind === 'string') return token.text;
      return isOperator(next, '(') ? 'f' : 'q';
    default:
      return token.text;
  }
}

function isOpening(token: Token): boolean {
  return token.kind === 'operator' && '([{'.includes(token.text);
}

function shapeOf(tree: Tree, verb: WriteStatement['verb']): Shape | null {
  if (String(tree['type']).toUpperCase() !== verb) return null;
  // What may stand in no statement that was cut.
  const extra = ['where', 'conflict', 'partition', 'with', 'orderby', 'limit'];
  if (extra.some((name) => (tree[name] ?? null) !== null)) return null;
  if (verb === 'UPDATE' && (tree['from'] ?? null) !== null) return null;
  const [table, more] = listOf(tree['table']);
  if (table === undefined || more !== undefined) return null;
  const { db, schema, table: name, as } = table;
  const parts = [db, schema, name].filter((part) => typeof part === 'string');
  const isInsert = verb === 'INSERT';
  const columns = isInsert ? listOf(tree['columns']).map(nameOf) : listOf(tree['set']).map(columnOfSet);
  const values = isInsert && isTree(tree['values']) ? tree['values'] : null;
  const returning = isTree(tree['returning']) ? listOf(tree['returning']['columns']) : [];
  return {
    verb,
    table: parts,
    alias: typeof as === 'string' ? as : null,
    columns,
    rows:
      values?.['type'] === 'values'
        ? listOf(values['values']).map((row) => listOf(row['value']).length)
        : null,
    returning: returning.length,
  };
}

const nameOf = (column: Tree): string => String(column['value']);

function columnOfSet(assignment: Tree): string {
  const { column } = assignment;
  const expression = isTree(column) && isTree(column['expr']) ? column['expr'] : null;
  return String(expression?.['value'] ?? column);
}

function listOf(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isDeepSame = (one: Shape | null, other: Shape): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
