/** What the page saves, a result as CSV or a file for Tableau, goes where the user says. Nothing else is downloaded. */
import type { Session } from 'electron';
import { messages } from '../renderer/messages.ts';
import { isAppAddress } from './app-protocol.ts';

export function guardDownloads(session: Pick<Session, 'on'>): void {
  session.on('will-download', (event, item) => {
    const [, inBlob] = /^blob:(.*)/.exec(item.getURL()) ?? [];
    if (inBlob !== undefined && isAppAddress(inBlob))
      item.setSaveDialogOptions({ title: messages.desktop.saveTitle });
    else event.preventDefault();
  });
}
