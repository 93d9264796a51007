/**
 * The bytes of a column of a chunk, as DuckDB keeps them, without an object for each value. Layouts:
 * https://duckdb.org/docs/stable/clients/c/vector (and `duckdb_string_t` in duckdb.h).
 *
 * The binding copies the fixed-size part of a vector; long strings stay in DuckDB's memory and are valid as long as
 * the chunk is.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { inlineLength, LongStrings } from './long-strings.ts';
import type { MessageWriter } from './message-writer.ts';

export class RawColumn {
  readonly typeId: duckdb.Type;
  /** Decimals only: digits behind the point, and the type that holds the unscaled number. */
  readonly decimal: { readonly scale: number; readonly storage: duckdb.Type } | null;
  readonly #chunk: DuckDBDataChunk;
  readonly #vector: duckdb.Vector;
  readonly #rows: number;
  readonly #valid: Uint32Array | null;

  constructor(chunk: DuckDBDataChunk, index: number) {
    this.#chunk = chunk;
    this.#vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
    this.#rows = chunk.rowCount;
    const type = duckdb.vector_get_column_type(this.#vector);
    this.typeId = duckdb.get_type_id(type);
    this.decimal =
      this.typeId === duckdb.Type.DECIMAL
        ? { scale: duckdb.decimal_scale(type), storage: duckdb.decimal_internal_type(type) }
        : null;
    this.#valid = this.#validity();
  }

  /** One bit a row, from the lowest of the first word; null: no row is NULL. */
  get validity(): Uint32Array | null {
    return this.#valid;
  }

  /** `size` bytes for each row, little-endian. */
  bytes(size: number): Uint8Array {
    return duckdb.vector_get_data(this.#vector, this.#rows * size);
  }

  /** The fixed-size part as words; the vectors of numbers are aligned to their size. */
  words(size: 4 | 8): Int32Array {
    const bytes = this.bytes(size);
    return new Int32Array(bytes.buffer, bytes.byteOffset, (this.#rows * size) / 4);
  }

  /** Writes the bytes of strings and blobs, which take 16 bytes each: a length, then 12 bytes or a pointer. */
  stringWriter(): StringWriter {
    const slots = this.bytes(16);
    const view = new DataView(slots.buffer, slots.byteOffset, slots.byteLength);
    const inline = (out: MessageWriter, start: number, length: number): void => {
      out.ensure(length);
      const { bytes, position } = out;
      for (let index = 0; index < length; index += 1) bytes[position + index] = slots[start + index] ?? 0;
      out.position = position + length;
    };
    const valid = this.#valid;
    const isNull = (row: number): boolean =>
      valid !== null && (((valid[row >> 5] ?? 0) >>> (row & 31)) & 1) === 0;
    const long = new LongStrings({ chunk: this.#chunk, bytes: slots, view, rows: this.#rows, isNull });
    return {
      length: (row) => view.getUint32(row * 16, true),
      read: (row) => {
        const length = view.getUint32(row * 16, true);
        if (length > inlineLength) return long.bytesOf(row, length);
        return slots.subarray(row * 16 + 4, row * 16 + 4 + length);
      },
      write(row, out) {
        const length = view.getUint32(row * 16, true);
        if (length <= inlineLength) inline(out, row * 16 + 4, length);
        else out.raw(long.bytesOf(row, length));
      },
    };
  }

  #validity(): Uint32Array | null {
    const words = Math.ceil(this.#rows / 64) * 2;
    const bits: Uint8Array | null = duckdb.vector_get_validity(this.#vector, words * 4);
    return bits === null ? null : new Uint32Array(bits.buffer, bits.byteOffset, words);
  }
}

export interface StringWriter {
  /** In bytes. */
  length(row: number): number;
  read(row: number): Uint8Array;
  write(row: number, out: MessageWriter): void;
}
