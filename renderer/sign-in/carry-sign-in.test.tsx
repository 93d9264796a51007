import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Output } from '../../engine/admin/contract.ts';
import { FakeFailure, type Handlers } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { sampleEngine, weekly } from '../test-support/sample-engine.ts';

afterEach(() => vi.restoreAllMocks());

const found = (signedIn: boolean): Output<'dsn.get'> => ({
  entry: weekly,
  values: { Workspace: 'acme' },
  secrets: ['OAuthClientSecret'],
  signedIn,
  notices: [],
});

async function authenticationPage(signedIn: boolean, handlers: Handlers) {
  const engine = sampleEngine([weekly], {
    'dsn.get': () => found(signedIn),
    ...handlers,
  });
  const { user } = renderApp(engine);
  await user.dblClick(await screen.findByRole('row', { name: /Weekly/ }));
  await user.click(await screen.findByRole('tab', { name: 'Authentication' }));
  return { engine, user };
}

test('a sign-in that is forgotten says where Bitbucket takes the access back, and opens it', async () => {
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  const page = 'https://bitbucket.example/authorizations';
  const { user } = await authenticationPage(true, {
    'signIn.forget': () => ({ hint: 'Bitbucket still knows it.', page }),
  });
  await user.click(await screen.findByRole('button', { name: 'Forget sign-in' }));
  expect(await screen.findByText('Bitbucket still knows it.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Take back the access in Bitbucket' }));
  expect(opened).toHaveBeenCalledWith(page, '_blank', 'noopener,noreferrer');
});

test('a sign-in is saved as a file once the passphrase was typed twice', async () => {
  const saved: { name: string; text: Promise<string> }[] = [];
  let content: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    content = blob as Blob;
    return 'blob:test';
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: content?.text() ?? Promise.resolve('') });
  });
  const { engine, user } = await authenticationPage(true, {
    'signIn.export': () => ({ bundle: '{"kind":"drawbridge-sign-in"}\n' }),
  });
  await user.click(await screen.findByRole('button', { name: 'Export the sign-in…' }));
  await user.type(await screen.findByLabelText('Passphrase'), 'seven gulls');
  await user.type(screen.getByLabelText('The same again'), 'seven');
  expect(await screen.findByText('The two are not the same.')).toBeTruthy();
  await user.type(screen.getByLabelText('The same again'), ' gulls');
  await user.click(screen.getByRole('button', { name: 'Save as a file…' }));
  expect(await screen.findByText('The sign-in is exported.')).toBeTruthy();
  expect(engine.inputsOf('signIn.export')).toEqual([
    { name: 'Weekly', scope: 'user', passphrase: 'seven gulls' },
  ]);
  expect(saved.map(({ name }) => name)).toEqual(['Weekly sign-in.json']);
  expect(await saved[0]?.text).toBe('{"kind":"drawbridge-sign-in"}\n');
});

test('a sign-in from another computer is imported, after a passphrase that was wrong', async () => {
  const { engine, user } = await authenticationPage(false, {
    'signIn.import': ({ passphrase }) => {
      if (passphrase === 'seven gulls') return { account: 'Ada', scopes: ['repository'] };
      throw new FakeFailure({ sqlState: '28000', message: 'The passphrase does not open the bundle.' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Import a sign-in…' }));
  await user.click(await screen.findByLabelText('Or paste its text'));
  await user.paste('{"kind":"drawbridge-sign-in"}');
  await user.type(screen.getByLabelText('Passphrase'), 'seven');
  await user.click(screen.getByRole('button', { name: 'Import' }));
  expect(await screen.findByText('The passphrase does not open the bundle.')).toBeTruthy();
  await user.type(screen.getByLabelText('Passphrase'), ' gulls');
  engine.handle({ 'dsn.get': () => found(true) });
  await user.click(screen.getByRole('button', { name: 'Import' }));
  expect(await screen.findByText('Signed in')).toBeTruthy();
  expect(engine.inputsOf('signIn.import').at(-1)).toMatchObject({ bundle: '{"kind":"drawbridge-sign-in"}' });
});
