import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeFailure, type Handlers } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { sampleEngine, weekly } from '../test-support/sample-engine.ts';

const authorizationUrl = 'https://bitbucket.org/site/oauth2/authorize?client_id=x';
const callbackUrl = 'http://localhost:33333';

afterEach(() => vi.restoreAllMocks());

async function signIn(handlers: Handlers = {}) {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  const engine = sampleEngine([weekly], {
    'signIn.start': () => ({ id: 's1', authorizationUrl, callbackUrl }),
    'signIn.cancel': () => ({}),
    ...handlers,
  });
  const { user } = renderApp(engine);
  await user.dblClick(await screen.findByRole('row', { name: /Weekly/ }));
  await user.click(await screen.findByRole('button', { name: 'Sign in…' }));
  const dialog = await screen.findByRole('dialog', {
    name: 'Sign in to Bitbucket for the data source “Weekly”',
  });
  return { engine, user, open, dialog: within(dialog) };
}

test('the page of consent opens in the browser, and the callback address is shown', async () => {
  const { engine, open, dialog } = await signIn();
  expect(await dialog.findByText('Waiting for your consent in the browser')).toBeTruthy();
  expect(open).toHaveBeenCalledExactlyOnceWith(authorizationUrl, '_blank', 'noopener,noreferrer');
  expect(dialog.getByText(callbackUrl)).toBeTruthy();
  expect(engine.inputsOf('signIn.start')).toEqual([{ name: 'Weekly', scope: 'user' }]);
  // Nothing was changed, so nothing had to be saved first.
  expect(engine.inputsOf('dsn.save')).toEqual([]);
});

test('the end names account, scopes and time', async () => {
  const { engine, dialog, user } = await signIn();
  await dialog.findByText(callbackUrl);
  engine.emit('signIn.changed', { id: 's1', state: { phase: 'exchanging' } });
  expect(await dialog.findByText('Finishing the sign-in…')).toBeTruthy();
  engine.emit('signIn.changed', {
    id: 's1',
    state: {
      phase: 'done',
      account: 'Ada Okafor',
      scopes: ['account', 'repository'],
      expiresAt: '2026-05-06T07:08:09Z',
    },
  });
  expect(await dialog.findByText('You are signed in')).toBeTruthy();
  expect(dialog.getByText('Ada Okafor')).toBeTruthy();
  expect(dialog.getByText('account, repository')).toBeTruthy();
  expect(dialog.getByText(/2026/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(engine.inputsOf('dsn.get')).toHaveLength(2));
  expect(engine.inputsOf('signIn.cancel')).toEqual([]);
});

test('events of another sign-in change nothing', async () => {
  const { engine, dialog } = await signIn();
  await dialog.findByText(callbackUrl);
  engine.emit('signIn.changed', { id: 'other', state: { phase: 'exchanging' } });
  expect(dialog.queryByText('Finishing the sign-in…')).toBeNull();
});

test('a refused consent can be tried again', async () => {
  const { engine, dialog, user, open } = await signIn();
  await dialog.findByText(callbackUrl);
  engine.emit('signIn.changed', {
    id: 's1',
    state: { phase: 'failed', failure: { sqlState: '28000', message: 'Consent was refused.' } },
  });
  expect(await dialog.findByText('Consent was refused.')).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(open).toHaveBeenCalledTimes(2));
  expect(engine.inputsOf('signIn.start')).toHaveLength(2);
});

test('a port that is not free is told without opening a browser', async () => {
  const failure = { sqlState: '08001', message: 'Port 33333 is in use.', hint: 'Choose another.' };
  const { dialog, open } = await signIn({
    'signIn.start': () => {
      throw new FakeFailure(failure);
    },
  });
  expect(await dialog.findByText('Port 33333 is in use.')).toBeTruthy();
  expect(dialog.getByText('Choose another.')).toBeTruthy();
  expect(open).not.toHaveBeenCalled();
});

test('where the browser ends on another site the answer is asked for at once', async () => {
  const { dialog } = await signIn({
    'signIn.start': () => ({ id: 's1', authorizationUrl, callbackUrl: 'https://reports.example/back' }),
  });
  expect(await dialog.findByRole('textbox', { name: 'Redirect address or code' })).toBeTruthy();
});

test('the time that is left is shown, and a stray answer does not set it back', async () => {
  const { engine, dialog } = await signIn({
    'signIn.start': () => ({ id: 's1', authorizationUrl, callbackUrl, secondsLeft: 300 }),
  });
  expect((await dialog.findByRole('timer')).textContent).toMatch(/^(5:00|4:5\d) left$/);
  const waiting = { phase: 'waiting', authorizationUrl, callbackUrl, secondsLeft: 61 } as const;
  engine.emit('signIn.changed', { id: 's1', state: { ...waiting, strayAnswer: true } });
  await waitFor(() => expect(dialog.getByRole('timer').textContent).toMatch(/^(1:01|1:00|0:5\d) left$/));
});

test('no answer in time is told with the way on', async () => {
  const { engine, dialog } = await signIn();
  await dialog.findByText(callbackUrl);
  const message = 'No answer came within 2 minutes.';
  engine.emit('signIn.changed', {
    id: 's1',
    state: { phase: 'failed', failure: { sqlState: '28000', message, hint: 'Start again.' } },
  });
  expect(await dialog.findByText(message)).toBeTruthy();
  expect(dialog.getByText('Start again.')).toBeTruthy();
  expect(dialog.getByText('SQLSTATE 28000')).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('a port that is taken opens no browser; another goes into the data source and is shown for the consumer', async () => {
  let taken = true;
  const { engine, dialog, user, open } = await signIn({
    'signIn.start': () => {
      if (taken) throw new FakeFailure({ sqlState: '55000', message: 'In use.' });
      return { id: 's1', authorizationUrl, callbackUrl: 'http://localhost:33334' };
    },
    'callback.check': () => ({
      port: 33333,
      problem: { sqlState: '55000', message: 'Port 33333 on IPv6 is in use.', hint: 'Use another.' },
      suggestion: 'http://localhost:33334',
    }),
  });
  expect(await dialog.findByText('Port 33333 on IPv6 is in use.')).toBeTruthy();
  expect(open).not.toHaveBeenCalled();
  await user.click(dialog.getByRole('button', { name: 'Use http://localhost:33334' }));
  expect(await dialog.findByText(/Now change it in Bitbucket as well/)).toBeTruthy();
  expect(engine.inputsOf('dsn.save')).toMatchObject([
    {
      name: 'Weekly',
      previousName: 'Weekly',
      values: { CallbackURL: 'http://localhost:33334' },
      secrets: {},
    },
  ]);
  taken = false;
  await user.click(dialog.getByRole('button', { name: 'I have changed it: sign in' }));
  await waitFor(() => expect(open).toHaveBeenCalledOnce());
});

test('where no port can be had the answer is pasted', async () => {
  const { engine, dialog, user } = await signIn({
    'signIn.start': ({ listen = true }) => {
      if (listen) throw new FakeFailure({ sqlState: '55000', message: 'In use.' });
      return { id: 's1', authorizationUrl, callbackUrl };
    },
    'callback.check': () => ({
      port: 33333,
      problem: { sqlState: '55000', message: 'Port 33333 is in use.' },
      suggestion: null,
    }),
  });
  await user.click(await dialog.findByRole('button', { name: 'Sign in and paste' }));
  expect(await dialog.findByRole('textbox', { name: 'Redirect address or code' })).toBeTruthy();
  expect(engine.inputsOf('signIn.start').at(-1)).toMatchObject({ listen: false });
});

test('an answer to another sign-in is told, and waiting goes on', async () => {
  const { engine, dialog } = await signIn();
  await dialog.findByText(callbackUrl);
  engine.emit('signIn.changed', {
    id: 's1',
    state: { phase: 'waiting', authorizationUrl, callbackUrl, strayAnswer: true },
  });
  expect(await dialog.findByText('An answer to another sign-in came back and was refused.')).toBeTruthy();
  expect(dialog.getByText('Waiting for your consent in the browser')).toBeTruthy();
});

test('the address from a browser on another computer can be pasted', async () => {
  const pasted = `${callbackUrl}/?code=abc`;
  const { engine, dialog, user } = await signIn({
    'signIn.paste': ({ text }) => {
      if (text !== pasted) throw new FakeFailure({ sqlState: '22023', message: 'That is no code.' });
      return {};
    },
  });
  await user.click(await dialog.findByRole('button', { name: 'The browser runs on another computer' }));
  const field = dialog.getByRole('textbox', { name: 'Redirect address or code' });
  await user.type(field, 'nonsense');
  await user.click(dialog.getByRole('button', { name: 'Use it' }));
  expect(await dialog.findByText('That is no code.')).toBeTruthy();
  await user.clear(field);
  await user.type(field, ` ${pasted} {Enter}`);
  await waitFor(() => expect(dialog.queryByText('That is no code.')).toBeNull());
  expect(engine.inputsOf('signIn.paste').at(-1)).toEqual({ id: 's1', text: pasted });
});

test('Cancel gives the sign-in up', async () => {
  const { engine, dialog, user } = await signIn();
  await dialog.findByText(callbackUrl);
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(engine.inputsOf('signIn.cancel')).toEqual([{ id: 's1' }]));
});

test('an engine that goes away ends the sign-in with a sentence', async () => {
  const { engine, dialog } = await signIn();
  await dialog.findByText(callbackUrl);
  engine.lose();
  expect(await dialog.findByText('The sign-in failed')).toBeTruthy();
});

test('changes are saved before the browser opens', async () => {
  vi.spyOn(window, 'open').mockReturnValue(null);
  const engine = sampleEngine([], {
    'signIn.start': () => ({ id: 's1', authorizationUrl, callbackUrl }),
    'signIn.cancel': () => ({}),
  });
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('button', { name: 'Connect to Bitbucket' }));
  await user.click(await screen.findByRole('button', { name: 'All properties…' }));
  await user.clear(await screen.findByRole('textbox', { name: 'Data source name' }));
  await user.type(await screen.findByRole('textbox', { name: 'Data source name' }), 'Mine');
  await user.click(screen.getByRole('button', { name: 'Sign in…' }));
  const dialog = await screen.findByRole('dialog', {
    name: 'Sign in to Bitbucket for the data source “Mine”',
  });
  await within(dialog).findByText(callbackUrl);
  // What lies beneath a modal dialog is inert; the sign-in must be the one on top.
  expect(dialog.closest('[inert]')).toBeNull();
  expect(screen.getByRole('textbox', { name: 'Data source name' }).closest('[inert]')).not.toBeNull();
  expect(engine.calls.map(({ procedure }) => procedure).filter((name) => /save|start/.test(name))).toEqual([
    'dsn.save',
    'signIn.start',
  ]);
});
