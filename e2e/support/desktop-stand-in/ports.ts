/** MessageChannelMain: two ends in main, either of which may be handed to a page or to the engine's process. */
import { asMessage, Events, strict } from './strict.ts';

/** Where the other end of a port that left main lives. */
export interface Outside {
  post(data: unknown): void;
  close(): void;
}

const ports = new WeakMap<object, Port>();

class Port {
  readonly #events = new Events('MessagePortMain', ['message', 'close']);
  readonly #waiting: unknown[] = [];
  #peer: Port | undefined;
  #outside: Outside | undefined;
  #isStarted = false;
  #isClosed = false;

  static pair(): readonly [Port, Port] {
    const [one, other] = [new Port(), new Port()];
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  on(event: string, listener: (...given: never[]) => void): void {
    this.#events.on(event, listener);
  }

  start(): void {
    this.#isStarted = true;
    for (const data of this.#waiting.splice(0)) this.#deliver(data);
  }

  postMessage(message: unknown): void {
    if (this.#outside !== undefined) throw new Error('This port was handed away.');
    this.#other.#deliver(asMessage(message));
  }

  close(): void {
    this.#end();
    this.#other.#end();
  }

  /** What the shell sees of it. */
  get handle(): object {
    const handle = strict('MessagePortMain', {
      on: (event: string, listener: (...given: never[]) => void) => this.on(event, listener),
      start: () => this.start(),
      postMessage: (message: unknown) => this.postMessage(message),
      close: () => this.close(),
    });
    ports.set(handle, this);
    return handle;
  }

  static behind(handle: object): Port {
    const port = ports.get(handle);
    if (port === undefined) throw new Error('Only ports of MessageChannelMain can be transferred.');
    return port;
  }

  /** Moves this end out of main. Returns what its new place calls when it sends or closes. */
  moveTo(outside: Outside): Outside {
    this.#outside = outside;
    for (const data of this.#waiting.splice(0)) outside.post(data);
    if (this.#isClosed) outside.close();
    return { post: (data) => this.#other.#deliver(data), close: () => this.close() };
  }

  get #other(): Port {
    if (this.#peer === undefined) throw new Error('This port has no other end.');
    return this.#peer;
  }

  #deliver(data: unknown): void {
    if (this.#isClosed) return;
    if (this.#outside !== undefined) this.#outside.post(data);
    else if (this.#isStarted) this.#events.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#outside === undefined) this.#events.emit('close');
    else this.#outside.close();
  }
}

/** Called with `new` by the shell. */
export class MessageChannelMain {
  readonly port1: object;
  readonly port2: object;

  constructor() {
    const [one, other] = Port.pair();
    this.port1 = one.handle;
    this.port2 = other.handle;
  }
}

/** Ports that were moved to one place, by the numbers under which their messages travel. */
export class MovedPorts {
  readonly #inside = new Map<number, Outside>();
  readonly #send: (message: PortMessage) => void;
  #next = 1;

  constructor(send: (message: PortMessage) => void) {
    this.#send = send;
  }

  /** Returns the numbers of the ports in their new place. */
  move(handles: readonly object[] = []): number[] {
    return handles.map((handle) => {
      const port = this.#next++;
      const send = this.#send;
      const inside = Port.behind(handle).moveTo({
        post: (data) => send({ kind: 'port', port, data }),
        close: () => send({ kind: 'port-closed', port }),
      });
      this.#inside.set(port, inside);
      return port;
    });
  }

  receive(message: PortMessage): void {
    const inside = this.#inside.get(message.port);
    if (message.kind === 'port') inside?.post(message.data);
    else inside?.close();
  }

  /** The place is gone, and every port with it. */
  closeAll(): void {
    for (const inside of this.#inside.values()) inside.close();
    this.#inside.clear();
  }
}

export type PortMessage =
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: number };
