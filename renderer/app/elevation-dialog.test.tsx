import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Failure } from '../../engine/admin/contract.ts';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { sampleEngine, sandbox } from '../test-support/sample-engine.ts';

const elevation = {
  file: '/etc/odbc.ini',
  lines: [
    { kind: 'removed', text: '[Sandbox]' },
    { kind: 'kept', text: 'Password=••••••' },
  ],
  how: 'pkexec',
  command: 'sudo drawbridge dsn remove Sandbox --system',
} as const satisfies Failure['elevation'];

function rendered(how: 'pkexec' | 'uac' | 'none' | 'no program') {
  const engine = sampleEngine([sandbox]);
  const failure = { sqlState: '42501', message: 'Rights are needed.', elevation: { ...elevation, how } };
  engine.handle({
    'dsn.remove': ({ elevate }) => {
      if (elevate !== true)
        throw new FakeFailure({
          ...failure,
          elevation: { ...failure.elevation, lines: [...elevation.lines] },
        });
      engine.handle({ 'dsn.list': () => ({ dsns: [] }) });
      return {};
    },
  });
  return { engine, ...renderApp(engine) };
}

async function remove(user: ReturnType<typeof rendered>['user']): Promise<HTMLElement> {
  await user.click(await screen.findByRole('row', { name: /Sandbox/ }));
  await user.keyboard('{Delete}');
  const question = await screen.findByRole('alertdialog', { name: 'Remove data source' });
  await user.click(within(question).getByRole('button', { name: 'Remove' }));
  return screen.findByRole('alertdialog', { name: 'Administrator rights needed' });
}

test('a change that needs rights is shown first, and made once more with them', async () => {
  const { engine, user } = rendered('pkexec');
  const dialog = await remove(user);
  expect(within(dialog).getByText(/to change \/etc\/odbc\.ini/)).toBeTruthy();
  const lines = within(dialog).getAllByRole('listitem');
  expect(lines.map((line) => line.textContent)).toEqual(['−[Sandbox]', ' Password=••••••']);
  await user.click(within(dialog).getByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /Sandbox/ })).toBeNull());
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(engine.inputsOf('dsn.remove')).toEqual([
    { name: 'Sandbox', scope: 'user' },
    { name: 'Sandbox', scope: 'user', elevate: true },
  ]);
});

test('on Windows the button has the system ask', async () => {
  const { engine, user } = rendered('uac');
  const dialog = await remove(user);
  expect(within(dialog).getByText(/Windows will ask/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /Sandbox/ })).toBeNull());
  expect(engine.inputsOf('dsn.remove').at(-1)).toEqual({ name: 'Sandbox', scope: 'user', elevate: true });
});

test('Cancel asks for nothing and says that nothing was changed', async () => {
  const { engine, user } = rendered('pkexec');
  const dialog = await remove(user);
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText(/administrator rights were not asked for/)).toBeTruthy();
  expect(engine.inputsOf('dsn.remove')).toHaveLength(1);
});

test('where nothing can ask, there is a command for a terminal', async () => {
  const { user } = rendered('none');
  const dialog = await remove(user);
  expect(within(dialog).getByText(elevation.command)).toBeTruthy();
  expect(within(dialog).queryByRole('button', { name: 'Continue' })).toBeNull();
  const data = new DataTransfer();
  const execCommand = () => document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data }));
  Object.assign(document, { execCommand });
  await user.click(within(dialog).getByRole('button', { name: 'Copy' }));
  expect(data.getData('text/plain')).toBe(elevation.command);
});

test('where nothing of ours could run with the rights, that is the reason, and neither pkexec nor sudo', async () => {
  const { user } = rendered('no program');
  const dialog = await remove(user);
  expect(within(dialog).getByText(/has no command line that could make the change/)).toBeTruthy();
  expect(within(dialog).queryByText(/pkexec|sudo/)).toBeNull();
  expect(within(dialog).queryByRole('button', { name: 'Continue' })).toBeNull();
  expect(within(dialog).getByRole('button', { name: 'Close' })).toBeTruthy();
});
