/** Messages from windows. The check of the sender lies in these wrappers, so that no listener can forget it. */
import { isAppAddress } from './app-protocol.ts';

export interface IpcEvent<Sender> {
  readonly sender: Sender;
  /** Null once the frame has gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

export interface IpcMain<Sender> {
  on(channel: string, listener: (event: IpcEvent<Sender>) => void): unknown;
}

export interface IpcAnswering<Sender> {
  handle(channel: string, handler: (event: IpcEvent<Sender>, given: unknown) => unknown): void;
}

/** Calls the listener only for messages of the main frame of a page of our own. */
export function onTrusted<Sender>(
  ipcMain: IpcMain<Sender>,
  channel: string,
  listener: (sender: Sender) => void,
): void {
  ipcMain.on(channel, (event) => {
    if (isTrusted(event)) listener(event.sender);
  });
}

/** The same for a message that is answered. */
export function handleTrusted<Sender>(
  ipcMain: IpcAnswering<Sender>,
  channel: string,
  handler: (given: unknown) => unknown,
): void {
  ipcMain.handle(channel, (event, given) => {
    if (!isTrusted(event)) throw new Error('This page may not ask that.');
    return handler(given);
  });
}

function isTrusted({ senderFrame }: IpcEvent<unknown>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppAddress(senderFrame.url);
}
