/** What the page saves, a result as CSV or a file for Tableau, goes where the user says. Nothing else is downloaded. */
import { isAppAddress } from './app-protocol.ts';

interface Item {
  getURL(): string;
  setSaveDialogOptions(options: { readonly title: string }): void;
}

export interface DownloadSession {
  on(event: 'will-download', listener: (event: { preventDefault(): void }, item: Item) => void): unknown;
}

export function guardDownloads(session: DownloadSession, title: string): void {
  session.on('will-download', (event, item) => {
    const address = item.getURL();
    if (address.startsWith('blob:') && isAppAddress(address.slice('blob:'.length)))
      item.setSaveDialogOptions({ title });
    else event.preventDefault();
  });
}
