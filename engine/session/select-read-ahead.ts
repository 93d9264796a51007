/**
 * Pages that are read while the client still works through earlier ones, joined to batches.
 *
 * What waits is bounded by rows and by size, since a client that stops reading must cost little however long the
 * values are.
 */
import type { CellValue } from '../catalog/table.ts';
import type { CountResult, RowBatch } from '../plan/scan-request.ts';
import { chunkRows } from '../store/load.ts';
import { rowsOf } from './select-scan.ts';

/** In UTF-16 units; DuckDB's copy and the client's come on top. */
const waitingCharacters = 2 * 1024 * 1024;

type Pages = AsyncGenerator<RowBatch | CountResult, void, undefined>;

/** With `eager` false a page is read only when it is asked for. Returning stops the pages. */
export async function* readAhead(pages: Pages, eager: boolean): AsyncGenerator<RowBatch, void, undefined> {
  const waiting = new WaitingPages(pages, eager);
  try {
    for (;;) {
      const batch = await waiting.take();
      if (batch === null) return;
      yield batch;
    }
  } finally {
    await waiting.stop();
  }
}

class WaitingPages {
  readonly #pages: Pages;
  readonly #eager: boolean;
  #queue: RowBatch[] = [];
  #rows = 0;
  #characters = 0;
  #pull: Promise<void> | null = null;
  #end: 'open' | 'done' | { readonly thrown: unknown } = 'open';

  constructor(pages: Pages, eager: boolean) {
    this.#pages = pages;
    this.#eager = eager;
  }

  /** All that waits; null at the end. A page that failed is told after the ones before it. */
  async take(): Promise<RowBatch | null> {
    while (this.#queue.length === 0) {
      if (this.#end === 'done') return null;
      if (this.#end !== 'open') throw this.#end.thrown;
      await this.#pulling();
    }
    const batch = joined(this.#queue);
    this.#queue = [];
    this.#rows = 0;
    this.#characters = 0;
    this.#pullAhead();
    return batch;
  }

  async stop(): Promise<void> {
    const stopped = this.#pages.return();
    // A page that is on its way ends in its own time.
    if (this.#pull === null) await stopped;
    else stopped.catch(() => undefined);
  }

  #pulling(): Promise<void> {
    this.#pull ??= this.#pullOne();
    return this.#pull;
  }

  async #pullOne(): Promise<void> {
    try {
      const step = await this.#pages.next();
      if (step.done === true) this.#end = 'done';
      else this.#add(rowsOf(step.value));
    } catch (thrown) {
      this.#end = { thrown };
    }
    this.#pull = null;
    this.#pullAhead();
  }

  /** Failures are kept in #end, so that the promise never rejects. */
  #pullAhead(): void {
    if (this.#eager && this.#end === 'open' && this.#hasRoom()) void this.#pulling();
  }

  #add(batch: RowBatch): void {
    this.#queue.push(batch);
    this.#rows += batch.rowCount;
    for (const column of batch.values) this.#characters += characters(column);
  }

  #hasRoom(): boolean {
    return this.#rows < chunkRows && this.#characters < waitingCharacters;
  }
}

function characters(column: readonly CellValue[]): number {
  let sum = 0;
  for (const value of column) if (typeof value === 'string') sum += value.length;
  return sum;
}

function joined(batches: readonly RowBatch[]): RowBatch {
  const [first] = batches;
  if (first === undefined || batches.length === 1) return first ?? { rowCount: 0, values: [] };
  return {
    rowCount: batches.reduce((total, batch) => total + batch.rowCount, 0),
    values: first.values.map((_, index) => batches.flatMap((batch) => batch.values[index] ?? [])),
  };
}
