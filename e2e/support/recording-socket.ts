/** A Unix socket in front of another one, which hears what the server says. */
import { connect, createServer, type Socket } from 'node:net';

export interface RecordingSocket {
  close(): Promise<void>;
}

/** `hear` gets the bytes of one connection under one name. */
export async function recordSocket(
  file: string,
  behind: string,
  hear: (connection: string, bytes: Buffer) => void,
): Promise<RecordingSocket> {
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    count += 1;
    const name = `connection ${count}`;
    const engine = connect({ path: behind, allowHalfOpen: true });
    engine.on('data', (bytes: Buffer) => hear(name, bytes));
    for (const [socket, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(file, resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
