import { expect, test, vi } from 'vitest';
import { lockNavigation, mayOpenExternally, type NavigatingContents } from './navigation.ts';
import { strictFake } from './test-support/strict-fake.ts';

type Listener = (event: { url: string; preventDefault(): void }) => void;

function lockedContents() {
  const listeners = new Map<string, Listener>();
  let openHandler: ((details: { url: string }) => object) | undefined;
  const openExternally = vi.fn();
  const askEngine = vi.fn();
  const contents = strictFake<NavigatingContents>('webContents', {
    on: (event: string, listener: unknown) => listeners.set(event, listener as Listener),
    setWindowOpenHandler: (handler: typeof openHandler) => {
      openHandler = handler;
    },
  });
  lockNavigation(contents, { openExternally, askEngine });
  const isPrevented = (event: string, url: string) => {
    const preventDefault = vi.fn();
    listeners.get(event)?.({ url, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  return { isPrevented, open: (url: string) => openHandler?.({ url }), openExternally, askEngine };
}

test.each(['will-navigate', 'will-redirect'])('%s leaves the window on its own page', (event) => {
  const { isPrevented } = lockedContents();
  expect(isPrevented(event, 'https://bitbucket.org/')).toBe(true);
  expect(isPrevented(event, 'drawbridge://app.evil.example/')).toBe(true);
  expect(isPrevented(event, 'drawbridge://app/')).toBe(false);
});

test('a webview is never attached', () => {
  expect(lockedContents().isPrevented('will-attach-webview', '')).toBe(true);
});

test('a sign-in page opens in the system browser and never in a window of the app', () => {
  const { open, openExternally } = lockedContents();
  const address = 'https://bitbucket.org/site/oauth2/authorize?client_id=x';
  expect(open(address)).toEqual({ action: 'deny' });
  expect(openExternally).toHaveBeenCalledExactlyOnceWith(address);
});

test('of an address that is not on the list the engine is asked, whose sign-in may lead there', () => {
  const { open, openExternally, askEngine } = lockedContents();
  expect(open('https://login.example/authorize?state=x')).toEqual({ action: 'deny' });
  expect(openExternally).not.toHaveBeenCalled();
  expect(askEngine).toHaveBeenCalledExactlyOnceWith('https://login.example/authorize?state=x');
});

test.each([
  'https://bitbucket.org/site/oauth2/authorize',
  'https://id.atlassian.com/manage-profile/security/api-tokens',
  'http://127.0.0.1:41234/site/oauth2/authorize?state=x',
  'http://localhost:41234/site/oauth2/authorize',
])('%s may be opened', (address) => {
  expect(mayOpenExternally(address)).toBe(true);
});

test.each([
  'http://bitbucket.org/',
  'https://bitbucket.org.evil.example/',
  'https://bitbucket.org@evil.example/',
  'https://user:word@bitbucket.org/',
  'https://bitbucket.org:8443/',
  'http://127.0.0.1:41234/other',
  'http://10.0.0.1/site/oauth2/authorize',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  '',
])('%s may not be opened', (address) => {
  expect(mayOpenExternally(address)).toBe(false);
});
