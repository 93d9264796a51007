import { expect, test, vi } from 'vitest';
import type { Session } from 'electron';
import { guardDownloads } from './downloads.ts';
import { messages } from '../renderer/messages.ts';
import { strictFake } from './test-support/strict-fake.ts';

function download(address: string) {
  let listener: ((event: object, item: object) => void) | undefined;
  const on = (_event: string, given: typeof listener) => (listener = given);
  guardDownloads(strictFake<Session>('session', { on }));
  const preventDefault = vi.fn();
  const setSaveDialogOptions = vi.fn();
  listener?.({ preventDefault }, { getURL: () => address, setSaveDialogOptions });
  return { isCancelled: preventDefault.mock.calls.length > 0, dialogs: setSaveDialogOptions.mock.calls };
}

test('what our own page has made is saved where the user says', () => {
  const { isCancelled, dialogs } = download('blob:drawbridge://app/0b3e');
  expect(isCancelled).toBe(false);
  expect(dialogs).toEqual([[{ title: messages.desktop.saveTitle }]]);
});

test.each([
  'https://bitbucket.org/file.zip',
  'blob:https://bitbucket.org/0b3e',
  'blob:drawbridge://app.evil.example/0b3e',
  'drawbridge://app/assets/index.js',
  'data:text/csv,a',
])('%s is not downloaded', (address) => {
  expect(download(address)).toEqual({ isCancelled: true, dialogs: [] });
});
