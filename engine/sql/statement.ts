/** What normalising a statement yields. Everyone after `engine/sql` sees the normalised text only. */

export interface NormalisedStatement {
  /** In DuckDB's dialect: no ODBC escapes, no brackets or backticks, parameters as `$1`, `$2`, … */
  readonly text: string;
  /** The greatest parameter number in the text. */
  readonly parameterCount: number;
  readonly kind: StatementKind;
  /** What PostgreSQL calls the columns without an alias, in the order of the text; inner queries have them, too. */
  readonly names: readonly ColumnName[];
  /**
   * The place in the text as the user wrote it, 1-based in code points, of a 0-based UTF-16 offset into `text`.
   * What the normaliser put in itself maps to the place it stands for.
   */
  originalPosition(offset: number): number;
}

export interface ColumnName {
  /** Where `AS "name"` could stand: behind the expression, in UTF-16 units. */
  readonly offset: number;
  readonly name: string;
}

/** How a statement is routed. Names and values of SET and SHOW are as written, without quotes. */
export type StatementKind =
  | { readonly kind: 'select' }
  /** `text` of the statement is the SELECT behind EXPLAIN. */
  | { readonly kind: 'explain'; readonly analyze: boolean }
  /** `local`: up to the end of the transaction. */
  | { readonly kind: 'set'; readonly name: string; readonly value: string | null; readonly local?: true }
  /** `name` null: ALL. */
  | { readonly kind: 'reset'; readonly name: string | null }
  | { readonly kind: 'show'; readonly name: string }
  | ({ readonly kind: 'transaction' } & TransactionCommand)
  /** Cut out of the text as the user wrote it. */
  | { readonly kind: 'prepare' }
  /** `name` null: ALL. */
  | { readonly kind: 'deallocate'; readonly name: string | null }
  | { readonly kind: 'discard'; readonly what: 'ALL' | 'PLANS' | 'SEQUENCES' | 'TEMP' }
  /** `text` of the statement is the SELECT behind FOR. */
  | {
      readonly kind: 'declareCursor';
      readonly cursor: string;
      readonly hold: boolean;
      readonly binary: boolean;
    }
  /** `text` of the statement is the query whose rows are copied. */
  | { readonly kind: 'copyOut'; readonly format: CopyFormat }
  /** `rows` Infinity: all. `move`: they are passed over. */
  | { readonly kind: 'fetchCursor'; readonly cursor: string; readonly rows: number; readonly move: boolean }
  /** `cursor` null: ALL. */
  | { readonly kind: 'closeCursor'; readonly cursor: string | null }
  /** What is accepted and changes nothing; `tag` is what PostgreSQL answers. */
  | { readonly kind: 'nothing'; readonly tag: string }
  | { readonly kind: 'write'; readonly verb: 'INSERT' | 'UPDATE' | 'DELETE' }
  | { readonly kind: 'call'; readonly procedure: string }
  | { readonly kind: 'empty' }
  /** Refused with 0A000; `what` names it for the message, such as `CREATE TABLE`, `hint` says what to do instead. */
  | { readonly kind: 'unsupported'; readonly what: string; readonly hint?: string };

/** How lines of COPY are written; each of the signs is one character. */
export interface CopyFormat {
  /** PostgreSQL's binary format, to which nothing else applies. */
  readonly binary?: true;
  /** Else PostgreSQL's text format, with backslashes. */
  readonly csv: boolean;
  readonly header: boolean;
  readonly delimiter: string;
  readonly null: string;
  readonly quote: string;
  readonly escape: string;
}

export type TransactionCommand =
  /** `modes`: what is said behind the verb, such as `ISOLATION LEVEL SERIALIZABLE, READ ONLY`. */
  | { readonly verb: 'BEGIN' | 'START TRANSACTION'; readonly modes?: string }
  /** `chain`: the next transaction begins at once. */
  | { readonly verb: 'COMMIT' | 'ROLLBACK'; readonly chain: boolean }
  | { readonly verb: 'SAVEPOINT' | 'RELEASE' | 'ROLLBACK TO'; readonly savepoint: string };
