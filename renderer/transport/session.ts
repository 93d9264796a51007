/**
 * How a browser shows the host that its user may come in. The host prints an address whose fragment carries a
 * one-time code; the code is posted once and exchanged for a SameSite cookie. The fragment never reaches a log
 * of requests, and it is taken out of the address bar so that a reload or a bookmark doesn't repeat it.
 */
import { SessionRefused } from './open-transport.ts';

const sessionPath = '/session';

export interface BrowserPage {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly fetch: typeof fetch;
}

/** Exchanges the code in the address, if there is one. A refused code is no error yet: a cookie may be there. */
export async function redeemSessionCode(page: BrowserPage): Promise<void> {
  const parts = new URLSearchParams(page.location.hash.slice(1));
  const code = parts.get('code');
  if (code === null) return;
  parts.delete('code');
  const rest = parts.size === 0 ? '' : `#${parts.toString()}`;
  page.history.replaceState(null, '', page.location.pathname + page.location.search + rest);
  await page.fetch(sessionPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
}

/** Returns when the cookie is good. A WebSocket that is turned away gives no reason, hence this question. */
export async function requireSession(page: Pick<BrowserPage, 'fetch'>): Promise<void> {
  const response = await page.fetch(sessionPath, { cache: 'no-store' });
  if (response.status === 401 || response.status === 403) {
    throw new SessionRefused('The host does not know this window.');
  }
}
