/**
 * A growing buffer in which messages of the PostgreSQL protocol are built, one after the other.
 *
 * A message is `begin(type)`, fields, `end()`. `abandon()` takes back the message that was begun, so that an error in
 * mid-message never leaves half of one behind. Numbers are big-endian, as the protocol wants them.
 */
import { Buffer } from 'node:buffer';

const initialSize = 64 * 1024;
/** The greatest length that the protocol's signed 32-bit field can say. */
const longestMessage = 0x7fff_ffff;

export class MessageWriter {
  bytes: Buffer = Buffer.allocUnsafeSlow(initialSize);
  position = 0;
  #start = 0;

  begin(type: number): void {
    this.ensure(5);
    this.#start = this.position;
    this.bytes[this.position] = type;
    this.position += 5;
  }

  end(): void {
    this.bytes.writeInt32BE(this.position - this.#start - 1, this.#start + 1);
    this.#start = this.position;
  }

  abandon(): void {
    this.position = this.#start;
  }

  /** Makes room for so many bytes from `position` on; `bytes` may be another buffer afterwards. */
  ensure(size: number): void {
    const needed = this.position + size;
    if (needed <= this.bytes.length) return;
    if (needed > longestMessage) throw new RangeError('A message cannot be longer than 2 GiB');
    const grown = Buffer.allocUnsafeSlow(Math.min(longestMessage, Math.max(needed, this.bytes.length * 2)));
    this.bytes.copy(grown, 0, 0, this.position);
    this.bytes = grown;
  }

  int8(value: number): void {
    this.ensure(1);
    this.bytes[this.position] = value;
    this.position += 1;
  }

  /** Counts of the protocol go up to 65,535, although it calls them signed. */
  int16(value: number): void {
    this.ensure(2);
    this.position = this.bytes.writeUInt16BE(value & 0xffff, this.position);
  }

  int32(value: number): void {
    this.ensure(4);
    this.position = this.bytes.writeInt32BE(value, this.position);
  }

  /** Type OIDs and keys are unsigned. */
  uint32(value: number): void {
    this.ensure(4);
    this.position = this.bytes.writeUInt32BE(value >>> 0, this.position);
  }

  raw(bytes: Uint8Array): void {
    this.ensure(bytes.length);
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }

  /** A text that ends with a zero byte. What stands behind a zero byte inside is cut off. */
  cstring(text: string): void {
    const zero = text.indexOf('\0');
    this.utf8(zero < 0 ? text : text.slice(0, zero));
    this.int8(0);
  }

  utf8(text: string): void {
    // A UTF-16 unit takes at most three bytes; counting first is worth it only for long texts.
    this.ensure(text.length < 1024 ? text.length * 3 : Buffer.byteLength(text));
    this.position += this.bytes.write(text, this.position, 'utf8');
  }

  /** A value of a DataRow: its length in bytes, then the bytes. */
  value(text: string): void {
    this.int32(0);
    const start = this.position;
    this.utf8(text);
    this.bytes.writeInt32BE(this.position - start, start - 4);
  }

  /** Everything written, as a copy of its own; the writer is empty afterwards. */
  copyOut(): Buffer {
    const copy = Buffer.from(this.bytes.subarray(0, this.position));
    this.reset(this.bytes);
    return copy;
  }

  /** Goes on in another buffer, from its beginning. */
  reset(bytes: Buffer): void {
    this.bytes = bytes;
    this.position = 0;
    this.#start = 0;
  }
}
