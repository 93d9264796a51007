/**
 * The two functions that run in the page, before its own scripts: one in the page's world, one in the isolated world
 * of the preload script. They are sent as text, so each stands alone. The worlds speak by DOM events with JSON in them.
 */
interface PageGlobals {
  readonly window: { readonly top: unknown };
  readonly Event: new (type: string) => object;
  readonly CustomEvent: new (type: string, init: { readonly detail: string }) => object;
  readonly MessageChannel: new () => { readonly port1: PagePort; readonly port2: PagePort };
  addEventListener(type: 'message', listener: (event: { readonly ports: readonly PagePort[] }) => void): void;
  addEventListener(type: string, listener: (event: { readonly detail: string }) => void): void;
  dispatchEvent(event: object): void;
  [name: string]: unknown;
}

interface PagePort {
  start(): void;
  addEventListener(type: 'message', listener: (event: PortEvent) => void): void;
  dispatchEvent(event: object): void;
  postMessage(data: unknown): void;
  close(): void;
}

interface PortEvent {
  readonly data: unknown;
  stopImmediatePropagation(): void;
}

/** In the page's world: makes what the preload script exposes, and passes calls on. */
export function pageWorld(): void {
  const page = globalThis as unknown as PageGlobals;
  if (page.window.top !== page.window) return;
  interface Reply {
    readonly id: number;
    readonly state: 'returned' | 'promised' | 'resolved' | 'rejected' | 'threw';
    readonly value?: unknown;
  }
  const waiting = new Map<number, (reply: Reply) => void>();
  let next = 1;

  const isPlain = (value: unknown): boolean =>
    value === null ||
    ['string', 'number', 'boolean', 'undefined'].includes(typeof value) ||
    (typeof value === 'object' && Object.values(value).every(isPlain));
  const call = (name: string, args: readonly unknown[]): unknown => {
    if (!args.every(isPlain)) throw new TypeError('An object could not be cloned.');
    const id = next++;
    let first: Reply | undefined;
    waiting.set(id, (reply) => {
      first = reply;
    });
    page.dispatchEvent(new page.CustomEvent('stand-in:call', { detail: JSON.stringify({ id, name, args }) }));
    if (first?.state === 'threw') throw new Error(String(first.value));
    if (first?.state !== 'promised') return first?.value;
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ state, value }) =>
        state === 'resolved' ? resolve(value) : reject(new Error(String(value))),
      );
    });
  };
  const build = (shape: Readonly<Record<string, unknown>>, prefix: string): object => {
    const entries = Object.entries(shape).map(([key, inner]) => {
      const name = prefix === '' ? key : `${prefix}.${key}`;
      const value =
        inner === 'function' ? (...args: unknown[]) => call(name, args) : build(inner as {}, name);
      return [key, value];
    });
    return Object.freeze(Object.fromEntries(entries)) as object;
  };
  page.addEventListener('stand-in:expose', ({ detail }) => {
    const { name, shape } = JSON.parse(detail) as { name: string; shape: Record<string, unknown> };
    Object.defineProperty(page, name, { value: build(shape, ''), enumerable: true });
  });
  // Electron tells a port that its other end has closed, which Chromium does not: a message says so instead.
  page.addEventListener('message', ({ ports }) => {
    for (const port of ports) {
      port.addEventListener('message', (event) => {
        if (event.data !== 'stand-in:port-closed') return;
        event.stopImmediatePropagation();
        port.dispatchEvent(new page.Event('close'));
      });
      const close = port.close.bind(port);
      port.close = () => {
        port.postMessage('stand-in:port-closed');
        close();
      };
    }
  });
  page.addEventListener('stand-in:reply', ({ detail }) => {
    const reply = JSON.parse(detail) as Reply;
    waiting.get(reply.id)?.(reply);
  });
}

/** In the preload script's world: its `electron`, and the way to main. */
export function preloadWorld(
  binding: string,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  const world = globalThis as unknown as PageGlobals;
  // Electron runs preload scripts in the main frame only.
  if (world.window.top !== world.window) return;
  const tell = world[binding] as (text: string) => void;
  const toMain = (message: object) => tell(JSON.stringify(message));
  const listeners = new Map<string, ((...given: unknown[]) => void)[]>();
  const invoked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const ports = new Map<number, PagePort>();
  let next = 1;

  const strict = (name: string, members: Readonly<Record<string, unknown>>): object =>
    new Proxy(members, {
      get(target, member) {
        if (!(member in target))
          throw new Error(`The stand-in for Electron has no ${name}.${String(member)}.`);
        return target[String(member)];
      },
    });
  const openPort = (port: number): PagePort => {
    const { port1, port2 } = new world.MessageChannel();
    ports.set(port, port2);
    port2.addEventListener('message', ({ data }) =>
      toMain(data === 'stand-in:port-closed' ? { kind: 'port-closed', port } : { kind: 'port', port, data }),
    );
    port2.start();
    return port1;
  };
  const shapeOf = (api: object): object =>
    Object.fromEntries(
      Object.entries(api).map(([key, value]: [string, unknown]) => {
        if (typeof value === 'function') return [key, 'function'];
        if (typeof value === 'object' && value !== null) return [key, shapeOf(value)];
        throw new Error('The stand-in for contextBridge exposes functions only.');
      }),
    );

  const electron = strict('electron (in the preload script)', {
    ipcRenderer: strict('ipcRenderer', {
      send: (channel: string, ...args: unknown[]) => toMain({ kind: 'send', channel, args }),
      invoke: (channel: string, ...args: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = next++;
          invoked.set(id, { resolve, reject });
          toMain({ kind: 'invoke', id, channel, args });
        }),
      on(channel: string, listener: (...given: unknown[]) => void) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
    }),
    contextBridge: strict('contextBridge', {
      exposeInMainWorld(name: string, api: object) {
        world.dispatchEvent(
          new world.CustomEvent('stand-in:expose', { detail: JSON.stringify({ name, shape: shapeOf(api) }) }),
        );
        world.addEventListener('stand-in:call', ({ detail }) => {
          const {
            id,
            name: member,
            args,
          } = JSON.parse(detail) as { id: number; name: string; args: unknown[] };
          const reply = (state: string, value?: unknown) =>
            world.dispatchEvent(
              new world.CustomEvent('stand-in:reply', { detail: JSON.stringify({ id, state, value }) }),
            );
          try {
            const method = member
              .split('.')
              .reduce<unknown>((from, key) => Reflect.get(from as object, key), api);
            const value = (method as (...given: unknown[]) => unknown)(...args);
            if (!(value instanceof Promise)) return reply('returned', value);
            reply('promised');
            value.then(
              (result: unknown) => reply('resolved', result),
              (error: unknown) => reply('rejected', error instanceof Error ? error.message : error),
            );
          } catch (error) {
            reply('threw', error instanceof Error ? error.message : error);
          }
          return undefined;
        });
      },
    }),
  });

  // Main calls this one.
  world['fromMain'] = (message: {
    readonly kind: 'ipc' | 'reply' | 'port' | 'port-closed';
    readonly channel: string;
    readonly data: unknown;
    readonly ports: readonly number[];
    readonly id: number;
    readonly error?: string;
    readonly port: number;
  }) => {
    if (message.kind === 'port') ports.get(message.port)?.postMessage(message.data);
    else if (message.kind === 'port-closed') ports.get(message.port)?.postMessage('stand-in:port-closed');
    else if (message.kind === 'ipc') {
      const event = { ports: message.ports.map(openPort) };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, message.data);
    } else {
      const waiting = invoked.get(message.id);
      invoked.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.data);
      else waiting?.reject(new Error(message.error));
    }
  };
  const module = { exports: {} };
  preload(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`A sandboxed preload script can't load ${name}.`);
    },
    module,
    module.exports,
  );
}
