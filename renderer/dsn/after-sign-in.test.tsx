/** The property sheet reads a data source again behind a sign-in; nothing typed or found out meanwhile is lost. */
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Output } from '../../engine/admin/contract.ts';
import { FakeFailure, type FakeEngine, type Handlers } from '../test-support/fake-engine.ts';
import { held } from '../test-support/held.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { passedTest, sampleEngine, weekly } from '../test-support/sample-engine.ts';

const authorizationUrl = 'https://bitbucket.org/site/oauth2/authorize?client_id=x';
const callbackUrl = 'http://localhost:33333';

const found = (changes: Partial<Output<'dsn.get'>> = {}): Output<'dsn.get'> => ({
  entry: weekly,
  values: { Workspace: 'acme' },
  secrets: ['OAuthClientSecret'],
  signedIn: false,
  notices: [],
  ...changes,
});

beforeEach(() => void vi.spyOn(window, 'open').mockReturnValue(null));
afterEach(() => vi.restoreAllMocks());

async function configure(handlers: Handlers = {}) {
  const engine = sampleEngine([weekly], {
    'signIn.start': () => ({ id: 's1', authorizationUrl, callbackUrl }),
    'signIn.cancel': () => ({}),
    'dsn.test': () => passedTest,
    ...handlers,
  });
  const { user } = renderApp(engine);
  await user.dblClick(await screen.findByRole('row', { name: /Weekly/ }));
  await screen.findByRole('textbox', { name: 'Max Rows' });
  return { engine, user };
}

async function consent(engine: FakeEngine) {
  await screen.findByText(callbackUrl);
  engine.emit('signIn.changed', {
    id: 's1',
    state: { phase: 'done', account: 'Ada Okafor', scopes: [], expiresAt: '2026-05-06T07:08:09Z' },
  });
  await screen.findByText('You are signed in');
}

const button = (name: string) => screen.getByRole('button', { name });
const maxRows = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Max Rows' });

test('a connection is tested only once the sheet knows of the sign-in, so that its result stays', async () => {
  const again = held<Output<'dsn.get'>>();
  const { engine, user } = await configure();
  engine.handle({ 'dsn.get': () => again.promise });
  await user.click(button('Sign in…'));
  await consent(engine);
  await user.click(button('Close'));
  await waitFor(() => expect(engine.inputsOf('dsn.get')).toHaveLength(2));
  expect(button('Test Connection').closest('[inert]')).not.toBeNull();
  again.answer(found({ signedIn: true }));
  await waitFor(() => expect(button('Test Connection').closest('[inert]')).toBeNull());
  await user.click(button('Test Connection'));
  expect(await screen.findByText(passedTest.message)).toBeTruthy();
});

test('a sheet that cannot be read again leaves the sign-in all the same, and says why', async () => {
  const { engine, user } = await configure();
  engine.handle({
    'dsn.get': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The file cannot be read.' });
    },
  });
  await user.click(button('Sign in…'));
  await consent(engine);
  await user.click(button('Close'));
  await waitFor(() => expect(screen.queryByText('You are signed in')).toBeNull());
  expect(maxRows().closest('[inert]')).toBeNull();
  expect(screen.getByText('The file cannot be read.')).toBeTruthy();
});

test('what is typed while changes are saved before the sign-in is kept behind it', async () => {
  const saved = held<Output<'dsn.save'>>();
  const { engine, user } = await configure({ 'dsn.save': () => saved.promise });
  await user.type(screen.getByRole('textbox', { name: 'Description' }), '!');
  await user.click(button('Sign in…'));
  await user.type(maxRows(), '10');
  engine.handle({
    'dsn.get': () => found({ entry: { ...weekly, description: 'From the file' }, signedIn: true }),
  });
  saved.answer({ entry: weekly });
  await consent(engine);
  await user.click(button('Close'));
  await waitFor(() => expect(screen.queryByText('You are signed in')).toBeNull());
  expect(maxRows().value).toBe('10');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Description' }).value).toBe('From the file');
});

test('what is typed while a sign-in is forgotten is kept', async () => {
  const forgotten = held<Output<'signIn.forget'>>();
  let signedIn = true;
  const { user } = await configure({
    'dsn.get': () => found({ signedIn }),
    'signIn.forget': () => forgotten.promise,
  });
  await user.click(screen.getByRole('tab', { name: 'Authentication' }));
  await user.click(await screen.findByRole('button', { name: 'Forget sign-in' }));
  await user.type(screen.getByLabelText('Consumer secret'), 'new secret');
  signedIn = false;
  forgotten.answer({ hint: 'Bitbucket still knows it.', page: 'https://bitbucket.org/account/settings/' });
  expect(await screen.findByText('Bitbucket still knows it.')).toBeTruthy();
  expect(await screen.findByText('Not signed in')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Consumer secret').value).toBe('new secret');
});
