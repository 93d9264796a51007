/**
 * Predicates in Bitbucket's filter language, the query parameter `q`.
 *
 * The result admits every row for which SQL says true. Only operators that the table declares are written;
 * AND and OR have no documented precedence, so that each group stands in parentheses. An AND drops the terms
 * that cannot be written, an OR with such a term cannot be written itself.
 *
 * Source: https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
 */
import type { ColumnFilter, FilterFidelity, FilterOperator, TableDef } from '../catalog/table.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { qLiteral, timestampBound } from './filter-literal.ts';
import { columnOf } from './row-decoder.ts';

export interface WrittenFilter {
  readonly text: string;
  /** Whether it admits no other rows than those for which SQL says true. */
  readonly exact: boolean;
}

/** Why a predicate stays local, for EXPLAIN. */
export interface Unwritten {
  readonly why: string;
}

export function writeQ(table: TableDef, predicate: Predicate): WrittenFilter | Unwritten {
  switch (predicate.kind) {
    case 'and':
      return writeAnd(predicate.terms.map((term) => writeQ(table, term)));
    case 'or':
      return writeOr(predicate.terms.map((term) => writeQ(table, term)));
    case 'in':
      return writeIn(table, predicate);
    case 'null':
      return writeDeclared(table, predicate.column, predicate.negated ? 'isNotNull' : 'isNull', (field) => [
        `${field} ${predicate.negated ? '!=' : '='} null`,
        true,
      ]);
    case 'compare':
      return writeComparison(table, predicate);
  }
}

export function isWritten(result: WrittenFilter | Unwritten): result is WrittenFilter {
  return 'text' in result;
}

function writeAnd(arms: readonly (WrittenFilter | Unwritten)[]): WrittenFilter | Unwritten {
  const written = arms.filter(isWritten);
  if (written.length === 0) return arms.find((arm) => !isWritten(arm)) ?? { why: 'it says nothing' };
  return {
    text: join(written, 'AND'),
    exact: written.length === arms.length && written.every(({ exact }) => exact),
  };
}

function writeOr(arms: readonly (WrittenFilter | Unwritten)[]): WrittenFilter | Unwritten {
  const written = arms.filter(isWritten);
  const missing = arms.find((arm): arm is Unwritten => !isWritten(arm));
  if (missing !== undefined) return missing;
  if (written.length === 0) return { why: 'it says nothing' };
  return { text: join(written, 'OR'), exact: written.every(({ exact }) => exact) };
}

function join(written: readonly WrittenFilter[], word: string): string {
  const only = written.length === 1 ? written[0] : undefined;
  return only?.text ?? `(${written.map(({ text }) => text).join(` ${word} `)})`;
}

function writeIn(table: TableDef, predicate: Extract<Predicate, { kind: 'in' }>): WrittenFilter | Unwritten {
  const column = columnOf(table, predicate.column);
  return writeDeclared(table, predicate.column, 'in', (field) => {
    const literals = predicate.values.map((value) => qLiteral(column, value));
    if (literals.length === 0 || literals.includes(null)) return null;
    if (literals.length > (column.filter?.atMost ?? Infinity)) return null;
    return [`${field} IN (${literals.join(', ')})`, true];
  });
}

function writeComparison(
  table: TableDef,
  predicate: Extract<Predicate, { kind: 'compare' }>,
): WrittenFilter | Unwritten {
  const { operator, value } = predicate;
  const column = columnOf(table, predicate.column);
  return writeDeclared(table, predicate.column, operator, (field) => {
    if (column.type === 'TIMESTAMP') return writeTimestamp(field, predicate);
    const literal = qLiteral(column, value);
    if (literal === null) return null;
    // Only IN is documented there.
    if (column.filter?.atMost !== undefined) return [`${field} IN (${literal})`, true];
    return [`${field} ${symbols[operator]} ${literal}`, true];
  });
}

const symbols: Readonly<Record<Extract<Predicate, { kind: 'compare' }>['operator'], string>> = {
  '=': '=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  contains: '~',
  prefix: '~',
};

/**
 * Rounded outwards to whole milliseconds. Bitbucket's value may have more digits than ours keeps, so that an
 * upper bound that includes the constant has to reach to the next millisecond.
 */
function writeTimestamp(
  field: string,
  { operator, value }: Extract<Predicate, { kind: 'compare' }>,
): readonly [string, boolean] | null {
  const bound = timestampBound(value);
  if (bound === null) return null;
  const { floor, above, ceiling, exact } = bound;
  switch (operator) {
    case '>':
    case '>=':
      return [`${field} ${exact ? operator : '>'} ${floor}`, exact];
    case '<':
      return [`${field} < ${ceiling}`, exact];
    case '<=':
      return [`${field} < ${above}`, false];
    case '=':
      return [`(${field} >= ${floor} AND ${field} < ${above})`, false];
    default:
      return null;
  }
}

/** What `write` makes for an operator that the column declares: text, and whether it is no wider than SQL. */
function writeDeclared(
  table: TableDef,
  name: string,
  operator: FilterOperator,
  write: (field: string) => readonly [string, boolean] | null,
): WrittenFilter | Unwritten {
  const filter: ColumnFilter | undefined = columnOf(table, name).filter;
  if (filter !== undefined && filter.via !== 'q') {
    const why =
      filter.via === 'path'
        ? `${name} stands in the address, which has room for = and IN alone`
        : `${name} is a parameter of its own, which takes = or IN of the values that Bitbucket knows, and no OR`;
    return { why };
  }
  const fidelity: FilterFidelity | undefined = filter?.operators[operator];
  if (filter === undefined || fidelity === undefined)
    return { why: `Bitbucket cannot filter ${name} by ${operator}` };
  const written = write(filter.field);
  if (written === null)
    return { why: `the value for ${name} has a form that Bitbucket may read differently` };
  return { text: written[0], exact: written[1] && fidelity === 'exact' };
}
