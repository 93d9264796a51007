/** Questions from windows. The check of the sender lies in this wrapper, so that no handler can forget it. */
import type { IpcMain, WebContents } from 'electron';
import { isAppAddress } from './app-protocol.ts';

/** Answers only the main frame of a page of our own. */
export function answerTrusted(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: Readonly<Record<string, (given: unknown, sender: WebContents) => unknown>>,
): void {
  for (const [channel, handler] of Object.entries(handlers))
    ipcMain.handle(channel, ({ sender, senderFrame }, given: unknown) => {
      // Null once the frame has gone.
      if (senderFrame === null || senderFrame.parent !== null || !isAppAddress(senderFrame.url))
        throw new Error('This page may not ask that.');
      return handler(given, sender);
    });
}
