/** The queries that a write is made of: the values of its rows, or the rows that it changes. */
import { compose } from '../sql/compose.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import type { InsertStatement, Slice, WriteStatement, WrittenValue } from '../sql/write-statement.ts';
import { quoteIdentifier } from '../store/quote.ts';
import type { ColumnDef } from '../catalog/table.ts';
import type { WritePlan } from '../write/write-plan.ts';

type Pieces = readonly (string | Slice)[];

export interface RowsQuery {
  readonly statement: NormalisedStatement;
  /** Whether each row holds the whole row of the table, in place of its keys alone. */
  readonly whole: boolean;
}

/**
 * The query of what is written. Its columns: the keys of the row (or the whole row), then the values. `most`: a limit,
 * where that many rows are enough to know.
 */
export function rowsQuery(
  base: NormalisedStatement,
  written: WriteStatement,
  plan: WritePlan,
  most: number | null,
): RowsQuery {
  const before: Pieces = written.with === null ? [] : [written.with, ' '];
  switch (written.verb) {
    case 'INSERT':
      return { statement: compose(base, [...before, ...insertedRows(written, plan)]), whole: false };
    case 'UPDATE':
    case 'DELETE': {
      const whole = written.verb === 'DELETE' && written.returning !== null;
      // A star, since a column that is named may change which rows there are.
      const keys = whole ? ['*'] : plan.keys.map(({ name }) => quoteIdentifier(name));
      const values = written.verb === 'UPDATE' ? written.assignments.map(({ value }) => value) : [];
      const list = [
        ...keys.map((key): Pieces => [key]),
        ...values.map((value, index) => cast(value, plan.written[index])),
      ];
      return {
        statement: compose(base, [
          ...before,
          'SELECT ',
          ...joined(list),
          ' FROM ',
          ...target(written),
          ...(written.where === null ? [] : [' WHERE (', written.where, '\n)']),
          ...(most === null ? [] : [` LIMIT ${most}`]),
        ]),
        whole,
      };
    }
  }
}

function insertedRows({ source }: InsertStatement, { written }: WritePlan): Pieces {
  const names = written.map((_, index) => quoteIdentifier(`column ${index + 1}`));
  if (source.kind === 'query') {
    const columns = names.map((name, index) => cast(null, written[index], name));
    return ['SELECT ', ...joined(columns), ' FROM (', source.query, `\n) AS "rows"(${names.join(', ')})`];
  }
  const rows = source.rows.map((row): Pieces => [
    '(',
    ...joined(row.map((value, index) => cast(value, written[index]))),
    ')',
  ]);
  return ['SELECT * FROM (VALUES ', ...joined(rows), `) AS "rows"(${names.join(', ')})`];
}

/** The query of an INSERT alone, to count its columns. */
export function sourceQuery(
  base: NormalisedStatement,
  { with: common }: InsertStatement,
  query: Slice,
): NormalisedStatement {
  return compose(base, [...(common === null ? [] : [common, ' ']), query]);
}

/** The list of RETURNING over a table that holds the written rows. */
export function returningQuery(
  base: NormalisedStatement,
  written: WriteStatement,
  returning: Slice,
  more = '',
): NormalisedStatement {
  return compose(base, ['SELECT ', returning, more, ' FROM ', ...target(written)]);
}

function target({ target: { slice, alias } }: WriteStatement): Pieces {
  return alias === null ? [slice] : [slice, ' AS ', alias];
}

/** A value in its column's own type, so that it fails here if it does not fit. */
function cast(value: WrittenValue, column: ColumnDef | undefined, text = 'NULL'): Pieces {
  return ['CAST((', value ?? text, `\n) AS ${column?.type ?? 'VARCHAR'})`];
}

function joined(lists: readonly Pieces[]): Pieces {
  return lists.flatMap((list, index) => (index === 0 ? list : [', ', ...list]));
}
