import { expect, test } from 'vitest';
import { carryOver, emptyDraft, isChanged, saveInput, testInput, withSecret, withValue } from './draft.ts';

const saved = { ...emptyDraft, name: 'Weekly', values: { Workspace: 'acme' } };
const original = { name: 'Weekly', scope: 'user' } as const;

test('going back to the default takes the value out of what is saved', () => {
  const changed = withValue(saved, 'MaxRows', '10');
  expect(saveInput(changed, 'user', original).values).toEqual({ Workspace: 'acme', MaxRows: '10' });
  expect(saveInput(withValue(changed, 'MaxRows', undefined), 'user', original).values).toEqual({
    Workspace: 'acme',
  });
});

test('only secrets that were touched are sent: replaced, or null to forget', () => {
  const touched = withSecret(withSecret(saved, 'APIToken', 'new'), 'AccessToken', null);
  expect(saveInput(touched, 'user', original).secrets).toEqual({ APIToken: 'new', AccessToken: null });
  expect(saveInput(withSecret(touched, 'APIToken', undefined), 'user', original).secrets).toEqual({
    AccessToken: null,
  });
});

test('a data source that exists is named as it was, so that it is replaced or renamed', () => {
  expect(saveInput(saved, 'user', original).previousName).toBe('Weekly');
  expect(saveInput({ ...saved, name: 'Daily' }, 'user', original).previousName).toBe('Weekly');
  expect(saveInput(saved, 'user', null)).not.toHaveProperty('previousName');
});

test('a test of a renamed data source still finds the secrets under the saved name', () => {
  expect(testInput({ ...saved, name: 'Daily' }, 'user', original).name).toBe('Weekly');
  expect(testInput({ ...saved, name: 'Daily' }, 'user', null).name).toBe('Daily');
});

test('values that end as they began are no change', () => {
  const back = withValue(withValue(saved, 'MaxRows', '10'), 'MaxRows', undefined);
  expect(isChanged(back, saved)).toBe(false);
  expect(isChanged(withValue(saved, 'Workspace', 'other'), saved)).toBe(true);
  expect(isChanged(withSecret(saved, 'APIToken', null), saved)).toBe(true);
  expect(isChanged({ ...saved, description: 'x' }, saved)).toBe(true);
});

test('what was changed since is carried over to what was loaded; the rest is as it was loaded', () => {
  const base = { ...withValue(saved, 'MaxRows', '10'), description: 'before' };
  const draft = withValue(withValue({ ...base, name: 'Daily' }, 'Workspace', undefined), 'MaxRows', '10');
  const loaded = {
    ...withValue(withValue(base, 'MaxRows', '20'), 'CallbackURL', 'http://localhost:1'),
    description: 'after',
    signedIn: true,
    revision: '2',
  };
  expect(carryOver(draft, base, loaded)).toEqual({
    ...loaded,
    name: 'Daily',
    values: { MaxRows: '20', CallbackURL: 'http://localhost:1' },
  });
});

test('a secret that was handed over is not carried over, one that came later is', () => {
  const base = withSecret(withSecret(saved, 'APIToken', 'old'), 'AccessToken', null);
  const draft = withSecret(base, 'APIToken', 'new');
  const loaded = { ...saved, kept: ['APIToken'] };
  expect(carryOver(base, base, loaded)).toEqual(loaded);
  expect(carryOver(draft, base, loaded)).toEqual({ ...loaded, secrets: { APIToken: 'new' } });
});
