import { describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ProcedureName, ServerMessage } from './contract.ts';
import { createDispatcher, type CallContext, type Handlers } from './dispatcher.ts';

function handlersWith(some: Partial<Handlers>): Handlers {
  return new Proxy(some as Handlers, {
    get(target, name: ProcedureName) {
      return target[name] ?? (() => Promise.reject(new Error(`${name} is not part of this test`)));
    },
  });
}

function connect(some: Partial<Handlers>) {
  const received: ServerMessage[] = [];
  const waiting: ((message: ServerMessage) => void)[] = [];
  const dispatcher = createDispatcher(handlersWith(some));
  const connection = dispatcher.connect({
    send(message) {
      received.push(message);
      waiting.shift()?.(message);
    },
  });
  const next = (): Promise<ServerMessage> => new Promise((resolve) => waiting.push(resolve));
  return { dispatcher, connection, received, next };
}

describe('the admin dispatcher', () => {
  it('answers a request with what its handler returns', async () => {
    const { connection, next } = connect({
      'window.address': () => Promise.resolve({ url: 'http://127.0.0.1:1/' }),
    });
    connection.receive({ kind: 'request', id: 7, procedure: 'window.address', input: {} });
    expect(await next()).toEqual({ kind: 'result', id: 7, output: { url: 'http://127.0.0.1:1/' } });
  });

  it('refuses input that the contract does not allow, before any handler runs', async () => {
    const { connection, next } = connect({});
    connection.receive({
      kind: 'request',
      id: 1,
      procedure: 'dsn.get',
      input: { name: 'x', scope: 'machine' },
    });
    expect(await next()).toMatchObject({ kind: 'failure', failure: { sqlState: '08P01' } });
  });

  it('refuses a procedure that does not exist, and names of the prototype', async () => {
    const { connection, next } = connect({});
    connection.receive({ kind: 'request', id: 1, procedure: 'toString' as ProcedureName, input: {} });
    expect(await next()).toMatchObject({ kind: 'failure', failure: { sqlState: '08P01' } });
  });

  it('passes SQLSTATE, hint and position of an error on', async () => {
    const error = new DrawbridgeError(SqlState.undefinedTable, 'no such table', {
      hint: 'look',
      position: 3,
    });
    const { connection, next } = connect({ 'window.address': () => Promise.reject(error) });
    connection.receive({ kind: 'request', id: 1, procedure: 'window.address', input: {} });
    expect(await next()).toEqual({
      kind: 'failure',
      id: 1,
      failure: { sqlState: '42P01', message: 'no such table', hint: 'look', position: 3 },
    });
  });

  it('aborts the calls of a caller that cancels or goes away, and closes what it left open', async () => {
    const contexts: CallContext[] = [];
    let closed = 0;
    const { connection } = connect({
      'window.address': (_input, context) => {
        contexts.push(context);
        context.onPeerGone(() => closed++);
        return new Promise(() => undefined);
      },
    });
    connection.receive({ kind: 'request', id: 1, procedure: 'window.address', input: {} });
    connection.receive({ kind: 'request', id: 2, procedure: 'window.address', input: {} });
    connection.receive({ kind: 'cancel', id: 1 });
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    connection.gone();
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(closed).toBe(2);
    // Something that such a call opens after its caller has gone.
    contexts[0]?.onPeerGone(() => closed++);
    expect(closed).toBe(3);
  });

  it('sends events to every caller that is still there', () => {
    const { dispatcher, connection, received } = connect({});
    dispatcher.emit('dsn.changed', {});
    connection.gone();
    dispatcher.emit('dsn.changed', {});
    expect(received).toEqual([{ kind: 'event', event: 'dsn.changed', payload: {} }]);
  });
});
