import { describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { TransactionCommand } from '../session/session.ts';
import { TransactionState } from './transaction-state.ts';

const begin: TransactionCommand = { verb: 'BEGIN' };
const commit: TransactionCommand = { verb: 'COMMIT', chain: false };
const savepoint = (name: string): TransactionCommand => ({ verb: 'SAVEPOINT', savepoint: name });
const rollbackTo = (name: string): TransactionCommand => ({ verb: 'ROLLBACK TO', savepoint: name });

function after(...steps: readonly (TransactionCommand | 'error')[]): TransactionState {
  const state = new TransactionState();
  for (const step of steps) {
    if (step === 'error') state.failed();
    else state.carryOut(step);
  }
  return state;
}

describe('a transaction that has failed', () => {
  it('lets nothing run but what ends it or goes back', () => {
    const state = after(begin, 'error');
    expect(() => state.admit({})).toThrow(expect.objectContaining({ sqlState: '25P02' }));
    for (const refused of [begin, savepoint('a'), { verb: 'RELEASE', savepoint: 'a' } as const]) {
      expect(() => state.admit({ transaction: refused })).toThrow();
    }
    for (const allowed of [commit, { verb: 'ROLLBACK', chain: false } as const, rollbackTo('a')]) {
      state.admit({ transaction: allowed });
    }
    expect(state.status).toBe('E');
  });

  it('answers COMMIT with ROLLBACK, since nothing was committed', () => {
    const state = after(begin, 'error');
    expect(state.carryOut(commit)).toEqual({ commandTag: 'ROLLBACK' });
    expect(state.status).toBe('I');
  });

  it('goes on behind a savepoint, which stays', () => {
    const state = after(begin, savepoint('a'), savepoint('b'), 'error', rollbackTo('a'));
    expect(state.status).toBe('T');
    expect(() => state.carryOut(rollbackTo('b'))).toThrow(expect.objectContaining({ sqlState: '3B001' }));
    expect(state.carryOut(rollbackTo('a'))).toEqual({ commandTag: 'ROLLBACK' });
  });

  it('says so in the place of every error but one of syntax', () => {
    const state = after(begin, 'error');
    const unknown = new DrawbridgeError(SqlState.undefinedTable, 'There is no table x');
    const syntax = new DrawbridgeError(SqlState.syntaxError, 'syntax error');
    expect(state.failure(unknown).sqlState).toBe('25P02');
    expect(state.failure(syntax)).toBe(syntax);
    expect(new TransactionState().failure(unknown)).toBe(unknown);
  });
});

describe('a transaction', () => {
  it('is not begun twice, and not ended where there is none, and says so', () => {
    expect(after(begin).carryOut(begin)).toMatchObject({
      commandTag: 'BEGIN',
      notice: { sqlState: '25001' },
    });
    expect(after().carryOut(commit)).toMatchObject({ commandTag: 'COMMIT', notice: { sqlState: '25P01' } });
  });

  it('has savepoints of the same name, of which the last counts', () => {
    const state = after(begin, savepoint('a'), savepoint('a'));
    state.carryOut({ verb: 'RELEASE', savepoint: 'a' });
    state.carryOut({ verb: 'RELEASE', savepoint: 'a' });
    expect(() => state.carryOut({ verb: 'RELEASE', savepoint: 'a' })).toThrow(
      expect.objectContaining({ sqlState: '3B001' }),
    );
  });

  it('has no savepoints outside', () => {
    expect(() => after().carryOut(savepoint('a'))).toThrow(expect.objectContaining({ sqlState: '25P01' }));
  });

  it('begins again at once when it is ended AND CHAIN', () => {
    expect(after(begin, { verb: 'COMMIT', chain: true }).status).toBe('T');
    expect(() => after().carryOut({ verb: 'ROLLBACK', chain: true })).toThrow();
  });

  it('is none after an error outside', () => {
    expect(after('error').status).toBe('I');
  });
});
