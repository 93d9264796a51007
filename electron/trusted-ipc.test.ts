import { expect, test, vi } from 'vitest';
import { strictFake } from './test-support/strict-fake.ts';
import { onTrusted, type IpcEvent, type IpcMain } from './trusted-ipc.ts';

function listening() {
  const listener = vi.fn();
  let receive: ((event: IpcEvent<string>) => void) | undefined;
  const ipcMain = strictFake<IpcMain<string>>('ipcMain', {
    on: (channel, heard) => {
      expect(channel).toBe('channel');
      receive = heard;
    },
  });
  onTrusted(ipcMain, 'channel', listener);
  const send = (senderFrame: IpcEvent<string>['senderFrame']) => receive?.({ sender: 'window', senderFrame });
  return { listener, send };
}

test('a message of the main frame of our own page is heard', () => {
  const { listener, send } = listening();
  send({ url: 'drawbridge://app/', parent: null });
  expect(listener).toHaveBeenCalledExactlyOnceWith('window');
});

test.each([
  ['another page', { url: 'https://evil.example/', parent: null }],
  ['a page whose address begins like ours', { url: 'drawbridge://app.evil.example/', parent: null }],
  ['a frame inside of our page', { url: 'drawbridge://app/', parent: {} }],
  ['a frame that has gone', null],
])('a message of %s is not heard', (_who, frame) => {
  const { listener, send } = listening();
  send(frame);
  expect(listener).not.toHaveBeenCalled();
});
