/** The engine's end of the way to the desktop's key store: a question to main, answered under its id. */
import type { KeyStore, KeyStoreAnswer } from '../auth/desktop-keeper.ts';
import type { KeyStoreQuestion, ToEngine } from './desktop-messages.ts';

export interface QuestionPort {
  postMessage(message: KeyStoreQuestion): void;
  on(event: 'message', listener: (event: { readonly data: ToEngine }) => void): unknown;
}

export function keyStoreOfMain(main: QuestionPort): KeyStore {
  const waiting = new Map<number, (answer: KeyStoreAnswer) => void>();
  let next = 1;
  main.on('message', ({ data }) => {
    if (data.kind !== 'key-store') return;
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
