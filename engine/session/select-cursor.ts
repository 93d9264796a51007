/**
 * The cursor of a SELECT. Max Rows is applied here, to the rows of the outermost result, and nowhere else: the result
 * is cut only when there is at least one row more, and then a notice says so before the end.
 *
 * Whatever ends the statement (its last row, an error, a cancel, close) stops the scans, rolls back and frees the
 * connection.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { asDrawbridgeError, SqlState, type Notice } from '../error.ts';
import { canceled } from '../store/translate-error.ts';
import type { ColumnDescription, Cursor, LimitSource } from './session.ts';

export interface SelectCursorParts {
  readonly columns: readonly ColumnDescription[];
  readonly rows: AsyncGenerator<DuckDBDataChunk, void, undefined>;
  /** 0: none. */
  readonly maxRows: number;
  readonly limitedBy: LimitSource;
  /** The client's signal. */
  readonly signal: AbortSignal;
  readonly onNotice: (notice: Notice) => void;
  readonly free: () => Promise<void>;
}

export class SelectCursor implements Cursor {
  readonly #parts: SelectCursorParts;
  #rowCount = 0;
  #cut = false;
  #freed: Promise<void> | null = null;

  constructor(parts: SelectCursorParts) {
    this.#parts = parts;
    // A cancel stops the statement at once, even if nobody reads.
    parts.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  get columns(): readonly ColumnDescription[] {
    return this.#parts.columns;
  }

  get commandTag(): string {
    return `SELECT ${this.#rowCount}`;
  }

  get cut(): boolean {
    return this.#cut;
  }

  async next(): Promise<DuckDBDataChunk | null> {
    const { rows, signal } = this.#parts;
    if (signal.aborted) throw await this.#fail(canceled(signal.reason));
    if (this.#freed !== null) return null;
    if (this.#cut) {
      this.#announceCut();
      await this.close();
      return null;
    }
    try {
      const step = await rows.next();
      const chunk = step.done === true ? null : this.#withinMaxRows(step.value);
      if (chunk === null) await this.close();
      return chunk;
    } catch (thrown) {
      throw await this.#fail(signal.aborted ? canceled(thrown) : thrown);
    }
  }

  async close(): Promise<void> {
    this.#parts.signal.removeEventListener('abort', this.#onAbort);
    this.#freed ??= this.#free();
    await this.#freed;
  }

  readonly #onAbort = (): void => {
    this.close().catch(() => undefined);
  };

  async #free(): Promise<void> {
    const stopped = this.#parts.rows.return().catch(() => undefined);
    await this.#parts.free();
    await stopped;
  }

  async #fail(thrown: unknown): Promise<Error> {
    await this.close().catch(() => undefined);
    return asDrawbridgeError(thrown);
  }

  #withinMaxRows(chunk: DuckDBDataChunk): DuckDBDataChunk | null {
    const { maxRows } = this.#parts;
    const room = maxRows === 0 ? Number.POSITIVE_INFINITY : maxRows - this.#rowCount;
    if (chunk.rowCount > room) {
      this.#cut = true;
      if (room === 0) {
        this.#announceCut();
        return null;
      }
      chunk.rowCount = room;
    }
    this.#rowCount += chunk.rowCount;
    return chunk;
  }

  /** Behind the rows, not with them: ODBC tells it with the last fetch. */
  #announceCut(): void {
    const { maxRows, limitedBy, onNotice } = this.#parts;
    onNotice({
      sqlState: SqlState.warning,
      message: `The result was cut after ${maxRows.toLocaleString('en')} ${maxRows === 1 ? 'row' : 'rows'} by ${limitedBy.name}.`,
      hint: limitedBy.hint,
    });
  }
}
