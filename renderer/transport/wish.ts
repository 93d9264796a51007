/**
 * What another program asks this window to open: the ODBC driver's ConfigDSN, or a command line. It stands in the
 * fragment of the address (see engine/host/window-wish.ts), when the page is loaded or later, and is taken out once read.
 */
export type Wish =
  | { readonly open: 'wizard' }
  | { readonly open: 'sheet'; /** A data source. */ readonly name: string };

export interface WishPage {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  addEventListener(event: 'hashchange', listener: () => void): void;
}

export function followWishes(page: WishPage, listener: (wish: Wish) => void): void {
  const look = () => {
    const { hash, pathname, search } = page.location;
    const parts = new URLSearchParams(hash.slice(1));
    const name = parts.get('dsn');
    const isNew = parts.has('new-dsn');
    if (name === null && !isNew) return;
    parts.delete('dsn');
    parts.delete('new-dsn');
    const rest = parts.toString();
    page.history.replaceState(null, '', pathname + search + (rest === '' ? '' : `#${rest}`));
    if (name !== null && name !== '') listener({ open: 'sheet', name });
    else if (isNew) listener({ open: 'wizard' });
  };
  page.addEventListener('hashchange', look);
  look();
}
