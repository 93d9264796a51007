/**
 * One client connection, as the wire server and the admin API see it. Everything here is independent of the
 * protocol that carries it.
 *
 * Life of a statement: prepare (no call to Bitbucket) -> execute (one cursor) -> next until null -> close.
 * Any number of cursors of one session may be open at once; each has its own DuckDB connection.
 */
import type { Rest } from '../bitbucket/rest-teller.ts';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Notice } from '../error.ts';
import type { SchemaInfo } from '../catalog/schema-name.ts';
import type { ExplainRow } from '../plan/explain.ts';
import type { StopBackend } from '../pg-catalog/stop-backend.ts';
import type { ScanProgress } from '../plan/scan-request.ts';
import type { CopyFormat, TransactionCommand } from '../sql/statement.ts';

export type { CopyFormat, TransactionCommand };

/** What a client says when it connects. */
export interface SessionRequest {
  /** A DSN's name or a connection string (`DSN=x;Key=Value`); values in the string win. */
  readonly database: string;
  readonly user: string;
  /** Set when a driver opens a further channel of a connection that exists: the key of the first. */
  readonly sibling: string | null;
  readonly applicationName: string;
  /** What the client sets from the start; RESET goes back to it. */
  readonly settings?: ReadonlyMap<string, string>;
  readonly client: 'wire' | 'admin';
  /** The connection that the session is for; absent where it comes from elsewhere. */
  readonly backend?: Backend;
}

export interface Backend {
  /** What its client was told, and `pg_backend_pid()` says. */
  readonly processId: number;
  readonly stop: StopBackend;
}

export interface SessionFactory {
  /**
   * Throws DrawbridgeError: 3D000 unknown DSN, 28000 no credential, 01S00-like 22023 bad property. May wait for somebody
   * who signs in; the signal ends that.
   */
  open(request: SessionRequest, signal?: AbortSignal): Promise<Session>;
}

export interface Session {
  /** 32 hexadecimal digits; who knows them may open sibling channels. */
  readonly key: string;
  /** What clients of the wire are told of when they connect and whenever it changes, as it is now. */
  readonly reported: ReadonlyMap<string, string>;
  /** How long one statement may take, in milliseconds; 0: for ever. */
  readonly statementTimeout: number;
  /** Notices of opening, such as a property that has no meaning here. */
  readonly notices: readonly Notice[];
  /** Splits a text into its statements; comments and empty statements are left out. */
  split(text: string): readonly string[];
  /** parameterTypes: PostgreSQL type OIDs, 0 or absent for "to be inferred". No call is made. */
  prepare(text: string, parameterTypes: readonly number[]): Promise<Prepared>;
  /**
   * What executing a statement with so many rows at most (0: any) would ask of Bitbucket, one row for each scan; none
   * for a statement that reads no table. No call is made. Of EXPLAIN it tells about the statement that is explained.
   */
  explain(text: string, maxRows: number): Promise<readonly ExplainRow[]>;
  /** The schemas that applications are shown; costs calls, hence 57P03 in a pause, where the list is not kept. */
  schemas(signal: AbortSignal): Promise<readonly SchemaInfo[]>;
  /** What is left of the hourly budget that all with the same credential share. */
  readonly callsLeft: number;
  /** Hears that calls wait because Bitbucket asked for it; returns the function that ends it. */
  onRest(listener: (rest: Rest) => void): () => void;
  close(): Promise<void>;
}

export interface ColumnDescription {
  readonly name: string;
  /** PostgreSQL type OID and type modifier (-1: none; VARCHAR(n): n + 4). */
  readonly typeOid: number;
  readonly typeModifier: number;
  /** Whether it can hold NULL; absent where that is not known. */
  readonly nullable?: boolean;
  /** Its intervals are written as ISO 8601 has them, or its bytes as letters and octal digits. */
  readonly style?: 'iso_8601' | 'escape';
  /** Set when the column is a plain column of a table: its place in the model. */
  readonly origin?: { readonly tableOid: number; readonly columnNumber: number };
  /** The same place by its names; set for every plain column of a table. */
  readonly source?: ColumnSource;
}

export interface ColumnSource {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

export interface Prepared {
  /** null: the statement returns no rows (SET, BEGIN, an empty text). */
  readonly columns: readonly ColumnDescription[] | null;
  readonly parameterTypes: readonly number[];
  /** Set for DEALLOCATE: the client's prepared statement of this name (null: every one) goes once it has run. */
  readonly deallocates?: { readonly statement: string | null };
  /** Set for BEGIN and its kind: what the connection makes of it. */
  readonly transaction?: TransactionCommand;
  /** Set for COPY TO STDOUT: the connection sends the rows as lines. */
  readonly copy?: CopyFormat;
  /** Set for DECLARE, FETCH and CLOSE, which the connection carries out, since it has the portals. */
  readonly cursor?: CursorCommand;
  /**
   * Values as PostgreSQL text, null for NULL. The signal cancels the statement: calls stop, next() rejects
   * with 57014. Errors before the first row reject here or in the first next().
   */
  execute(parameters: readonly (string | null)[], options: ExecuteOptions): Promise<Cursor>;
  close(): void;
}

export type CursorCommand =
  | {
      readonly verb: 'declare';
      readonly name: string;
      /** It outlives the transaction. */
      readonly hold: boolean;
      readonly binary: boolean;
      readonly query: Prepared;
    }
  /** `rows` Infinity: all that are left. `move`: they are passed over. */
  | { readonly verb: 'fetch'; readonly name: string; readonly rows: number; readonly move: boolean }
  /** `name` null: every cursor. */
  | { readonly verb: 'close'; readonly name: string | null };

/** `The result was cut after 10 rows by {name}.` and what can be done about it. */
export interface LimitSource {
  readonly name: string;
  readonly hint: string;
}

export interface ExecuteOptions {
  readonly signal: AbortSignal;
  /** Besides the properties' MaxRows: the client's own cap (the preview's); the smaller wins. 0: none. */
  readonly maxRows?: number;
  /** Who set `maxRows`, for the notice of a cut; without it the connection's Max Rows did. */
  readonly limitedBy?: LimitSource;
  /** A cap of rows after which a cut gives the notice 01000, at the latest before next() returns null. */
  onNotice(notice: Notice): void;
  /** Names the statement in the log of API calls; the session sets it. */
  readonly statementId?: string;
  /** Hears the number under which `sys_queries` has the statement; not called for statements that are not kept. */
  onStatement?(id: number): void;
  /** Throws where calls to Bitbucket are not taken; the session sets it. */
  beforeCalls?(): void;
  /** What all scans of the statement have come to so far. */
  onProgress?(progress: ScanProgress): void;
  /** So many rows more were written, of a statement that returns none. */
  onWritten?(count: number): void;
}

export interface Cursor {
  readonly columns: readonly ColumnDescription[];
  /** The next rows, or null at the end. A chunk stays valid until the following next() or close(). */
  next(): Promise<DuckDBDataChunk | null>;
  /** Valid once next() returned null: `SELECT 12`, `SET`, `BEGIN`. */
  readonly commandTag: string;
  /** True once a row limit has cut the result. */
  readonly cut: boolean;
  /** Stops calls and frees everything; idempotent. */
  close(): Promise<void>;
}
