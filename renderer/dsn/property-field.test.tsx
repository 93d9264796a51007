import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Property } from '../../engine/admin/contract.ts';
import { emptyDraft, type Draft } from './draft.ts';
import { PropertyField } from './property-field.tsx';

afterEach(cleanup);

const property = (part: Partial<Property>): Property => ({
  name: 'Example',
  label: 'Example',
  help: 'What it is for.',
  type: { kind: 'text' },
  default: '',
  category: 'Basic',
  sensitivity: 'none',
  ...part,
});

function draw(shown: Property, values: Draft['values']) {
  const onChange = vi.fn<(draft: Draft) => void>();
  render(<PropertyField property={shown} draft={{ ...emptyDraft, values }} onChange={onChange} />);
  return { user: userEvent.setup(), valuesAfter: () => onChange.mock.lastCall?.[0].values };
}

const scheme = property({
  type: { kind: 'choice', choices: [{ value: 'OAuth', label: 'OAuth consumer' }] },
  default: 'OAuth',
});

test('a choice written by hand in another case is the same choice', () => {
  draw(scheme, { Example: 'oauth' });
  expect(screen.getByRole('button', { name: 'OAuth consumer Example' })).toBeTruthy();
});

test('a choice that only the engine knows stays as it was written', () => {
  draw(scheme, { Example: 'client' });
  expect(screen.getByRole('button', { name: 'client Example' })).toBeTruthy();
});

test('a choice without a default can be left to the engine again', async () => {
  const { user, valuesAfter } = draw({ ...scheme, default: '' }, { Example: 'OAuth' });
  await user.click(screen.getByRole('button', { name: /Example/ }));
  await user.click(await screen.findByRole('option', { name: 'Automatic' }));
  expect(valuesAfter()).toEqual({});
});

test.each(['Yes', '1', 'on', 'TRUE'])('%s written by hand is a tick', (value) => {
  draw(property({ type: { kind: 'boolean' }, default: 'false' }), { Example: value });
  expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
});

test('a changed value can be put back to its default', async () => {
  const { user, valuesAfter } = draw(property({ default: 'Information' }), { Example: 'HARBOR' });
  await user.click(screen.getByRole('button', { name: 'Use the default for Example' }));
  expect(valuesAfter()).toEqual({});
});

test('a property that the sign-in needs says so', () => {
  draw(property({ required: true }), {});
  expect(screen.getByText(/Needed for this way to sign in/)).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Example' }).getAttribute('aria-required')).toBe('true');
});

test('the button beside a choice puts it back to its default', async () => {
  const { user, valuesAfter } = draw(scheme, { Example: 'client' });
  await user.click(screen.getByRole('button', { name: 'Use the default for Example' }));
  expect(valuesAfter()).toEqual({});
});

test('a value that is hardly meant is told with what to do, and no longer once it is put right', () => {
  const token = property({
    type: { kind: 'secret' },
    sensitivity: 'secret',
    doubts: [{ pattern: '^ATBB', message: 'This looks like an app password.', hint: 'Create an API token.' }],
  });
  const told = (secret: string) => {
    cleanup();
    const draft = { ...emptyDraft, secrets: { Example: secret } };
    render(<PropertyField property={token} draft={draft} onChange={() => undefined} />);
    return screen.queryByText('This looks like an app password. Create an API token.');
  };
  expect(told('ATBBoctopus')).not.toBeNull();
  expect(screen.getByLabelText('Example').getAttribute('aria-describedby')).toBeTruthy();
  expect(told('octopus')).toBeNull();
  expect(told('')).toBeNull();
});
