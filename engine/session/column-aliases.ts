/**
 * PostgreSQL's names of columns without an alias (`NormalisedStatement.names`), as edits of the statement's text.
 *
 * A statement runs as it is written wherever that makes sense, since an alias may change what it means: `ORDER BY Id`
 * would be by the text of `SELECT CAST(Id AS VARCHAR)`, and the columns of a derived table may become two of one name.
 * Clients are told the names of the same statement with aliases that nothing in it can mean. Only where it names a column
 * as PostgreSQL does, and makes no sense without, it runs with the names as aliases.
 */
import type { Edit } from '../plan/splice.ts';
import type { ColumnName } from '../sql/statement.ts';
import { quoteIdentifier } from '../store/quote.ts';

/** A noncharacter of Unicode, which no text is meant to have; the number keeps names of one query apart. */
const mark = '\uFDD0';
/** DuckDB puts a number behind names that occur twice in a derived table. */
const marked = /\uFDD0\d+(?:_\d+)?$/;

/** What becomes of the statement as it is written, or if that fails with the names as aliases. Throws the first error. */
export async function asWrittenOrNamed<T>(
  names: readonly ColumnName[],
  attempt: (aliases: readonly Edit[]) => Promise<T>,
): Promise<T> {
  const first = attempt([]);
  if (names.length === 0) return first;
  return first.catch((thrown: unknown) =>
    attempt(names.map(({ offset, name }) => alias(offset, name))).catch(() => {
      throw thrown;
    }),
  );
}

export function markedAliasEdits(names: readonly ColumnName[]): readonly Edit[] {
  return names.map(({ offset, name }, index) => alias(offset, `${name}${mark}${index}`));
}

export function unmarked(name: string): string {
  return name.replace(marked, '');
}

function alias(offset: number, name: string): Edit {
  return { offset, length: 0, text: ` AS ${quoteIdentifier(name)}` };
}
