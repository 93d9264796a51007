import { expect, onTestFinished, test, vi } from 'vitest';
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { FakeEngine } from '../test-support/fake-engine.ts';
import { createEngineConnection } from '../transport/engine-connection.ts';
import { createRequestsStore } from './requests-store.ts';

const call = (id: number, statementId: number | null = null): ApiCall => ({
  id,
  startedAt: '2026-02-03T04:05:06.789Z',
  method: 'GET',
  target: '/2.0/user',
  status: 200,
  milliseconds: 12,
  bytes: 20,
  attempt: 1,
  cancelled: false,
  problem: null,
  dataSource: 'Harbor',
  purpose: statementId === null ? 'test' : 'statement',
  statementId,
});
const statement = (id: number, state: StatementInfo['state']): StatementInfo => ({
  id,
  dataSource: 'Harbor',
  sql: `SELECT ${id}`,
  startedAt: '2026-02-03T04:05:06Z',
  state,
  rows: 0,
  milliseconds: null,
});

async function following(kept: readonly ApiCall[]) {
  let list = [...kept];
  const fake = new FakeEngine({ 'requests.list': () => ({ calls: list, statements: [] }) });
  const engine = createEngineConnection(fake.open);
  onTestFinished(() => engine.close());
  const store = createRequestsStore(engine);
  store.follow();
  store.follow();
  const ids = () => store.getState().calls.map(({ id }) => id);
  await vi.waitFor(() => expect(fake.inputsOf('requests.list')).toHaveLength(1), 20_000);
  await vi.waitFor(() => expect(ids()).toEqual(list.map(({ id }) => id)), 20_000);
  return {
    store,
    ids,
    add: (calls: ApiCall[], statements: StatementInfo[] = []) =>
      fake.emit('requests.added', { calls, statements }),
    reconnectWith: async (calls: readonly ApiCall[]) => {
      list = [...calls];
      fake.lose();
      engine.retry();
      await vi.waitFor(() => expect(fake.inputsOf('requests.list')).toHaveLength(2), 20_000);
    },
  };
}

test('what was listed and is told of again appears once', async () => {
  const { ids, add } = await following([call(1), call(2)]);
  add([call(2), call(3)]);
  expect(ids()).toEqual([1, 2, 3]);
});

test('a paused list holds back calls and how statements end, and shows them when it goes on', async () => {
  const { store, ids, add } = await following([call(1, 7)]);
  add([], [statement(7, 'running')]);
  store.setPaused(true);
  add([call(2, 7)], [statement(7, 'done')]);
  expect(ids()).toEqual([1]);
  expect(store.getState().held.calls).toHaveLength(1);
  expect(store.getState().statements.get(7)?.state).toBe('running');
  store.setPaused(false);
  expect(ids()).toEqual([1, 2]);
  expect(store.getState().statements.get(7)?.state).toBe('done');
  expect(store.getState().held.calls).toHaveLength(0);
});

test('the list keeps the latest 5,000 calls, and the statements of those alone', async () => {
  const { store, ids, add } = await following([call(1, 7)]);
  add([], [statement(7, 'done')]);
  add(
    Array.from({ length: 5000 }, (_, index) => call(index + 2, 8)),
    [statement(8, 'running')],
  );
  expect([ids().length, ids()[0], ids().at(-1)]).toEqual([5000, 2, 5001]);
  expect([...store.getState().statements.keys()]).toEqual([8]);
});

test('cleared calls stay away when the window connects anew', async () => {
  const { store, ids, reconnectWith } = await following([call(1), call(2)]);
  store.clear();
  await reconnectWith([call(1), call(2), call(3)]);
  await vi.waitFor(() => expect(ids()).toEqual([3]), 20_000);
});

test('an engine that was started anew counts anew', async () => {
  const { store, ids, reconnectWith } = await following([call(1), call(2), call(3)]);
  store.clear();
  await reconnectWith([call(1)]);
  await vi.waitFor(() => expect(ids()).toEqual([1]), 20_000);
});

test('a look at one statement leaves no other filter', async () => {
  const { store } = await following([]);
  store.setFilter({ text: 'x', status: 'limited' });
  store.showStatement(7);
  expect(store.getState().filter).toEqual({ text: '', status: 'all', dataSource: null, statementId: 7 });
});
