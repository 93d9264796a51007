import { expect, test, vi } from 'vitest';
import type { ClientMessage, ServerMessage } from '../engine/admin/contract.ts';
import { serveEngine, type AdminPort, type ParentPort, type RunningEngine } from './serve-engine.ts';
import { strictFake } from './test-support/strict-fake.ts';

const request: ClientMessage = { kind: 'request', id: 1, procedure: 'status.get', input: {} };
const event: ServerMessage = { kind: 'event', event: 'dsn.changed', payload: {} };

function served(start: () => Promise<RunningEngine>) {
  const reports = vi.fn();
  const exit = vi.fn();
  let receive: ((event: { data: unknown; ports: AdminPort[] }) => void) | undefined;
  serveEngine({
    parentPort: strictFake<ParentPort>('parentPort', {
      postMessage: reports,
      on: (_event, listener) => {
        receive = listener;
      },
    }),
    start,
    exit,
    explain: (error) => ({ message: (error as Error).message, hint: '' }),
  });
  return { reports, exit, receive: (data: unknown, ...ports: AdminPort[]) => receive?.({ data, ports }) };
}

function fakePort() {
  const listeners = new Map<string, (event?: { data: ClientMessage }) => void>();
  const parts = { postMessage: vi.fn(), start: vi.fn(), close: vi.fn() };
  const port = strictFake<AdminPort>('MessagePortMain', {
    ...parts,
    on: (name: string, listener: unknown) => listeners.set(name, listener as () => void),
  });
  return {
    ...parts,
    port,
    emit: (name: string, data?: ClientMessage) => listeners.get(name)?.(data && { data }),
  };
}

function fakeEngine() {
  const caller = { receive: vi.fn(), gone: vi.fn() };
  const connect = vi.fn<RunningEngine['connect']>(() => Promise.resolve(caller));
  const stop = vi.fn(() => Promise.resolve());
  return { caller, connect, stop };
}

test('a port carries messages both ways until it closes', async () => {
  const engine = fakeEngine();
  const { receive } = served(() => Promise.resolve(engine));
  const { port, postMessage, start, emit } = fakePort();
  receive('attach', port);
  await vi.waitFor(() => expect(start).toHaveBeenCalledOnce());
  emit('message', request);
  expect(engine.caller.receive).toHaveBeenCalledExactlyOnceWith(request);
  engine.connect.mock.calls[0]?.[0](event);
  expect(postMessage).toHaveBeenCalledExactlyOnceWith(event);
  emit('close');
  expect(engine.caller.gone).toHaveBeenCalledOnce();
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
  receive('attach', port);
  expect(start).not.toHaveBeenCalled();
  ready?.(engine);
  await vi.waitFor(() => expect(start).toHaveBeenCalledOnce());
});

test('an engine in another process that goes away ends this one, so that main starts anew', async () => {
  const engine = fakeEngine();
  const { receive, exit } = served(() => Promise.resolve(engine));
  receive('attach', fakePort().port);
  await vi.waitFor(() => expect(engine.connect).toHaveBeenCalledOnce());
  engine.connect.mock.calls[0]?.[1]();
  expect(exit).toHaveBeenCalledExactlyOnceWith(0);
});

test('an engine in another process that does not answer ends this one, so that main starts anew', async () => {
  const engine = { ...fakeEngine(), connect: () => Promise.reject(new Error('gone')) };
  const { receive, exit } = served(() => Promise.resolve(engine));
  receive('attach', fakePort().port);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
});

test('a start that fails is explained to main and ends the process', async () => {
  const { reports, exit } = served(() => Promise.reject(new Error('The run folder is gone.')));
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
  expect(reports).toHaveBeenCalledExactlyOnceWith({
    kind: 'report',
    message: 'The run folder is gone.',
    hint: '',
  });
});

test('told to stop, it stops the engine and exits', async () => {
  const engine = fakeEngine();
  const { receive, exit } = served(() => Promise.resolve(engine));
  receive('stop');
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(0));
  expect(engine.stop).toHaveBeenCalledOnce();
});
