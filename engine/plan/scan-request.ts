/**
 * The contract between planner and scan: what is asked of a base table, and what comes back.
 *
 * A scan may return more rows than its predicate says, never fewer. Its order and limit are wishes as well:
 * the statement itself runs again over whatever arrives.
 */
import type { CellValue, FilterOperator, TableDef } from '../catalog/table.ts';

/** A constant, as text, because numbers may exceed what a JavaScript number holds. */
export interface Constant {
  readonly kind: 'text' | 'number' | 'boolean' | 'timestamp' | 'date';
  /** Numbers in decimal notation; timestamps as `YYYY-MM-DDTHH:MM:SS.ffffff` in UTC. */
  readonly text: string;
}

export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Predicate[] }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly operator: Exclude<FilterOperator, 'in' | 'isNull' | 'isNotNull'>;
      readonly value: Constant;
    }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly Constant[] }
  | { readonly kind: 'null'; readonly column: string; readonly negated: boolean };

/** A table in a schema, as the statement names it. */
export interface TableReference {
  /** The schema's name as the model spells it, for example `Information` or a repository's. */
  readonly schema: string;
  readonly table: TableDef;
}

export interface ScanRequest {
  readonly target: TableReference;
  /** The columns that the statement reads, in the table's order; others may be left NULL. */
  readonly columns: readonly string[];
  /**
   * The columns that the statement mentions by name; a star mentions none. Absent: none. It does not depend on what
   * could be pushed, so a table may be defined by it: deleted comments show where `Deleted` is mentioned.
   */
  readonly named?: readonly string[];
  /** null: no filter can be sent. */
  readonly predicate: Predicate | null;
  /**
   * Rows may stop after the `limit`-th in this order, once the sort value differs from the limit-th row's.
   * With `order` null any `limit` rows that satisfy the *whole* predicate do; the planner sets it only when
   * no filter stays local, or when the rows are counted after the statement's own filter.
   */
  readonly order: { readonly column: string; readonly descending: boolean } | null;
  readonly limit: number | null;
  /** Only the number of rows is wanted; a source that cannot count returns the rows. */
  readonly countOnly: boolean;
}

/** Rows as columns: `values[i]` belongs to `columns[i]` of the request. */
export interface RowBatch {
  readonly rowCount: number;
  readonly values: readonly (readonly CellValue[])[];
}

/** What `countOnly` may yield in place of rows. */
export interface CountResult {
  readonly count: number;
}

export interface ScanProgress {
  readonly calls: number;
  readonly rows: number;
  readonly bytes: number;
  /** Absent where nothing comes in pages. */
  readonly pages?: PageCount;
}

export interface PageCount {
  readonly done: number;
  /** null while it cannot be known. Lists that change meanwhile make it a guess. */
  readonly expected: number | null;
}

export interface ScanContext {
  readonly signal: AbortSignal;
  /** Names the statement in the log of API calls. */
  readonly statementId?: string;
  /** A source calls it before its first call to Bitbucket; it throws where none may be made. */
  beforeCalls?(): void;
  /** Warnings that the client shall see, such as a repository that was skipped. */
  notice(notice: { readonly sqlState: '01000'; readonly message: string; readonly hint?: string }): void;
  progress(progress: ScanProgress): void;
}

/** One part of what a scan sends. */
export interface SentPart {
  readonly kind:
    | 'parents'
    | 'path'
    | 'filter'
    | 'parameter'
    | 'sort'
    | 'fields'
    | 'count'
    | 'length'
    | 'stop';
  /** As the endpoint calls it, such as `q`. */
  readonly name: string;
  readonly value: string;
  /** The part of the statement, close to SQL, that it comes from, or why it is sent. */
  readonly from: string;
}

/** What EXPLAIN prints of a scan without running it. */
export interface ScanExplanation {
  readonly endpoint: string;
  /** What `pushed` says, part by part. */
  readonly sent: readonly SentPart[];
  /** What is sent, in the endpoint's own words, such as `q=state="OPEN"`. */
  readonly pushed: readonly string[];
  /** What stays local, each with its reason. */
  readonly local: readonly { readonly what: string; readonly why: string }[];
  /** null when it cannot be known without asking; `callsDependOn` then says what it depends on. */
  readonly estimatedCalls: number | null;
  readonly callsDependOn?: string;
  /** Of a request that only counts: whether a number will answer it. */
  readonly counts?: boolean;
}

/** Where rows come from. The planner's tests have one in memory, the engine the one of `engine/scan`. */
export interface ScanSource {
  /** Batches in page order. The iterator's return() stops the calls. */
  scan(request: ScanRequest, context: ScanContext): AsyncIterable<RowBatch | CountResult>;
  explain(request: ScanRequest): ScanExplanation;
}
