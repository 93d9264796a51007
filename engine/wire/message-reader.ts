/** Reads the fields of one message from a client. Whatever doesn't fit the message is 08P01. */
import type { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class MessageReader {
  readonly #body: Buffer;
  #position = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  get remaining(): number {
    return this.#body.length - this.#position;
  }

  byte(): number {
    return this.#body.readUInt8(this.#advance(1));
  }

  int16(): number {
    return this.#body.readInt16BE(this.#advance(2));
  }

  uint16(): number {
    return this.#body.readUInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#body.readInt32BE(this.#advance(4));
  }

  uint32(): number {
    return this.#body.readUInt32BE(this.#advance(4));
  }

  bytes(count: number): Buffer {
    const start = this.#advance(count);
    return this.#body.subarray(start, start + count);
  }

  cstring(): string {
    const end = this.#body.indexOf(0, this.#position);
    if (end < 0) throw malformed('a text has no end');
    const text = decodeUtf8(this.#body.subarray(this.#position, end));
    this.#position = end + 1;
    return text;
  }

  /** Every message must be read to its last byte. */
  end(): void {
    if (this.remaining !== 0) throw malformed(`${this.remaining} bytes follow the last field`);
  }

  #advance(count: number): number {
    const start = this.#position;
    if (count < 0 || count > this.remaining) throw malformed('a field is cut off');
    this.#position += count;
    return start;
  }
}

export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new DrawbridgeError(SqlState.characterNotInRepertoire, 'A text of the message is not valid UTF-8', {
      hint: 'Set client_encoding to UTF8.',
      cause,
    });
  }
}

function malformed(what: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.protocolViolation, `A message is malformed: ${what}`);
}
