/** The connections of a server: lets them in, finds the one to cancel, and ends them all. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { Connection } from './connection.ts';
import type { ConnectionContext } from './connection.ts';
import type { ScramVerifier } from './scram.ts';

/** What all connections of a server share. */
export type ConnectionsOptions = Omit<ConnectionContext, 'verifier' | 'cancel' | 'stop' | 'observer'>;

/** Milliseconds after the grace in which statements, sessions and clients must have ended. */
const stopLimit = 5000;

export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #open = new Map<number, { readonly connection: Connection; readonly done: Promise<void> }>();
  #lastProcessId = 0;
  #stopping = false;
  running = 0;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  get sessions(): number {
    return [...this.#open.values()].filter(({ connection }) => connection.hasSession).length;
  }

  accept(socket: Socket, verifier: ScramVerifier | null): void {
    if (this.#stopping) {
      socket.destroy();
      return;
    }
    this.#lastProcessId += 1;
    const processId = this.#lastProcessId;
    const connection = new Connection(
      socket,
      { processId, secret: randomBytes(4).readUInt32BE() },
      {
        ...this.#options,
        verifier,
        cancel: (id, secret) => this.#cancel(id, secret),
        stop: (id, what) => this.#stop(id, what),
        observer: {
          started: () => {
            this.running += 1;
          },
          finished: () => {
            this.running -= 1;
          },
        },
      },
    );
    const done = connection
      .run()
      .catch((thrown: unknown) => this.#options.log('error', `Connection ${processId}: ${String(thrown)}`))
      .finally(() => this.#open.delete(processId));
    this.#open.set(processId, { connection, done });
  }

  async end(grace: number): Promise<void> {
    this.#stopping = true;
    const open = [...this.#open.values()];
    for (const { connection } of open) connection.shutDown();
    const timer = setTimeout(() => {
      for (const { connection } of open) connection.abort();
    }, grace);
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      limit = setTimeout(resolve, grace + stopLimit);
    });
    await Promise.race([Promise.all(open.map(({ done }) => done)), tooLong]);
    clearTimeout(timer);
    clearTimeout(limit);
    for (const [processId, { connection }] of this.#open) {
      this.#options.log('error', `Connection ${processId} did not end; it is cut`);
      connection.cut();
    }
  }

  #stop(processId: number, what: 'statement' | 'connection'): boolean {
    const found = this.#open.get(processId)?.connection;
    if (what === 'statement') found?.cancel();
    else found?.terminate();
    return found !== undefined;
  }

  #cancel(processId: number, secret: number): void {
    const found = this.#open.get(processId)?.connection;
    if (found !== undefined && found.secret === secret) found.cancel();
  }
}
