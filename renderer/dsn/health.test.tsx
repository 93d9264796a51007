import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { DsnEntry, DsnHealth, HealthFinding } from '../../engine/admin/contract.ts';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, notChecked, sampleEngine, sandbox, weekly } from '../test-support/sample-engine.ts';

const missing: HealthFinding = {
  state: 'driver missing',
  tone: 'bad',
  message: 'The library is not there.',
  hint: 'Installing it helps.',
  sqlState: 'IM003',
  mends: [{ action: 'installDriver' }],
};
const scope: HealthFinding = {
  state: 'scope missing',
  tone: 'warning',
  message: 'The sign-in lacks pipeline.',
  mends: [{ action: 'signInWithScopes', boxes: ['Pipelines: Read'] }, { action: 'check' }],
};
const good: HealthFinding = { state: 'good', tone: 'good', message: 'Bitbucket answers.', mends: [] };

const of = ({ name, scope: where }: DsnEntry, ...findings: HealthFinding[]) =>
  ({ name, scope: where, findings }) satisfies DsnHealth;
const row = (name: RegExp) => screen.findByRole('row', { name });
const panel = (name: string) => screen.findByRole('region', { name: `Health of ${name}` });
const list = (...dsns: DsnHealth[]) => ({ 'health.list': () => ({ dsns }) });

test('each data source of ours shows its worst state as a word; another driver’s shows none', async () => {
  const engine = sampleEngine(
    [sandbox, weekly, foreign],
    list(of(sandbox, good), of(weekly, missing, scope)),
  );
  renderApp(engine);
  await waitFor(async () => expect((await row(/Weekly/)).textContent).toContain('Driver missing'));
  expect((await row(/Sandbox/)).textContent).toContain('Good');
  expect((await row(/Warehouse/)).textContent).toBe('Warehouse64-bitAnother Driver');
  expect(engine.inputsOf('health.check')).toEqual([]);
});

test('the selected one tells all of it, and a mend that fails says why', async () => {
  const engine = sampleEngine([weekly], {
    ...list(of(weekly, missing, scope)),
    'health.mend': () => {
      throw new FakeFailure({ sqlState: '55000', message: 'It is not built.', hint: 'Build it.' });
    },
  });
  const { user } = renderApp(engine);
  await user.click(await row(/Weekly/));
  const shown = within(await panel('Weekly'));
  for (const text of [/The library is not there/, 'Installing it helps.', 'SQLSTATE IM003', /lacks pipeline/])
    expect(shown.getByText(text)).toBeTruthy();
  await user.click(shown.getByRole('button', { name: 'Install the driver' }));
  expect(engine.inputsOf('health.mend')).toEqual([
    { name: 'Weekly', scope: 'user', action: 'installDriver' },
  ]);
  expect(await shown.findByText('It is not built.')).toBeTruthy();
});

test('more permissions are named before anybody signs in', async () => {
  const engine = sampleEngine([weekly], list(of(weekly, scope)));
  const { user } = renderApp(engine);
  await user.click(await row(/Weekly/));
  await user.click(await screen.findByRole('button', { name: 'Sign in with more permissions…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sign in with more permissions' });
  expect(within(dialog).getByText('Pipelines: Read')).toBeTruthy();
  expect(engine.inputsOf('signIn.start')).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
});

test('a new vault is begun only after a question, and where the old one lies is said', async () => {
  const locked: HealthFinding = {
    state: 'vault locked',
    tone: 'bad',
    message: 'The key file is gone.',
    mends: [{ action: 'check' }, { action: 'startNewVault' }],
  };
  let fails = true;
  const engine = sampleEngine([weekly], {
    ...list(of(weekly, locked)),
    'vault.startNew': () => {
      if (fails)
        throw new FakeFailure({ sqlState: '55000', message: 'It opens.', hint: 'Nothing was changed.' });
      return { aside: '/data/vault/vault-2026-05-04.json' };
    },
  });
  const { user } = renderApp(engine);
  await user.click(await row(/Weekly/));
  const open = async () => {
    await user.click(await screen.findByRole('button', { name: 'Start a new vault…' }));
    return within(await screen.findByRole('alertdialog', { name: 'Start a new vault' }));
  };
  await user.click((await open()).getByRole('button', { name: 'Cancel' }));
  expect(engine.inputsOf('vault.startNew')).toEqual([]);
  const again = await open();
  await user.click(again.getByRole('button', { name: 'Start a new vault' }));
  expect(await again.findByText('It opens.')).toBeTruthy();
  fails = false;
  await user.click(again.getByRole('button', { name: 'Start a new vault' }));
  const done = await screen.findByRole('dialog', { name: 'A new vault is in place' });
  expect(within(done).getByText('/data/vault/vault-2026-05-04.json')).toBeTruthy();
  await user.click(within(done).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a mend by hand opens the property sheet on its page', async () => {
  const token: HealthFinding = { ...missing, mends: [{ action: 'enterSecret', what: 'token' }] };
  const { user } = renderApp(sampleEngine([weekly], list(of(weekly, token))));
  await user.click(await row(/Weekly/));
  await user.click(await screen.findByRole('button', { name: 'Enter the token…' }));
  const tab = await screen.findByRole('tab', { name: 'Authentication' });
  expect(tab.getAttribute('aria-selected')).toBe('true');
});

test('Check all tests those of ours, says so meanwhile, and can be stopped', async () => {
  const engine = sampleEngine([sandbox, weekly, foreign], {
    'health.check': () => new Promise(() => undefined),
  });
  const { user } = renderApp(engine);
  await row(/Weekly/);
  await user.click(screen.getByRole('button', { name: 'Check all' }));
  expect((await row(/Weekly/)).textContent).toContain('Checking…');
  expect(engine.inputsOf('health.check')).toEqual([
    {
      dsns: [
        { name: 'Sandbox', scope: 'user' },
        { name: 'Weekly', scope: 'user' },
      ],
    },
  ]);
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(engine.cancelled).toHaveLength(1);
});

test('news of the engine appear by themselves', async () => {
  const engine = sampleEngine([weekly], list(of(weekly, notChecked)));
  renderApp(engine);
  await waitFor(async () => expect((await row(/Weekly/)).textContent).toContain('Not checked'));
  engine.handle(list(of(weekly, missing)));
  engine.emit('health.changed', {});
  await waitFor(async () => expect((await row(/Weekly/)).textContent).toContain('Driver missing'));
});
