import { describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { StatementHistory } from './statement-history.ts';

const mine = 'the same credential';

function clocked(): { history: StatementHistory; wait: (milliseconds: number) => void } {
  let now = 1000;
  const history = new StatementHistory(() => now);
  return { history, wait: (milliseconds) => void (now += milliseconds) };
}

describe('the history of statements', () => {
  it('tells what a statement has come to while it runs, and how it ended', () => {
    const { history, wait } = clocked();
    const record = history.begin(mine, '0a1b2c3d', 'SELECT 1');
    record.progress({ calls: 2, rows: 90, bytes: 4000 });
    record.rows(50);
    record.rows(10);
    expect(history.of(mine)).toMatchObject([
      { id: 1, startedAt: 1000, state: 'running', rows: 60, calls: 2, bytes: 4000, milliseconds: null },
    ]);
    wait(25);
    record.end({ kind: 'done', commandTag: 'SELECT 60', cut: true });
    record.end({ kind: 'closed', commandTag: 'SELECT 60', cut: false });
    expect(history.of(mine)).toMatchObject([{ state: 'done', milliseconds: 25, cut: true, sqlState: null }]);
  });

  it.each([
    [SqlState.sourceFailed, 'failed'],
    [SqlState.queryCanceled, 'cancelled'],
  ])('tells %s as %s', (sqlState, state) => {
    const { history } = clocked();
    const error = new DrawbridgeError(sqlState, 'No more.');
    history.begin(mine, '', 'SELECT 1').end({ kind: 'failed', error, cut: false });
    expect(history.of(mine)).toMatchObject([{ state, sqlState, message: 'No more.' }]);
  });

  it('is read only by who has the same workspace and credential', () => {
    const { history } = clocked();
    history.begin(mine, '', 'SELECT 1');
    history.begin('another', '', 'SELECT 2');
    expect(history.of(mine).map(({ statement }) => statement)).toEqual(['SELECT 1']);
  });

  it('finds a statement by its number with its data source, as long as it is kept', () => {
    const { history } = clocked();
    history.begin(mine, '', 'SELECT 1', 'Harbor');
    expect(history.find(1)).toMatchObject({ statement: 'SELECT 1', dataSource: 'Harbor' });
    expect(history.find(2)).toBeNull();
    for (let index = 0; index < 1000; index += 1) history.begin(mine, '', 'SELECT 2');
    expect(history.find(1)).toBeNull();
    expect(history.find(2)?.id).toBe(2);
  });

  it('keeps the latest, and of a long text the beginning', () => {
    const { history } = clocked();
    for (let index = 0; index < 1005; index += 1) history.begin(mine, '', 'x'.repeat(20_000));
    const kept = history.of(mine);
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([1000, 6, 1005]);
    expect(kept[0]?.statement).toHaveLength(10_000);
  });
});
