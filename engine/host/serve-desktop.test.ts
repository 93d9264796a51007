import { expect, test, vi } from 'vitest';
import type { AdminTransport } from '../admin/client.ts';
import type { ClientMessage, ServerMessage } from '../admin/contract.ts';
import type { ToEngine } from './desktop-messages.ts';
import { serveDesktop, type AdminPort, type RunningEngine } from './serve-desktop.ts';

const request: ClientMessage = { kind: 'request', id: 1, procedure: 'status.get', input: {} };
const event: ServerMessage = { kind: 'event', event: 'dsn.changed', payload: {} };

function served(start: () => Promise<RunningEngine>) {
  const told = vi.fn();
  const exit = vi.fn();
  let receive: ((event: { data: ToEngine; ports: AdminPort[] }) => void) | undefined;
  serveDesktop({
    parentPort: {
      postMessage: told,
      on: (_event, listener) => {
        receive = listener;
      },
    },
    start,
    exit,
    explain: (error) => ({ message: (error as Error).message, hint: '' }),
  });
  return { told, exit, receive: (data: ToEngine, ...ports: AdminPort[]) => receive?.({ data, ports }) };
}

function fakePort() {
  const listeners = new Map<string, (event?: { data: ClientMessage }) => void>();
  const parts = { postMessage: vi.fn(), start: vi.fn() };
  const port: AdminPort = {
    ...parts,
    on: (name: string, listener: unknown) => listeners.set(name, listener as () => void),
  };
  return {
    ...parts,
    port,
    emit: (name: string, data?: ClientMessage) => listeners.get(name)?.(data && { data }),
  };
}

/** The first connection is the watch's own, each further one a port's. */
function fakeEngine() {
  const connections: ReturnType<typeof connection>[] = [];
  const connection = () => {
    const sent = vi.fn();
    let hear: (message: ServerMessage) => void = () => undefined;
    const closers: (() => void)[] = [];
    const close = vi.fn(() => closers.forEach((closer) => closer()));
    const transport: AdminTransport = {
      send: sent,
      onMessage: (listener) => {
        hear = listener;
      },
      onClose: (listener) => void closers.push(listener),
      close,
    };
    return { transport, sent, close, hear: (message: ServerMessage) => hear(message) };
  };
  const connect = vi.fn(() => {
    const made = connection();
    connections.push(made);
    return Promise.resolve(made.transport);
  });
  return { connections, connect, stop: vi.fn(() => Promise.resolve()) };
}

test('a port carries messages both ways until it closes, which does not end the process', async () => {
  const engine = fakeEngine();
  const { receive, exit } = served(() => Promise.resolve(engine));
  const { port, postMessage, start, emit } = fakePort();
  receive({ kind: 'attach' }, port);
  await vi.waitFor(() => expect(start).toHaveBeenCalledOnce(), 20_000);
  emit('message', request);
  const carrying = engine.connections.find(({ sent }) => sent.mock.calls.some(([one]) => one === request));
  carrying?.hear(event);
  expect(postMessage).toHaveBeenCalledExactlyOnceWith(event);
  emit('close');
  expect(carrying?.close).toHaveBeenCalledOnce();
  expect(exit).not.toHaveBeenCalled();
});

test('a port that comes before the engine is ready waits for it', async () => {
  const engine = fakeEngine();
  let ready: ((running: RunningEngine) => void) | undefined;
  const { receive } = served(
    () =>
      new Promise((resolve) => {
        ready = resolve;
      }),
  );
  const { port, start } = fakePort();
  receive({ kind: 'attach' }, port);
  expect(start).not.toHaveBeenCalled();
  ready?.(engine);
  await vi.waitFor(() => expect(start).toHaveBeenCalledOnce(), 20_000);
});

test('main is told the state, and pages that a sign-in has announced, and pauses the engine', async () => {
  const engine = fakeEngine();
  const { told, receive } = served(() => Promise.resolve(engine));
  await vi.waitFor(() => expect(engine.connections[0]?.sent).toHaveBeenCalledTimes(2), 20_000);
  const [watch] = engine.connections;
  watch?.hear({ kind: 'result', id: 1, output: { sessions: 3, paused: false } });
  const state = { sessions: 3, isPaused: false, signedOut: [] };
  await vi.waitFor(() => expect(told).toHaveBeenCalledExactlyOnceWith({ kind: 'state', state }), 20_000);
  const address = 'https://login.example/authorize';
  watch?.hear({
    kind: 'event',
    event: 'signIn.changed',
    payload: { id: 'a', state: { phase: 'waiting', authorizationUrl: address } },
  });
  receive({ kind: 'open', address });
  await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith({ kind: 'open', address }), 20_000);
  receive({ kind: 'pause', isPaused: true });
  await vi.waitFor(
    () =>
      expect(watch?.sent).toHaveBeenLastCalledWith(expect.objectContaining({ procedure: 'engine.pause' })),
    20_000,
  );
});

test('an engine in another process that goes away ends this one, so that main starts anew', async () => {
  const engine = fakeEngine();
  const { exit } = served(() => Promise.resolve(engine));
  await vi.waitFor(() => expect(engine.connections[0]?.sent).toHaveBeenCalled(), 20_000);
  engine.connections[0]?.transport.close();
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
});

test('an engine in another process that does not answer ends this one, so that main starts anew', async () => {
  const engine = { ...fakeEngine(), connect: () => Promise.reject(new Error('gone')) };
  const { receive, exit } = served(() => Promise.resolve(engine));
  receive({ kind: 'attach' }, fakePort().port);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1), 20_000);
});

test('a start that fails is explained to main and ends the process', async () => {
  const { told, exit } = served(() => Promise.reject(new Error('The run folder is gone.')));
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1), 20_000);
  expect(told).toHaveBeenCalledExactlyOnceWith({
    kind: 'report',
    message: 'The run folder is gone.',
    hint: '',
  });
});

test('told to stop, it stops the engine and exits', async () => {
  const engine = fakeEngine();
  const { receive, exit } = served(() => Promise.resolve(engine));
  receive({ kind: 'stop' });
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(0), 20_000);
  expect(engine.stop).toHaveBeenCalledOnce();
});
