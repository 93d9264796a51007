import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { keyFile, sampleEngine, sandbox } from '../test-support/sample-engine.ts';
import type { VaultKey } from './vault-section.tsx';

const passphrase: VaultKey = {
  id: 'pass-1',
  keeper: 'passphrase',
  file: null,
  problem: 'nobody has handed it over',
};

async function openAbout(user: UserEvent): Promise<HTMLElement> {
  await user.click(await screen.findByRole('tab', { name: 'About' }));
  return screen.findByRole('region', { name: 'What protects the secrets' });
}

test('About lists what opens the vault, and keeps the last key', async () => {
  const { user } = renderApp(sampleEngine([sandbox]));
  const section = await openAbout(user);
  const row = await within(section).findByRole('row', { name: /Key file of your account/ });
  expect(row.textContent).toContain('/home/ada/.config/drawbridge/vault.key');
  expect(row.textContent).toContain('Opens the vault');
  const button = within(row).getByRole('button', { name: /Take away/ });
  expect(button).toHaveProperty('disabled', true);
});

test('a passphrase is added, and does not stay in the window', async () => {
  let keys: VaultKey[] = [keyFile];
  const engine = sampleEngine([sandbox], {
    'vault.keys': () => ({ keys }),
    'vault.addKey': () => {
      keys = [keyFile, passphrase];
      engine.emit('health.changed', {});
      return { keys };
    },
  });
  const { user } = renderApp(engine);
  const section = await openAbout(user);
  await user.click(within(section).getByRole('button', { name: 'Add a key…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add a key to the vault' });
  await user.click(within(dialog).getByRole('radio', { name: /^Passphrase/ }));
  const add = within(dialog).getByRole('button', { name: 'Add' });
  expect(add).toHaveProperty('disabled', true);
  await user.type(
    within(dialog).getByLabelText(/Passphrase/, { selector: 'input[type=password]' }),
    'nine lighthouses',
  );
  await user.click(add);
  await within(section).findByRole('row', { name: /^Passphrase.*nobody has handed it over/ });
  expect(engine.inputsOf('vault.addKey')).toEqual([{ keeper: 'passphrase', passphrase: 'nine lighthouses' }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a key is taken away after a question; what keeps it there is said', async () => {
  let keys: VaultKey[] = [keyFile, passphrase];
  const engine = sampleEngine([sandbox], {
    'vault.keys': () => ({ keys }),
    'vault.removeKey': () => {
      throw new FakeFailure({ sqlState: '55000', message: 'The passphrase that stays cannot close it.' });
    },
  });
  const { user } = renderApp(engine);
  const section = await openAbout(user);
  await user.click(
    await within(section).findByRole('button', { name: 'Take away: Key file of your account' }),
  );
  const dialog = await screen.findByRole('alertdialog', { name: 'Take a key away' });
  await user.click(within(dialog).getByRole('button', { name: 'Take away' }));
  expect((await within(dialog).findByRole('alert')).textContent).toContain('that stays cannot close it');
  engine.handle({
    'vault.removeKey': () => {
      keys = [passphrase];
      engine.emit('health.changed', {});
      return { keys };
    },
  });
  await user.click(within(dialog).getByRole('button', { name: 'Take away' }));
  await expect.poll(() => within(section).queryByRole('row', { name: /Key file/ })).toBeNull();
  expect(engine.inputsOf('vault.removeKey').at(-1)).toEqual({ key: 'key-file-1' });
});
