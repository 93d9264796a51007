/**
 * Strings longer than 12 bytes, read from DuckDB's memory in as few calls as possible.
 *
 * A call of the binding costs about a microsecond, more than the copying of a usual string. DuckDB puts the strings of
 * a vector one after the other into larger blocks, so those whose addresses follow each other are read as one run.
 * Only bytes that belong to some string of the vector are ever read. A run's bytes are copied when one of them is asked
 * for and kept until another run's are, since rows are written in order and a chunk of long ones is large.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** A vector's slots of 16 bytes (`duckdb_string_t`): length, then 12 bytes of text or 4 of it and an address. */
export interface StringSlots {
  /** Its memory holds the strings: held here, so that it is not freed before they are read. */
  readonly chunk: DuckDBDataChunk;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly rows: number;
  readonly isNull: (row: number) => boolean;
}

/** Longer strings than this lie within their slot. */
export const inlineLength = 12;

/** A run is not made longer than this, so that no single allocation is large. */
const longestRun = 1_000_000;

interface Run {
  /** Lower half of the address at which it begins, and after which it ends. */
  start: number;
  end: number;
  /** Upper half of the address. */
  readonly high: number;
  /** A row whose string begins at `start`. */
  startRow: number;
}

export class LongStrings {
  readonly #slots: StringSlots;
  readonly #runs: Run[] = [];
  #read: { readonly run: number; readonly bytes: Uint8Array } | null = null;
  /** By row: which run, and where in it. */
  readonly #runOf: Uint32Array;
  readonly #offset: Float64Array;

  constructor(slots: StringSlots) {
    this.#slots = slots;
    this.#runOf = new Uint32Array(slots.rows);
    this.#offset = new Float64Array(slots.rows);
    const { view } = slots;
    let run: Run | null = null;
    let members: number[] = [];
    for (let row = 0; row < slots.rows; row += 1) {
      const length = view.getUint32(row * 16, true);
      if (length <= inlineLength || slots.isNull(row)) continue;
      const low = view.getUint32(row * 16 + 8, true);
      const high = view.getUint32(row * 16 + 12, true);
      if (run === null || !extend(run, low, high, length, row)) {
        this.#keep(run, members);
        run = { start: low, end: low + length, high, startRow: row };
        members = [];
      }
      this.#offset[row] = low;
      members.push(row);
    }
    this.#keep(run, members);
  }

  /** The bytes of a row's string; only for rows that are not NULL and longer than `inlineLength`. */
  bytesOf(row: number, length: number): Uint8Array {
    const from = this.#offset[row] ?? 0;
    return this.#bytesOfRun(this.#runOf[row] ?? 0).subarray(from, from + length);
  }

  #bytesOfRun(index: number): Uint8Array {
    if (this.#read?.run === index) return this.#read.bytes;
    const run = this.#runs[index];
    if (run === undefined) throw new RangeError('no row of this vector has a long string');
    const { bytes: slots } = this.#slots;
    const address = slots.byteOffset + run.startRow * 16 + 8;
    const bytes = duckdb.get_data_from_pointer(slots.buffer as ArrayBuffer, address, run.end - run.start);
    this.#read = { run: index, bytes };
    return bytes;
  }

  #keep(run: Run | null, members: readonly number[]): void {
    if (run === null) return;
    for (const row of members) {
      this.#offset[row] = (this.#offset[row] ?? 0) - run.start;
      this.#runOf[row] = this.#runs.length;
    }
    this.#runs.push(run);
  }
}

/** Makes the run reach over the string, if the string touches it. */
function extend(run: Run, low: number, high: number, length: number, row: number): boolean {
  if (high !== run.high) return false;
  if (low >= run.start && low + length <= run.end) return true;
  if (run.end - run.start + length > longestRun) return false;
  if (low === run.end) {
    run.end = low + length;
    return true;
  }
  if (low + length !== run.start) return false;
  run.start = low;
  run.startRow = row;
  return true;
}
