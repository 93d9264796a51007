/** The admin API over a WebSocket: one JSON text a message. */
import type { AdminTransport } from '../../engine/admin/client.ts';
import type { ServerMessage } from '../../engine/admin/contract.ts';

/** Resolves once the socket is open; rejects when it closes before that. */
export function openWebSocketTransport(
  address: string,
  create: (address: string) => WebSocket = (url) => new WebSocket(url),
): Promise<AdminTransport> {
  const socket = create(address);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(transportOf(socket)), { once: true });
    socket.addEventListener('close', () => reject(new Error(`${address} does not answer.`)), { once: true });
  });
}

function transportOf(socket: WebSocket): AdminTransport {
  return {
    send(message) {
      socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', (event: MessageEvent<string>) => {
        listener(JSON.parse(event.data) as ServerMessage);
      });
    },
    onClose(listener) {
      socket.addEventListener('close', () => listener());
    },
    close() {
      socket.close();
    },
  };
}

/** The admin socket of the host that served this page. */
export function adminSocketAddress(location: Pick<Location, 'protocol' | 'host'>): string {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/rpc`;
}
