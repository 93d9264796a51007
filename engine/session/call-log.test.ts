import { describe, expect, it } from 'vitest';
import type { ApiAttempt } from '../bitbucket/api-attempt.ts';
import { CallLog, keptCalls } from './call-log.ts';

const attempt: ApiAttempt = {
  method: 'GET',
  target: '/2.0/user',
  status: 200,
  ms: 12.4,
  bytes: 30,
  attempt: 1,
  statementId: null,
  cancelled: false,
  problem: null,
  rateLimit: null,
};
const origin = { dataSource: 'Harbor', purpose: 'schemas', owner: 'one' } as const;

describe('the log of calls', () => {
  it('names the statement of a call with its data source, and why a call without one was made', () => {
    const log = new CallLog(
      (id) => (id === 7 ? 'Pier' : undefined),
      () => 1012.4,
    );
    const observe = log.observer(origin);
    observe(attempt);
    observe({ ...attempt, statementId: '7' });
    observe({ ...attempt, statementId: '8' });
    expect(log.after(0)).toMatchObject([
      {
        id: 1,
        startedAt: 1000,
        milliseconds: 12,
        purpose: 'schemas',
        dataSource: 'Harbor',
        statementId: null,
      },
      { id: 2, purpose: 'statement', dataSource: 'Pier', statementId: 7 },
      { id: 3, purpose: 'statement', dataSource: 'Harbor', statementId: 8 },
    ]);
  });

  it('keeps the latest, and gives those after a call', () => {
    const log = new CallLog();
    const observe = log.observer(origin);
    for (let call = 0; call < keptCalls + 3; call += 1) observe(attempt);
    const ids = (after: number): readonly number[] => log.after(after).map(({ id }) => id);
    expect([ids(0).length, ids(0)[0]]).toEqual([keptCalls, 4]);
    expect(ids(keptCalls + 1)).toEqual([keptCalls + 2, keptCalls + 3]);
    expect(ids(keptCalls + 3)).toEqual([]);
    expect(ids(keptCalls + 30)).toEqual([]);
  });

  it('gives each owner the calls of clients that are his', () => {
    const log = new CallLog();
    log.observer(origin)(attempt);
    log.observer({ ...origin, owner: 'two' })({ ...attempt, target: '/2.0/workspaces' });
    expect(log.of('one').map(({ target }) => target)).toEqual(['/2.0/user']);
    expect(log.of('two').map(({ id }) => id)).toEqual([2]);
    expect(log.of('three')).toEqual([]);
    expect(log.after(0)).toHaveLength(2);
    expect(JSON.stringify(log.after(0))).not.toContain('owner');
  });

  it('tells listeners of each call until they have had enough', () => {
    const log = new CallLog();
    let heard = 0;
    const end = log.onAdded(() => (heard += 1));
    log.observer(origin)(attempt);
    end();
    log.observer(origin)(attempt);
    expect(heard).toBe(1);
  });

  it('leaves out the value of a parameter that is named like a secret, and nothing else', () => {
    const log = new CallLog();
    const canary = 'canary-5f2c';
    for (const name of ['access_token', 'client_secret', 'Signature', 'api_key', 'X-Amz-Credential'])
      log.observer(origin)({ ...attempt, target: `/a?q=token+%3D+1&${name}=${canary}&page=2` });
    for (const { target } of log.after(0)) {
      expect(target).not.toContain(canary);
      expect(target).toMatch(/^\/a\?q=token\+%3D\+1&[\w-]+=…&page=2$/);
    }
  });
});
