import type { IpcMain } from 'electron';
import { expect, test, vi } from 'vitest';
import { strictFake } from './test-support/strict-fake.ts';
import { answerTrusted } from './trusted-ipc.ts';

type Handler = (event: object, given?: unknown) => unknown;

function answering() {
  const handlers = new Map<string, Handler>();
  const handler = vi.fn(() => 'answer');
  answerTrusted(
    strictFake<IpcMain>('ipcMain', {
      handle: (channel: string, given: Handler) => handlers.set(channel, given),
    }),
    { channel: handler },
  );
  const ask = (senderFrame: object | null) =>
    handlers.get('channel')?.({ sender: 'window', senderFrame }, 'given');
  return { handler, ask };
}

test('a question of the main frame of our own page is answered', () => {
  const { handler, ask } = answering();
  expect(ask({ url: 'drawbridge://app/', parent: null })).toBe('answer');
  expect(handler).toHaveBeenCalledExactlyOnceWith('given', 'window');
});

test.each([
  ['another page', { url: 'https://evil.example/', parent: null }],
  ['a page whose address begins like ours', { url: 'drawbridge://app.evil.example/', parent: null }],
  ['a frame inside of our page', { url: 'drawbridge://app/', parent: {} }],
  ['a frame that has gone', null],
])('a question of %s is refused', (_who, frame) => {
  const { handler, ask } = answering();
  expect(() => ask(frame)).toThrow('may not ask');
  expect(handler).not.toHaveBeenCalled();
});
