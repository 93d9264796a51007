/**
 * The window shows its own page and nothing else. Links and sign-in pages open in the system's browser, and only
 * at addresses that Drawbridge itself leads to: Bitbucket, Atlassian's pages for accounts and help, the consent page of
 * the built-in sandbox, and what the engine opens since it has announced it for a sign-in under way.
 */
import type { WebContents } from 'electron';
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

export type NavigatingContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

export interface Ways {
  readonly openExternally: (address: string) => void;
  readonly askEngine: (address: string) => void;
}

export function lockNavigation(contents: NavigatingContents, { openExternally, askEngine }: Ways): void {
  const stay = (event: { readonly url: string; preventDefault(): void }) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url)) openExternally(url);
    else askEngine(url);
    return { action: 'deny' };
  });
}
