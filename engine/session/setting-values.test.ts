import { expect, it } from 'vitest';
import { SettingValues } from './setting-values.ts';

type Step = (values: SettingValues) => void;

const set =
  (value: string | null, scope: 'session' | 'local' = 'session', key = 'work_mem'): Step =>
  (values) =>
    values.set(key, value, scope);
const begin: Step = (values) => values.begin();
const commit: Step = (values) => values.end({ undone: false, chain: false });
const rollback: Step = (values) => values.end({ undone: true, chain: false });
const savepoint: Step = (values) => values.savepoint('a');
const release: Step = (values) => values.release('a');
const rollbackTo: Step = (values) => values.rollbackTo('a');
const reset: Step = (values) => values.reset();

function after(steps: readonly Step[], key = 'work_mem'): string | undefined {
  const values = new SettingValues(new Set(['lasting']));
  for (const step of steps) step(values);
  return values.get(key);
}

// What PostgreSQL 15 shows after the same.
it.each<[what: string, steps: readonly Step[], value: string | undefined]>([
  ['a rollback takes SET back', [set('1'), begin, set('2'), rollback], '1'],
  ['a commit keeps it', [set('1'), begin, set('2'), commit], '2'],
  ['a rollback takes DEFAULT back', [set('1'), begin, set(null), rollback], '1'],
  ['a rollback takes RESET ALL back', [set('1'), begin, reset, rollback], '1'],
  ['a second BEGIN begins nothing', [begin, set('1'), begin, set('2'), rollback], undefined],
  [
    'a rollback to a savepoint takes back what came behind it',
    [begin, set('1'), savepoint, set('2'), rollbackTo],
    '1',
  ],
  ['and can be repeated', [begin, savepoint, set('1'), rollbackTo, set('2'), rollbackTo], undefined],
  [
    'the younger one of two of a name goes first',
    [begin, savepoint, set('1'), savepoint, set('2'), rollbackTo],
    '1',
  ],
  [
    'once it is released the elder one is back',
    [begin, savepoint, set('1'), savepoint, set('2'), release, rollbackTo],
    undefined,
  ],
  ['a release keeps what was set', [begin, savepoint, set('1'), release, commit], '1'],
  ['a savepoint without a transaction is none', [savepoint, set('1'), rollbackTo], '1'],
  ['LOCAL is seen', [set('1'), begin, set('2', 'local')], '2'],
  ['LOCAL ends with its transaction', [set('1'), begin, set('2', 'local'), commit], '1'],
  ['LOCAL to the default is seen', [set('1'), begin, set(null, 'local')], undefined],
  [
    'LOCAL goes back to a savepoint',
    [begin, set('1', 'local'), savepoint, set('2', 'local'), rollbackTo],
    '1',
  ],
  ['LOCAL is nothing without a transaction', [set('1'), set('2', 'local')], '1'],
  ['SET behind LOCAL holds', [begin, set('1', 'local'), set('2'), commit], '2'],
  ['LOCAL behind SET leaves it to what follows', [begin, set('1'), set('2', 'local'), commit], '1'],
])('%s', (_what, steps, value) => {
  expect(after(steps)).toBe(value);
});

it('what belongs to the connection lasts over a rollback', () => {
  const lasting = (...steps: Step[]): string | undefined => after(steps, 'lasting');
  const put = (value: string | null): Step => set(value, 'session', 'lasting');
  expect(lasting(put('1'), begin, put('2'), rollback)).toBe('2');
  expect(lasting(put('1'), begin, put(null), rollback)).toBeUndefined();
  expect(lasting(begin, savepoint, put('2'), rollbackTo, rollback)).toBe('2');
});
