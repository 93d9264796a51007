/** The engine's end of the way to the desktop's key store: a question to main, answered under its id. */
import type { KeyStore, KeyStoreAnswer } from '../engine/auth/desktop-keeper.ts';
import type { KeyStoreQuestion, KeyStoreReply } from './engine-messages.ts';

export interface QuestionPort {
  postMessage(message: KeyStoreQuestion): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

export function keyStoreOfMain(main: QuestionPort): KeyStore {
  const waiting = new Map<number, (answer: KeyStoreAnswer) => void>();
  let next = 1;
  main.on('message', ({ data }) => {
    if (!isReply(data)) return;
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  return {
    ask(operation, text) {
      const id = next++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        main.postMessage({ kind: 'key-store', id, operation, text });
      });
    },
  };
}

function isReply(data: unknown): data is KeyStoreReply {
  return typeof data === 'object' && data !== null && Reflect.get(data, 'kind') === 'key-store';
}
