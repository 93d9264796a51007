/**
 * What goes out to one client: messages are built in `writer`, handed to the socket in pieces of about 64 KB, and
 * whoever produces rows waits in `drained` while the client doesn't read.
 *
 * At most `queueLimit` bytes (and the row being built) wait in memory; buffers are used again once the socket has
 * let go of them, so that a long result costs no more than a short one.
 */
import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { MessageWriter } from './message-writer.ts';

/** Rows are handed to the socket when so much has been built. */
export const flushAt = 60_000;
/** Producers wait while the socket holds so much that the client hasn't taken. */
const queueLimit = 512 * 1024;

const bufferSize = 64 * 1024;
/** Below this a copy costs less than giving a whole buffer away. */
const copyBelow = 8 * 1024;
const sparesKept = 4;

export class Outbox {
  readonly writer = new MessageWriter();
  readonly #socket: Socket;
  readonly #spares: Buffer[] = [];
  #flushPlanned = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  flush(): void {
    const { writer } = this;
    if (writer.position === 0) return;
    if (!this.#socket.writable) {
      writer.reset(writer.bytes);
      return;
    }
    if (writer.position < copyBelow) {
      this.#socket.write(writer.copyOut());
      return;
    }
    const full = writer.bytes;
    const piece = full.subarray(0, writer.position);
    writer.reset(this.#spares.pop() ?? Buffer.allocUnsafeSlow(bufferSize));
    this.#socket.write(piece, () => {
      if (full.length === bufferSize && this.#spares.length < sparesKept) this.#spares.push(full);
    });
  }

  /** Flushes in the next turn of the event loop, so that what follows at once travels in the same packet. */
  flushSoon(): void {
    if (this.#flushPlanned) return;
    this.#flushPlanned = true;
    setImmediate(() => {
      this.#flushPlanned = false;
      this.flush();
    });
  }

  /** Resolves when there is room again, the socket is closed or the signal is aborted. */
  async drained(signal?: AbortSignal): Promise<void> {
    const socket = this.#socket;
    if (socket.writableLength < queueLimit || socket.destroyed || signal?.aborted === true) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        socket.off('drain', done);
        socket.off('close', done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
      signal?.addEventListener('abort', done);
    });
  }
}
