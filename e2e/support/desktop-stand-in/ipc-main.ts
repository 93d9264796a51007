/** ipcMain. */
import { strict } from './strict.ts';

type Listener = (event: object, ...args: readonly unknown[]) => unknown;

export class IpcMain {
  readonly #listeners = new Map<string, Listener[]>();
  readonly #handlers = new Map<string, Listener>();

  on(channel: string, listener: Listener): void {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
  }

  handle(channel: string, handler: Listener): void {
    if (this.#handlers.has(channel)) throw new Error(`There is a handler for ${channel} already.`);
    this.#handlers.set(channel, handler);
  }

  send(event: object, channel: string, args: readonly unknown[]): void {
    const listeners = this.#listeners.get(channel);
    if (listeners === undefined) throw new Error(`Nobody in main listens to ${channel}.`);
    for (const listener of listeners) listener(event, ...args);
  }

  async invoke(event: object, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }

  get module(): object {
    return strict('ipcMain', {
      on: (channel: string, listener: Listener) => this.on(channel, listener),
      handle: (channel: string, handler: Listener) => this.handle(channel, handler),
    });
  }
}
