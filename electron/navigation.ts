/**
 * The window shows its own page and nothing else. Links and sign-in pages open in the system's browser, and only
 * at addresses that Drawbridge itself leads to: Bitbucket, Atlassian's pages for accounts and help, the consent page of
 * the built-in sandbox, and the page that the engine has announced for a sign-in under way.
 */
import { isAppAddress } from './app-protocol.ts';

const externalHosts: ReadonlySet<string> = new Set([
  'bitbucket.org',
  'id.atlassian.com',
  'support.atlassian.com',
  'developer.atlassian.com',
]);
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const sandboxConsent = '/site/oauth2/authorize';

export function mayOpenExternally(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, pathname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return port === '' && externalHosts.has(hostname);
  return protocol === 'http:' && loopbackHosts.has(hostname) && pathname === sandboxConsent;
}

/** What no program but a browser takes, wherever a data source says that its consent page is. */
function isWebPage(address: string): boolean {
  return URL.canParse(address) && ['https:', 'http:'].includes(new URL(address).protocol);
}

export interface NavigatingContents {
  on(
    event: 'will-navigate' | 'will-redirect',
    listener: (event: { readonly url: string; preventDefault(): void }) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void;
}

export function lockNavigation(
  contents: NavigatingContents,
  openExternally: (address: string) => Promise<void>,
  isAnnounced: (address: string) => Promise<boolean>,
): void {
  const open = async (address: string) => {
    if (mayOpenExternally(address) || (isWebPage(address) && (await isAnnounced(address))))
      await openExternally(address);
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // Without a browser there is nothing to open; the page shows the address for copying.
    open(url).catch(() => undefined);
    return { action: 'deny' };
  });
}

function stay(event: { readonly url: string; preventDefault(): void }): void {
  if (!isAppAddress(event.url)) event.preventDefault();
}
