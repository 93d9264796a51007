import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MessageChannelMain, UtilityProcess, WebContents } from 'electron';
import type { FromEngine, ToEngine } from '../engine/host/desktop-messages.ts';
import { superviseEngine } from './engine-supervisor.ts';
import { strictFake } from './test-support/strict-fake.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface FakeProcess {
  readonly received: (readonly [unknown, readonly string[] | undefined])[];
  readonly kill: ReturnType<typeof vi.fn<() => boolean>>;
  exit(status?: number): void;
  report(report: FromEngine): void;
}

function supervised() {
  const processes: FakeProcess[] = [];
  const reportFailure = vi.fn();
  const gone = vi.fn();
  const told = vi.fn((message: { kind: string }, answer: (message: ToEngine) => void) => {
    if (message.kind === 'key-store')
      answer({ kind: 'key-store', id: 7, answer: { kind: 'done', text: 'x' } });
  });
  let channels = 0;
  const fork = () => {
    const listeners = new Map<string, (told: FromEngine | number) => void>();
    const received: [unknown, readonly string[] | undefined][] = [];
    const kill = vi.fn(() => true);
    processes.push({
      received,
      kill,
      exit: (status = 1) => listeners.get('exit')?.(status),
      report: (report) => listeners.get('message')?.(report),
    });
    return strictFake<UtilityProcess>('utility process', {
      postMessage: (message: unknown, transfer?: readonly string[]) =>
        void received.push([message, transfer]),
      on: (event: string, listener: unknown) =>
        listeners.set(event, listener as (told: FromEngine | number) => void),
      kill,
    });
  };
  const createChannel = () => {
    channels += 1;
    const ends = { port1: `engine end ${channels}`, port2: `window end ${channels}` };
    return ends as unknown as MessageChannelMain;
  };
  const supervisor = superviseEngine({ fork, createChannel, reportFailure, told, gone });
  return { supervisor, processes, reportFailure, told, gone };
}

function fakeWindow({ destroyed = false } = {}) {
  const postMessage = vi.fn();
  const contents = strictFake<WebContents>('webContents', {
    postMessage,
    isDestroyed: () => destroyed,
  });
  return { contents, postMessage };
}

test('engine and window each get one end of the same channel', () => {
  const { supervisor, processes } = supervised();
  const { contents, postMessage } = fakeWindow();
  supervisor.connect(contents);
  expect(processes[0]?.received).toEqual([[{ kind: 'attach' }, ['engine end 1']]]);
  expect(postMessage).toHaveBeenCalledExactlyOnceWith('drawbridge:admin-port', null, ['window end 1']);
});

test('an engine that dies is started again, after pauses that grow', () => {
  const { processes } = supervised();
  processes[0]?.exit();
  vi.advanceTimersByTime(249);
  expect(processes).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(processes).toHaveLength(2);
  processes[1]?.exit();
  vi.advanceTimersByTime(250);
  expect(processes).toHaveLength(2);
  vi.advanceTimersByTime(250);
  expect(processes).toHaveLength(3);
});

test('after a healthy run the pause is short again', () => {
  const { processes } = supervised();
  processes[0]?.exit();
  vi.advanceTimersByTime(250);
  vi.advanceTimersByTime(30_000);
  processes[1]?.exit();
  vi.advanceTimersByTime(250);
  expect(processes).toHaveLength(3);
});

test('a window that asks between two engines is connected to the next one', () => {
  const { supervisor, processes } = supervised();
  processes[0]?.exit();
  const { contents, postMessage } = fakeWindow();
  supervisor.connect(contents);
  expect(postMessage).not.toHaveBeenCalled();
  vi.advanceTimersByTime(250);
  expect(postMessage).toHaveBeenCalledOnce();
  expect(processes[1]?.received).toEqual([[{ kind: 'attach' }, ['engine end 1']]]);
});

test('a window that was closed in the meantime is left alone', () => {
  const { supervisor, processes } = supervised();
  processes[0]?.exit();
  supervisor.connect(fakeWindow({ destroyed: true }).contents);
  vi.advanceTimersByTime(250);
  expect(processes[1]?.received).toEqual([]);
});

test('the reason for a failed start is shown once, however often it fails', () => {
  const { processes, reportFailure } = supervised();
  const report = {
    kind: 'report',
    message: 'The run folder has too long a path.',
    hint: 'Choose another.',
  } as const;
  processes[0]?.report(report);
  processes[0]?.exit();
  vi.advanceTimersByTime(250);
  processes[1]?.report(report);
  expect(reportFailure).toHaveBeenCalledExactlyOnceWith(report.message, report.hint);
});

test('what an engine asks or tells is passed on, and answered to it', () => {
  const { processes, reportFailure, told } = supervised();
  const question = { kind: 'key-store', id: 7, operation: 'wrap', text: 'a2V5' } as const;
  processes[0]?.report(question);
  expect(told).toHaveBeenCalledExactlyOnceWith(question, expect.any(Function));
  expect(processes[0]?.received).toEqual([
    [{ kind: 'key-store', id: 7, answer: { kind: 'done', text: 'x' } }, undefined],
  ]);
  expect(reportFailure).not.toHaveBeenCalled();
});

test('that an engine has gone is told, and what is meant for it is dropped', () => {
  const { supervisor, processes, gone } = supervised();
  processes[0]?.exit();
  expect(gone).toHaveBeenCalledOnce();
  supervisor.send({ kind: 'pause', isPaused: true });
  expect(processes[0]?.received).toEqual([]);
});

test('an engine that keeps ending without a reason is told once', () => {
  const { processes, reportFailure } = supervised();
  for (let run = 0; run < 8; run += 1) {
    processes[run]?.exit(139);
    vi.advanceTimersByTime(15_000);
  }
  expect(reportFailure).toHaveBeenCalledOnce();
  expect(reportFailure.mock.calls[0]?.[0]).toContain('status 139');
});

test('stopping lets the engine end in peace and starts no other', async () => {
  const { supervisor, processes } = supervised();
  const stopped = supervisor.stop();
  expect(processes[0]?.received).toEqual([[{ kind: 'stop' }, undefined]]);
  processes[0]?.exit();
  await stopped;
  vi.advanceTimersByTime(60_000);
  expect(processes).toHaveLength(1);
  expect(processes[0]?.kill).not.toHaveBeenCalled();
});

test('an engine that does not stop is ended', async () => {
  const { supervisor, processes } = supervised();
  const stopped = supervisor.stop();
  vi.advanceTimersByTime(12_000);
  expect(processes[0]?.kill).toHaveBeenCalledOnce();
  processes[0]?.exit();
  await stopped;
});

test('stopping between two engines starts no other', async () => {
  const { supervisor, processes } = supervised();
  processes[0]?.exit();
  await supervisor.stop();
  vi.advanceTimersByTime(60_000);
  expect(processes).toHaveLength(1);
});
