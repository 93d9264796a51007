/**
 * Cuts the stream of bytes that a client sends into messages of the PostgreSQL protocol, whatever the pieces in which
 * they arrive. Lengths are checked before anything is kept for them (08P01).
 */
import { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';

/** A message with its type byte and the bytes behind its length field. */
export interface Frame {
  readonly type: number;
  readonly body: Buffer;
}

const empty = Buffer.alloc(0);

export class FrameBuffer {
  #pieces: Buffer[] = [];
  #length = 0;

  /** Bytes that arrived and were not taken yet. */
  get length(): number {
    return this.#length;
  }

  push(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }

  /** The body of a message without type byte, as the startup messages are; null: not all of it is here yet. */
  takeUntyped(longest: number): Buffer | null {
    if (this.#length < 4) return null;
    const size = checkedSize(this.#peek(4).readUInt32BE(0), longest);
    return this.#length < size ? null : this.#take(size).subarray(4);
  }

  /** The next message; null: not all of it is here yet. `longest` counts the length field and the body. */
  takeTyped(longest: number): Frame | null {
    if (this.#length < 5) return null;
    const head = this.#peek(5);
    const size = checkedSize(head.readUInt32BE(1), longest);
    if (this.#length < size + 1) return null;
    const whole = this.#take(size + 1);
    return { type: whole[0] ?? 0, body: whole.subarray(5) };
  }

  #peek(count: number): Buffer {
    const first = this.#pieces[0] ?? empty;
    if (first.length >= count) return first;
    const joined = Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }

  #take(count: number): Buffer {
    const all = this.#peek(count);
    this.#length -= count;
    if (all.length === count) this.#pieces.shift();
    else this.#pieces[0] = all.subarray(count);
    return all.subarray(0, count);
  }
}

function checkedSize(size: number, longest: number): number {
  if (size < 4) {
    throw new DrawbridgeError(
      SqlState.protocolViolation,
      `A message says it is ${size} bytes long; 4 is the least`,
    );
  }
  if (size > longest) {
    throw new DrawbridgeError(
      SqlState.protocolViolation,
      `A message says it is ${size} bytes long; ${longest} is the most that is accepted here`,
    );
  }
  return size;
}
