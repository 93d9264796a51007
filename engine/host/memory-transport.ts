/** The admin API inside one process: for commands that bring their own engine. */
import type { AdminTransport } from '../admin/client.ts';
import type { ServerMessage } from '../admin/contract.ts';
import type { AdminDispatcher } from '../admin/dispatcher.ts';

export function memoryTransport(dispatcher: AdminDispatcher): AdminTransport {
  const listeners: ((message: ServerMessage) => void)[] = [];
  const closers: (() => void)[] = [];
  const connection = dispatcher.connect({
    send(message) {
      for (const listener of listeners) listener(message);
    },
  });
  return {
    send: (message) => connection.receive(message),
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void closers.push(listener),
    close() {
      connection.gone();
      for (const closer of closers) closer();
    },
  };
}
