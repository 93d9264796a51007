import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiAttempt } from '../../bitbucket/api-attempt.ts';
import { CallLog } from '../../session/call-log.ts';
import { Quotas } from '../../session/quotas.ts';
import { StatementHistory } from '../../session/statement-history.ts';
import { events, procedures, type EventName } from '../contract.ts';
import { createRequestFeed, type RequestFeed } from './requests.ts';

const attempt: ApiAttempt = {
  method: 'GET',
  target: '/2.0/user',
  status: 200,
  ms: 5,
  bytes: 30,
  attempt: 1,
  statementId: null,
  cancelled: false,
  problem: null,
  rateLimit: null,
};

let told: { readonly event: EventName; readonly payload: unknown }[];
let calls: CallLog;
let history: StatementHistory;
let quotas: Quotas;
let feed: RequestFeed;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  history = new StatementHistory();
  calls = new CallLog((id) => history.find(id)?.dataSource);
  quotas = new Quotas();
  const emit = (event: EventName, payload: unknown): void => {
    told.push({ event, payload: events[event].parse(payload) });
  };
  feed = createRequestFeed({ calls, history, quotas, emit, batch: 100, decay: 60_000 });
});
afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

function call(statementId: number | null = null): void {
  quotas
    .meter({ credential: 'one', dataSource: 'Harbor', hourlyBudget: 10, allowOverBudget: false })
    .record(Date.now());
  const id = statementId === null ? null : String(statementId);
  calls.observer({ dataSource: 'Harbor', purpose: 'test', owner: 'one' })({ ...attempt, statementId: id });
}

async function list(): Promise<{ peerGone: () => void; output: unknown }> {
  let peerGone = (): void => undefined;
  const context = {
    signal: new AbortController().signal,
    onPeerGone: (task: () => void) => void (peerGone = task),
    tell: () => undefined,
  };
  const output = await feed.handlers['requests.list']({ after: 0 }, context);
  return { peerGone, output: procedures['requests.list'].output.parse(output) };
}

const named = (event: EventName): unknown[] =>
  told.filter((one) => one.event === event).map(({ payload }) => payload);

describe('the feed of requests', () => {
  it('lists what is kept, with the statements that calls belong to', async () => {
    history.begin('owner', 'session', 'SELECT 1', 'Pier');
    history.begin('owner', 'session', 'SELECT 2', 'Pier');
    call();
    call(2);
    expect((await list()).output).toMatchObject({
      calls: [
        { id: 1, purpose: 'test', dataSource: 'Harbor' },
        { id: 2, purpose: 'statement', dataSource: 'Pier', statementId: 2 },
      ],
      statements: [{ id: 2, sql: 'SELECT 2', dataSource: 'Pier', state: 'running' }],
    });
  });

  it('tells in batches, and of calls only while somebody follows', async () => {
    call();
    vi.advanceTimersByTime(100);
    expect(named('requests.added')).toEqual([]);
    expect(named('quota.changed')).toMatchObject([{ quotas: [{ used: 1 }] }]);
    const { peerGone } = await list();
    call();
    call();
    expect(named('requests.added')).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(named('requests.added')).toMatchObject([{ calls: [{ id: 2 }, { id: 3 }] }]);
    peerGone();
    call();
    vi.advanceTimersByTime(100);
    expect(named('requests.added')).toHaveLength(1);
    expect(named('quota.changed')).toHaveLength(3);
  });

  it('tells how a statement goes on and ends, and then no more of it', async () => {
    await list();
    const statement = history.begin('owner', 'session', 'SELECT 1', 'Pier');
    call(1);
    vi.advanceTimersByTime(100);
    statement.rows(12);
    vi.advanceTimersByTime(300);
    statement.end({ kind: 'done', commandTag: 'SELECT 12', cut: false });
    vi.advanceTimersByTime(100);
    expect(named('requests.added')).toMatchObject([
      { calls: [{ id: 1 }], statements: [{ state: 'running', rows: 0 }] },
      { calls: [], statements: [{ state: 'running', rows: 12 }] },
      { calls: [], statements: [{ state: 'done', rows: 12 }] },
    ]);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('tells quotas anew as old calls leave the hour, but nothing while there are none', () => {
    vi.advanceTimersByTime(120_000);
    expect(told).toEqual([]);
    call();
    vi.advanceTimersByTime(3_600_000 + 60_000);
    expect(named('quota.changed').at(0)).toMatchObject({ quotas: [{ used: 1 }] });
    expect(named('quota.changed').at(-1)).toEqual({ quotas: [] });
  });
});
