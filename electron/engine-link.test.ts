import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientMessage, ServerMessage } from '../engine/admin/contract.ts';
import { linkEngine, type EngineState, type LinkPort } from './engine-link.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const finding = (state: string) => [{ state, tone: 'bad', message: '', mends: [] }];
const healthy = { dsns: [{ name: 'Weekly', scope: 'user', findings: finding('good') }] };

function linked(status: object = { sessions: 2 }, health: object = healthy) {
  const outputs: Readonly<Record<string, object>> = { 'health.list': health };
  const asked: string[] = [];
  const states: EngineState[] = [];
  let hear: ((event: { data: ServerMessage }) => void) | undefined;
  const closers: (() => void)[] = [];
  const port: LinkPort = {
    postMessage(message: ClientMessage) {
      if (message.kind !== 'request') return;
      asked.push(message.procedure);
      queueMicrotask(() =>
        hear?.({ data: { kind: 'result', id: message.id, output: outputs[message.procedure] ?? status } }),
      );
    },
    on: (event: string, listener: unknown) =>
      event === 'message' ? (hear = listener as typeof hear) : closers.push(listener as () => void),
    start: () => undefined,
    close: () => undefined,
  };
  const link = linkEngine({ connect: (adopt) => adopt(port), changed: (state) => states.push(state) });
  const announce = (phase: string, authorizationUrl: string) =>
    hear?.({
      data: {
        kind: 'event',
        event: 'signIn.changed',
        payload: { id: 'a', state: { phase, authorizationUrl } },
      },
    });
  return { link, asked, states, announce, lose: () => closers.splice(0).forEach((close) => close()) };
}

const page = 'https://login.example/authorize?state=x';

test('the state follows the engine, through its end to the next one', async () => {
  const { link, states, lose } = linked({ sessions: 2, paused: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(link.state).toEqual({ isRunning: true, sessions: 2, isPaused: true, signedOut: [] });
  lose();
  expect(states.at(-1)).toEqual({ isRunning: false, sessions: 0, isPaused: undefined, signedOut: [] });
  await vi.advanceTimersByTimeAsync(500);
  expect(states.at(-1)).toMatchObject({ isRunning: true });
});

test('data sources that wait for a sign-in are told by their names', async () => {
  const dsns = [
    { name: 'Weekly', scope: 'user', findings: finding('token expired') },
    { name: 'Daily', scope: 'user', findings: finding('unreachable') },
    { name: 'Harbour', scope: 'user', findings: finding('not signed in') },
  ];
  const { link } = linked({ sessions: 2 }, { dsns });
  await vi.advanceTimersByTimeAsync(0);
  expect(link.state).toMatchObject({ sessions: 2, signedOut: ['Weekly', 'Harbour'] });
});

test('pausing and resuming are calls of the engine', async () => {
  const { link, asked } = linked();
  await vi.advanceTimersByTimeAsync(0);
  expect(link.state.isPaused).toBeUndefined();
  link.pause(true);
  link.pause(false);
  expect(asked).toEqual(['status.get', 'health.list', 'engine.pause', 'engine.resume']);
});

test('a page is announced while its sign-in waits, and a short while is given to the announcement', async () => {
  const { link, announce } = linked();
  const early = link.isAnnounced(page);
  announce('waiting', page);
  expect(await early).toBe(true);
  expect(await link.isAnnounced(page)).toBe(true);
  announce('done', page);
  const late = link.isAnnounced(page);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await late).toBe(false);
});
