/**
 * One execution of a prepared statement: opens the cursor at the first run, sends rows up to a limit, and goes on
 * where it stopped at the next run. The cursor is asked for more only while the client takes what it got.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Notice } from '../error.ts';
import type { ColumnDescription, Cursor, Prepared } from '../session/session.ts';
import { sendRowDescription } from './backend-message.ts';
import { encodeCopy, sendCopyOutResponse } from './copy-out.ts';
import { encodeChunk } from './encode-chunk.ts';
import type { ChunkEncoder } from './encode-chunk.ts';
import type { Format } from './frontend-message.ts';
import { flushAt } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { settled } from './settled.ts';

/** Why a statement is stopped, and for how long its own account of that is waited for (milliseconds). */
export interface StopReason {
  readonly error: DrawbridgeError;
  readonly patience: number;
  /** The client is told this error even where the statement says no more than that it was cancelled. */
  readonly tellsMore?: true;
}

export interface PortalSource {
  readonly prepared: Prepared;
  readonly parameters: readonly (string | null)[];
  /** None: all text; one: for all columns; else one each. */
  readonly resultFormats: readonly Format[];
}

export interface RunOptions {
  /** 0: all rows. */
  readonly maxRows: number;
  /** Whether the rows' description goes ahead of them, as the simple protocol wants it. */
  readonly describe: boolean;
  /** Rows are passed over and not sent. */
  readonly discard?: boolean;
  /** As of `PortalSource`, where this run wants others than those. */
  readonly resultFormats?: readonly Format[];
  onNotice(notice: Notice): void;
}

export type RunOutcome =
  | { readonly kind: 'suspended'; readonly rows: number }
  /** `rows` of this run, `commandTag` as if it had been the only one. */
  | { readonly kind: 'complete'; readonly rows: number; readonly commandTag: string };

export class Portal {
  readonly source: PortalSource;
  readonly #abort = new AbortController();
  #stop: StopReason | null = null;
  #cursor: Cursor | null = null;
  #chunk: DuckDBDataChunk | null = null;
  #encoder: ChunkEncoder | null = null;
  #resultFormats: readonly Format[];
  #row = 0;
  #ended = false;
  #failed = false;
  #closing: Promise<void> | null = null;
  #onNotice: (notice: Notice) => void = () => undefined;

  constructor(source: PortalSource) {
    this.source = source;
    this.#resultFormats = source.resultFormats;
  }

  /** Some rows were sent, and perhaps not all. */
  get isAtRow(): boolean {
    return this.#cursor !== null && !this.#ended;
  }

  /** Ends the run that is under way, and every later one, with the reason's error. */
  stop(reason: StopReason): void {
    if (this.#stop !== null) return;
    this.#stop = reason;
    this.#abort.abort(reason.error);
  }

  async run(outbox: Outbox, options: RunOptions): Promise<RunOutcome> {
    if (this.#ended) return this.#runAgain();
    this.#onNotice = (notice) => options.onNotice(notice);
    this.#useFormats(options.resultFormats ?? this.source.resultFormats);
    try {
      const first = this.#cursor === null;
      const cursor = this.#cursor ?? (await this.#open());
      const { copy } = this.source.prepared;
      if (first && copy !== undefined) sendCopyOutResponse(outbox.writer, cursor.columns, copy);
      else if (first && options.describe)
        sendDescription(outbox, cursor.columns, this.formats(cursor.columns));
      const outcome = await this.#send(cursor, outbox, options);
      if (outcome.kind === 'suspended') return outcome;
      this.#ended = true;
      // PostgreSQL counts the rows of each run of a portal.
      return first ? outcome : { ...outcome, commandTag: countedTag(outcome.commandTag, outcome.rows) };
    } catch (thrown) {
      this.#ended = true;
      this.#failed = true;
      throw thrown;
    } finally {
      this.#onNotice = () => undefined;
      if (this.#ended) await this.close();
    }
  }

  /** One format for each column. */
  formats(
    columns: readonly ColumnDescription[],
    resultFormats: readonly Format[] = this.source.resultFormats,
  ): Format[] {
    return columns.map(
      (_, index) => (resultFormats.length === 1 ? resultFormats[0] : resultFormats[index]) ?? 0,
    );
  }

  /** Frees the cursor; never throws, since nobody could do anything about it. */
  async close(): Promise<void> {
    // What has ended must not look cancelled to its session.
    if (!this.#ended) this.#abort.abort();
    this.#ended = true;
    this.#chunk = null;
    this.#encoder = null;
    this.#closing ??= closeQuietly(this.#cursor);
    await this.#closing;
  }

  #runAgain(): RunOutcome {
    const hadRows = this.source.prepared.columns !== null;
    if (hadRows && !this.#failed) return { kind: 'complete', rows: 0, commandTag: 'SELECT 0' };
    throw new DrawbridgeError(SqlState.wrongState, 'The statement of this portal has run already');
  }

  async #open(): Promise<Cursor> {
    const { prepared, parameters } = this.source;
    const opening = prepared.execute(parameters, {
      signal: this.#abort.signal,
      onNotice: (notice) => this.#onNotice(notice),
    });
    // Opened after all, although nobody waits any more.
    void opening.then(
      (late) => (this.#ended ? closeQuietly(late) : undefined),
      () => undefined,
    );
    this.#cursor = await this.#settled(opening);
    const described = prepared.columns?.length ?? 0;
    if (this.#cursor.columns.length !== described) {
      throw new DrawbridgeError(
        SqlState.featureNotSupported,
        `The result has ${this.#cursor.columns.length} columns, but ${described} when the statement was prepared`,
        { hint: 'Prepare the statement again.' },
      );
    }
    return this.#cursor;
  }

  async #send(cursor: Cursor, outbox: Outbox, { maxRows, discard }: RunOptions): Promise<RunOutcome> {
    const wanted = maxRows === 0 ? Infinity : maxRows;
    let rows = 0;
    for (;;) {
      this.#chunk ??= await this.#fetch(cursor, outbox);
      if (this.#chunk === null) return { kind: 'complete', rows, commandTag: cursor.commandTag };
      this.#encoder ??= this.#encoderOf(this.#chunk, cursor, rows === 0);
      while (this.#row < this.#encoder.rowCount && rows < wanted) {
        const to = Math.min(this.#encoder.rowCount, this.#row + wanted - rows);
        const reached = discard ? to : this.#encoder.encode(outbox.writer, this.#row, to, flushAt);
        rows += reached - this.#row;
        this.#row = reached;
        if (outbox.writer.position >= flushAt) await this.#flush(outbox);
      }
      if (this.#row >= this.#encoder.rowCount) {
        this.#encoder = null;
        this.#chunk = null;
      }
      if (rows === wanted) return { kind: 'suspended', rows };
    }
  }

  async #fetch(cursor: Cursor, outbox: Outbox): Promise<DuckDBDataChunk | null> {
    outbox.flushSoon();
    await outbox.drained(this.#abort.signal);
    this.#throwIfStopped();
    const chunk = await this.#settled(cursor.next());
    // A stopped cursor may just end: part of the rows must not look like all of them. What returns no rows has been
    // done, though, and to say that it was cancelled would be wrong.
    if (chunk !== null || cursor.columns.length > 0) this.#throwIfStopped();
    this.#row = 0;
    return chunk;
  }

  #encoderOf(chunk: DuckDBDataChunk, { columns }: Cursor, isFirst: boolean): ChunkEncoder {
    const { copy } = this.source.prepared;
    if (copy !== undefined) return encodeCopy(chunk, columns, copy, isFirst);
    return encodeChunk(chunk, columns, this.formats(columns, this.#resultFormats));
  }

  /** What is left of a chunk goes on in them. */
  #useFormats(formats: readonly Format[]): void {
    if (formats.join() !== this.#resultFormats.join()) this.#encoder = null;
    this.#resultFormats = formats;
  }

  async #flush(outbox: Outbox): Promise<void> {
    outbox.flush();
    // A client that reads fast and a cursor that always has rows would leave no turn to cancels and to other clients.
    await nextTurn();
    await outbox.drained(this.#abort.signal);
    this.#throwIfStopped();
  }

  async #settled<T>(promise: Promise<T>): Promise<T> {
    return settled(promise, this.#abort.signal, () => this.#stop);
  }

  #throwIfStopped(): void {
    if (this.#stop !== null) throw this.#stop.error;
  }
}

function sendDescription(
  outbox: Outbox,
  columns: readonly ColumnDescription[],
  formats: readonly Format[],
): void {
  if (columns.length > 0) sendRowDescription(outbox.writer, columns, formats);
}

const countedTag = (tag: string, rows: number): string =>
  tag.startsWith('SELECT ') ? `SELECT ${rows}` : tag;

async function closeQuietly(cursor: Cursor | null): Promise<void> {
  try {
    await cursor?.close();
  } catch {
    // What a cursor says while it is closed has no reader any more.
  }
}
