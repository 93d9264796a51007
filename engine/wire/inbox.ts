/**
 * What comes in from one client. The socket is always read, so that a client that goes away is noticed while a
 * statement runs; only when a client sends on and on without being served does the socket pause.
 */
import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { FrameBuffer } from './frame-buffer.ts';
import type { Frame } from './frame-buffer.ts';

/** So much is kept of what a client sends ahead while a statement of it runs. */
const aheadLimit = 1024 * 1024;

export class Inbox {
  readonly #socket: Socket;
  readonly #frames = new FrameBuffer();
  #ended = false;
  #wake: (() => void) | null = null;

  /** `onEnd` is called once, when nothing more can come. */
  constructor(socket: Socket, onEnd: () => void) {
    this.#socket = socket;
    const end = (): void => {
      if (this.#ended) return;
      this.#ended = true;
      this.#wake?.();
      onEnd();
    };
    socket.on('data', (piece: Buffer) => this.#arrived(piece));
    socket.on('end', end);
    socket.on('close', end);
  }

  /** True once the client has gone, whether or not some of what it sent is still to be taken. */
  get ended(): boolean {
    return this.#ended;
  }

  /** True when the client has gone in the middle of a message. */
  get cut(): boolean {
    return this.#ended && this.#frames.length > 0;
  }

  /** The next startup message's body, or null when the client has gone before all of it came. */
  async untyped(longest: number): Promise<Buffer | null> {
    // Taken even when the client has gone already: some send a cancel request and hang up at once.
    return this.#next(() => this.#frames.takeUntyped(longest));
  }

  /** The next message, or null once the client has gone. `onWait` is called before waiting for bytes. */
  async typed(longest: number, onWait?: () => void): Promise<Frame | null> {
    return this.#next(() => (this.#ended ? null : this.#frames.takeTyped(longest)), onWait);
  }

  /** Gives up: ends a wait with null, and throws away what comes from now on. */
  close(): void {
    this.#ended = true;
    this.#frames.clear();
    this.#socket.resume();
    this.#wake?.();
  }

  #arrived(piece: Buffer): void {
    if (this.#ended) return;
    this.#frames.push(piece);
    if (this.#wake !== null) this.#wake();
    else if (this.#frames.length > aheadLimit) this.#socket.pause();
  }

  async #next<T>(take: () => T | null, onWait?: () => void): Promise<T | null> {
    for (;;) {
      const taken = take();
      if (taken !== null) return taken;
      if (!this.#ended) onWait?.();
      if (this.#ended) return null;
      if (this.#socket.isPaused()) this.#socket.resume();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }
}
