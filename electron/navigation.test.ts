import { expect, test, vi } from 'vitest';
import { lockNavigation, mayOpenExternally, type NavigatingContents } from './navigation.ts';
import { strictFake } from './test-support/strict-fake.ts';

type Listener = (event: { url: string; preventDefault(): void }) => void;

function lockedContents() {
  const listeners = new Map<string, Listener>();
  let openHandler: Parameters<NavigatingContents['setWindowOpenHandler']>[0] | undefined;
  const openExternally = vi.fn((_address: string) => Promise.resolve());
  const contents = strictFake<NavigatingContents>('webContents', {
    on: (event: string, listener: unknown) => listeners.set(event, listener as Listener),
    setWindowOpenHandler: (handler) => {
      openHandler = handler;
    },
  });
  const announcedPage = 'https://login.example/authorize?state=x';
  lockNavigation(contents, openExternally, (address) =>
    Promise.resolve([announcedPage, 'smb://server/share'].includes(address)),
  );
  const isPrevented = (event: string, url: string) => {
    const preventDefault = vi.fn();
    listeners.get(event)?.({ url, preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  return { isPrevented, open: (url: string) => openHandler?.({ url }), openExternally };
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

test('the page that the engine has announced for a sign-in opens, exactly as announced', async () => {
  const { open, openExternally } = lockedContents();
  open('https://login.example/authorize?state=y');
  open('https://login.example/authorize?state=x');
  await vi.waitFor(() =>
    expect(openExternally).toHaveBeenCalledExactlyOnceWith('https://login.example/authorize?state=x'),
  );
});

test('an address that is not on the list opens nowhere, nor does what is no web page', async () => {
  const { open, openExternally } = lockedContents();
  expect(open('https://evil.example/')).toEqual({ action: 'deny' });
  open('smb://server/share');
  await Promise.resolve();
  expect(openExternally).not.toHaveBeenCalled();
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
