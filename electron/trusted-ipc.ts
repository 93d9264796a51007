/** Messages from windows. The check of the sender lies in this wrapper, so that no listener can forget it. */
import { isAppAddress } from './app-protocol.ts';

export interface IpcEvent<Sender> {
  readonly sender: Sender;
  /** Null once the frame has gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

export interface IpcMain<Sender> {
  on(channel: string, listener: (event: IpcEvent<Sender>) => void): unknown;
}

/** Calls the listener only for messages of the main frame of a page of our own. */
export function onTrusted<Sender>(
  ipcMain: IpcMain<Sender>,
  channel: string,
  listener: (sender: Sender) => void,
): void {
  ipcMain.on(channel, ({ sender, senderFrame }) => {
    if (senderFrame === null || senderFrame.parent !== null || !isAppAddress(senderFrame.url)) return;
    listener(sender);
  });
}
