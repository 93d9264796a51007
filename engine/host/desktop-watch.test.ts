import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAdminClient } from '../admin/client.ts';
import type { ServerMessage } from '../admin/contract.ts';
import type { EngineState } from './desktop-messages.ts';
import { watchForDesktop } from './desktop-watch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const finding = (state: string) => [{ state, tone: 'bad', message: '', mends: [] }];
const healthy = { dsns: [{ name: 'Weekly', scope: 'user', findings: finding('good') }] };

function watched(status: object = { sessions: 2, paused: false }, health: object = healthy) {
  const outputs: Readonly<Record<string, object>> = { 'health.list': health };
  const asked: string[] = [];
  const states: EngineState[] = [];
  const opened: string[] = [];
  let hear: (message: ServerMessage) => void = () => undefined;
  const client = createAdminClient({
    send(message) {
      if (message.kind !== 'request') return;
      asked.push(message.procedure);
      const output = outputs[message.procedure] ?? status;
      queueMicrotask(() => hear({ kind: 'result', id: message.id, output }));
    },
    onMessage: (listener) => {
      hear = listener;
    },
    onClose: () => undefined,
    close: () => undefined,
  });
  const watch = watchForDesktop(client, {
    changed: (state) => states.push(state),
    open: (address) => opened.push(address),
  });
  const announce = (phase: string, authorizationUrl: string) =>
    hear({
      kind: 'event',
      event: 'signIn.changed',
      payload: { id: 'a', state: { phase, authorizationUrl } },
    });
  return { watch, asked, states, opened, announce };
}

const page = 'https://login.example/authorize?state=x';

test('the state follows the engine', async () => {
  const { states } = watched({ sessions: 2, paused: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toEqual({ sessions: 2, isPaused: true, signedOut: [] });
});

test('data sources that wait for a sign-in are told by their names', async () => {
  const dsns = [
    { name: 'Weekly', scope: 'user', findings: finding('token expired') },
    { name: 'Daily', scope: 'user', findings: finding('unreachable') },
    { name: 'Harbour', scope: 'user', findings: finding('not signed in') },
  ];
  const { states } = watched({ sessions: 2, paused: false }, { dsns });
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toEqual({ sessions: 2, isPaused: false, signedOut: ['Weekly', 'Harbour'] });
});

test('pausing and resuming are calls of the engine', () => {
  const { watch, asked } = watched();
  watch.pause(true);
  watch.pause(false);
  expect(asked).toEqual(['status.get', 'health.list', 'engine.pause', 'engine.resume']);
});

test('a page opens while its sign-in waits, and a short while is given to the announcement', () => {
  const { watch, opened, announce } = watched();
  watch.open(page);
  expect(opened).toEqual([]);
  announce('waiting', page);
  expect(opened).toEqual([page]);
  watch.open(page);
  watch.open('https://login.example/authorize?state=y');
  expect(opened).toEqual([page, page]);
  announce('done', page);
  watch.open(page);
  vi.advanceTimersByTime(2_000);
  announce('waiting', page);
  expect(opened).toEqual([page, page]);
});

test('what is no web page does not open, whatever a data source says', () => {
  const { watch, opened, announce } = watched();
  announce('waiting', 'smb://server/share');
  watch.open('smb://server/share');
  expect(opened).toEqual([]);
});
