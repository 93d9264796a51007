import { expect, test, vi } from 'vitest';
import { guardDownloads, type DownloadSession } from './downloads.ts';

function download(address: string) {
  let listener: Parameters<DownloadSession['on']>[1] | undefined;
  guardDownloads({ on: (_event, given) => (listener = given) }, 'Save');
  const preventDefault = vi.fn();
  const setSaveDialogOptions = vi.fn();
  listener?.({ preventDefault }, { getURL: () => address, setSaveDialogOptions });
  return { isCancelled: preventDefault.mock.calls.length > 0, dialogs: setSaveDialogOptions.mock.calls };
}

test('what our own page has made is saved where the user says', () => {
  const { isCancelled, dialogs } = download('blob:drawbridge://app/0b3e');
  expect(isCancelled).toBe(false);
  expect(dialogs).toEqual([[{ title: 'Save' }]]);
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
