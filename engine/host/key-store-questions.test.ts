import { expect, test, vi } from 'vitest';
import type { ToEngine } from './desktop-messages.ts';
import { keyStoreOfMain, type QuestionPort } from './key-store-questions.ts';

test('each question gets the answer of its own id, whatever order they come in', async () => {
  let receive: ((event: { data: ToEngine }) => void) | undefined;
  const postMessage = vi.fn();
  const port: QuestionPort = { postMessage, on: (_event, listener) => (receive = listener) };
  const store = keyStoreOfMain(port);
  const [first, second] = [store.ask('wrap', 'a'), store.ask('unwrap', 'b')];
  expect(postMessage.mock.calls).toEqual([
    [{ kind: 'key-store', id: 1, operation: 'wrap', text: 'a' }],
    [{ kind: 'key-store', id: 2, operation: 'unwrap', text: 'b' }],
  ]);
  receive?.({ data: { kind: 'attach' } });
  receive?.({ data: { kind: 'key-store', id: 2, answer: { kind: 'done', text: 'two' } } });
  receive?.({ data: { kind: 'key-store', id: 1, answer: { kind: 'done', text: 'one' } } });
  expect(await first).toEqual({ kind: 'done', text: 'one' });
  expect(await second).toEqual({ kind: 'done', text: 'two' });
});
