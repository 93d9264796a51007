import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeEngine } from '../test-support/fake-engine.ts';
import { createEngineConnection } from './engine-connection.ts';
import { SessionRefused, type OpenTransport } from './open-transport.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);

test('a call before the connection stands fails with what to do', async () => {
  const connection = createEngineConnection(() => new Promise(() => {}));
  await expect(connection.call('dsn.list', {})).rejects.toMatchObject({
    failure: { sqlState: '08006', hint: expect.stringContaining('npm start') as unknown },
  });
});

test('attempts follow each other in pauses that double, up to five seconds', async () => {
  const open = vi.fn<OpenTransport>(() => Promise.reject(new Error('no engine')));
  const connection = createEngineConnection(open);
  await settled();
  expect(connection.state.getState().phase).toBe('lost');
  for (const [index, pause] of [500, 1000, 2000, 4000, 5000, 5000].entries()) {
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(open).toHaveBeenCalledTimes(index + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(open).toHaveBeenCalledTimes(index + 2);
  }
  connection.close();
});

test('subscriptions outlive a break, and whoever waits for a connection is told again', async () => {
  const engine = new FakeEngine({});
  const connection = createEngineConnection(engine.open);
  const changed = vi.fn();
  const connected = vi.fn();
  connection.on('dsn.changed', changed);
  connection.onConnected(connected);
  await settled();
  engine.lose();
  await vi.advanceTimersByTimeAsync(500);
  engine.emit('dsn.changed', {});
  expect(changed).toHaveBeenCalledOnce();
  expect(connected).toHaveBeenCalledTimes(2);
});

test('a subscription that has ended hears nothing, before or after a break', async () => {
  const engine = new FakeEngine({});
  const connection = createEngineConnection(engine.open);
  const changed = vi.fn();
  const end = connection.on('dsn.changed', changed);
  await settled();
  end();
  engine.emit('dsn.changed', {});
  engine.lose();
  await vi.advanceTimersByTimeAsync(500);
  engine.emit('dsn.changed', {});
  expect(changed).not.toHaveBeenCalled();
});

test('a refused session is not tried again by itself, only when asked', async () => {
  const open = vi.fn<OpenTransport>(() => Promise.reject(new SessionRefused('no cookie')));
  const connection = createEngineConnection(open);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.state.getState().phase).toBe('refused');
  expect(open).toHaveBeenCalledOnce();
  connection.retry();
  expect(open).toHaveBeenCalledTimes(2);
});

test('Try now does not start a second attempt beside one that is under way', async () => {
  const open = vi.fn<OpenTransport>(() => new Promise(() => {}));
  const connection = createEngineConnection(open);
  connection.retry();
  await settled();
  expect(open).toHaveBeenCalledOnce();
});

test('a closed connection stays closed', async () => {
  const open = vi.fn<OpenTransport>(() => Promise.reject(new Error('no engine')));
  const connection = createEngineConnection(open);
  await settled();
  connection.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(open).toHaveBeenCalledOnce();
});
