/**
 * What an INSERT, UPDATE or DELETE is made of, cut out of its normalised text by tokens.
 *
 *   cutWrite(text): WriteStatement
 *
 * Slices are pieces of that text: expressions, conditions and queries go to DuckDB as they are. Nothing here looks
 * into them; `write-shape.ts` has a parser of its own confirm the cuts.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { TokenReader } from './token-reader.ts';
import { isOperator, keyword, splitAtCommas, type Token } from './token.ts';

/** A piece of the text, from its first token to its last. */
export interface Slice {
  readonly text: string;
  /** UTF-16 offset in the normalised text. */
  readonly offset: number;
  readonly tokens: readonly Token[];
}

export interface WrittenName {
  /** Without quotes. */
  readonly name: string;
  readonly offset: number;
}

export interface WriteTarget {
  /** Catalog, schema and table, as far as they are written. */
  readonly parts: readonly WrittenName[];
  readonly slice: Slice;
  /** As it is written. */
  readonly alias: Slice | null;
}

/** null: DEFAULT. */
export type WrittenValue = Slice | null;

interface CommonParts {
  /** `WITH …`, which stands in front of each query that is made of the statement. */
  readonly with: Slice | null;
  readonly target: WriteTarget;
  /** The list behind RETURNING. */
  readonly returning: Slice | null;
}

export interface InsertStatement extends CommonParts {
  readonly verb: 'INSERT';
  /** null: those of the table, in its order. */
  readonly columns: readonly WrittenName[] | null;
  readonly source:
    | { readonly kind: 'values'; readonly rows: readonly (readonly WrittenValue[])[] }
    | { readonly kind: 'query'; readonly query: Slice };
}

export interface Assignment {
  readonly column: WrittenName;
  readonly value: WrittenValue;
}

export interface UpdateStatement extends CommonParts {
  readonly verb: 'UPDATE';
  readonly assignments: readonly Assignment[];
  readonly where: Slice | null;
}

export interface DeleteStatement extends CommonParts {
  readonly verb: 'DELETE';
  readonly where: Slice | null;
}

export type WriteStatement = InsertStatement | UpdateStatement | DeleteStatement;

/** Throws DrawbridgeError whose position is an offset into `text`, counted from 1: 42601, 0A000. */
export function cutWrite(text: string): WriteStatement {
  const reader = new TokenReader(text);
  const common = reader.is('WITH') ? reader.upTo(['INSERT', 'UPDATE', 'DELETE']) : null;
  switch (keyword(reader.peek())) {
    case 'INSERT':
      return cutInsert(reader, common);
    case 'UPDATE':
      return cutUpdate(reader, common);
    default:
      return cutDelete(reader, common);
  }
}

function cutInsert(reader: TokenReader, common: Slice | null): InsertStatement {
  reader.take('INSERT');
  reader.take('INTO');
  const target = cutTarget(reader, ['VALUES', 'SELECT', 'WITH', 'DEFAULT', 'OVERRIDING', 'FROM', 'TABLE']);
  if (reader.is('DEFAULT')) throw reader.unsupported('INSERT … DEFAULT VALUES', 'Name columns and values.');
  const columns = isOperator(reader.peek(), '(') && !opensQuery(reader) ? cutColumns(reader) : null;
  if (reader.is('OVERRIDING')) throw reader.unsupported('OVERRIDING');
  const source = reader.is('VALUES') ? cutRows(reader, columns?.length ?? null) : cutQuery(reader);
  if (reader.is('ON')) throw reader.unsupported('ON CONFLICT', 'Bitbucket has no such write.');
  const returning = cutReturning(reader);
  reader.end();
  return { verb: 'INSERT', with: common, target, columns, source, returning };
}

function cutColumns(reader: TokenReader): readonly WrittenName[] {
  const columns = splitAtCommas(reader.bracketed().tokens).map((tokens) => reader.nameOf(tokens));
  if (columns.length === 0) throw reader.error('The list of columns is empty.');
  return columns;
}

function opensQuery(reader: TokenReader): boolean {
  const inner = keyword(reader.peek(1));
  return inner === 'SELECT' || inner === 'WITH' || isOperator(reader.peek(1), '(');
}

/** `columns`: how many are named; null: as many as the first row has values. */
function cutRows(reader: TokenReader, columns: number | null): InsertStatement['source'] {
  reader.take('VALUES');
  const rows: (readonly WrittenValue[])[] = [];
  do {
    const at = reader.peek();
    const list = reader.bracketed();
    const values = splitAtCommas(list.tokens).map((tokens) => valueOf(reader, tokens, at));
    const width = columns ?? rows[0]?.length ?? values.length;
    if (values.length !== width) {
      const message = `Row ${rows.length + 1} has ${values.length} values for ${width} columns.`;
      throw reader.error(message, undefined, at);
    }
    rows.push(values);
  } while (reader.skip(','));
  return { kind: 'values', rows };
}

const queries: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'FROM', 'TABLE']);

function cutQuery(reader: TokenReader): InsertStatement['source'] {
  const first = reader.peek();
  const query = reader.upTo(['RETURNING']);
  if (!isOperator(first, '(') && !queries.has(keyword(first)))
    throw reader.error('INSERT needs VALUES or a query.', undefined, first);
  return { kind: 'query', query };
}

function cutUpdate(reader: TokenReader, common: Slice | null): UpdateStatement {
  reader.take('UPDATE');
  const target = cutTarget(reader, ['SET']);
  reader.take('SET');
  const set = reader.upTo(['WHERE', 'FROM', 'RETURNING']);
  if (reader.is('FROM')) {
    throw reader.unsupported(
      'UPDATE … FROM',
      'Use a subquery: SET column = (SELECT …) WHERE key IN (SELECT …).',
    );
  }
  const assignments = splitAtCommas(set.tokens).map((tokens) => cutAssignment(reader, tokens));
  if (assignments.length === 0) throw reader.error('SET names no column.');
  const where = cutWhere(reader);
  const returning = cutReturning(reader);
  reader.end();
  return { verb: 'UPDATE', with: common, target, assignments, where, returning };
}

function cutAssignment(reader: TokenReader, tokens: readonly Token[]): Assignment {
  if (isOperator(tokens[0], '(')) {
    throw reader.unsupported('SET (…) = (…)', 'Write one assignment for each column.', tokens[0]);
  }
  const sign = tokens.findIndex((token) => isOperator(token, '='));
  if (sign < 0) throw reader.error('An assignment has no =.', undefined, tokens[0]);
  const column = reader.nameOf(tokens.slice(0, sign));
  return { column, value: valueOf(reader, tokens.slice(sign + 1), tokens[sign]) };
}

function cutDelete(reader: TokenReader, common: Slice | null): DeleteStatement {
  reader.take('DELETE');
  reader.take('FROM');
  const target = cutTarget(reader, ['WHERE', 'RETURNING', 'USING']);
  if (reader.is('USING')) {
    throw reader.unsupported('DELETE … USING', 'Use a subquery: WHERE key IN (SELECT …).');
  }
  const where = cutWhere(reader);
  const returning = cutReturning(reader);
  reader.end();
  return { verb: 'DELETE', with: common, target, where, returning };
}

function cutTarget(reader: TokenReader, ends: readonly string[]): WriteTarget {
  const parts: WrittenName[] = [];
  const from = reader.place;
  do parts.push(reader.name());
  while (reader.skip('.'));
  if (parts.length > 3) throw reader.error('The name of the table has too many parts.');
  const slice = reader.slice(from);
  const isNamed = reader.is('AS');
  if (isNamed) reader.take('AS');
  const next = reader.peek();
  const hasAlias =
    isNamed || next?.kind === 'quoted' || (next?.kind === 'word' && !ends.includes(keyword(next)));
  if (!hasAlias) return { parts, slice, alias: null };
  const start = reader.place;
  reader.name();
  return { parts, slice, alias: reader.slice(start) };
}

function cutWhere(reader: TokenReader): Slice | null {
  if (!reader.is('WHERE')) return null;
  reader.take('WHERE');
  const where = reader.upTo(['RETURNING']);
  if (keyword(where.tokens[0]) === 'CURRENT' && keyword(where.tokens[1]) === 'OF') {
    throw reader.unsupported('WHERE CURRENT OF', 'Name the row by its key.');
  }
  if (where.tokens.length === 0) throw reader.error('WHERE has no condition.');
  return where;
}

/** What may not stand behind the list of RETURNING, in which a query would be another one than it seems. */
const clauses: readonly string[] = [
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'UNION',
  'INTO',
];

function cutReturning(reader: TokenReader): Slice | null {
  if (!reader.is('RETURNING')) return null;
  reader.take('RETURNING');
  const list = reader.upTo(clauses);
  if (list.tokens.length === 0) throw reader.error('RETURNING has no columns.');
  const query = list.tokens.find((token) => keyword(token) === 'SELECT');
  if (query !== undefined) throw reader.unsupported('A query in RETURNING', undefined, query);
  return list;
}

/** `before` is where an empty one would stand. */
function valueOf(reader: TokenReader, tokens: readonly Token[], before?: Token): WrittenValue {
  if (tokens.length === 0) throw reader.error('A value is missing.', undefined, before);
  if (tokens.length === 1 && keyword(tokens[0]) === 'DEFAULT') return null;
  return reader.sliceOf(tokens);
}

/** Names of tables are resolved by their parts; a message says them as they are written. */
export function partsOf(target: WriteTarget): {
  readonly catalog: string | null;
  readonly schema: string | null;
  readonly table: string;
} {
  const names = target.parts.map(({ name }) => name);
  const table = names.at(-1);
  if (table === undefined) throw new DrawbridgeError(SqlState.internalError, 'A table without a name.');
  return { catalog: names.at(-3) ?? null, schema: names.at(-2) ?? null, table };
}
