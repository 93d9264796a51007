import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../engine/admin/contract.ts';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { givePageSize, openPreview } from '../test-support/open-preview.tsx';

beforeEach(givePageSize);

const tree = () => screen.findByRole('treegrid', { name: 'Schemas' });
const editorText = () => screen.getByRole('textbox', { name: 'SQL' }).textContent;

async function openTable(user: Awaited<ReturnType<typeof openPreview>>['user']) {
  await user.click(await within(await tree()).findByRole('row', { name: 'shop' }));
  await user.keyboard('{ArrowRight}');
  await user.click(await within(await tree()).findByRole('row', { name: 'PullRequests' }));
}

test('known schemas come without a call; all of them when somebody asks', async () => {
  const { engine, user } = await openPreview('SELECT 1');
  await within(await tree()).findByRole('row', { name: 'Information' });
  expect(within(await tree()).queryByRole('row', { name: 'harbor-app' })).toBeNull();
  expect(engine.inputsOf('catalog.schemas').every(({ all }) => !all)).toBe(true);
  await user.click(screen.getByRole('button', { name: 'List all schemas' }));
  expect(await within(await tree()).findByRole('row', { name: 'harbor-app' })).toBeTruthy();
  expect(engine.inputsOf('query.open')).toEqual([]);
});

test('a list that cannot be had says why, and what was known stays', async () => {
  const { engine, user } = await openPreview('SELECT 1');
  await within(await tree()).findByRole('row', { name: 'shop' });
  engine.handle({
    'catalog.schemas': () => {
      throw new FakeFailure({ sqlState: '28000', message: 'Not signed in.', hint: 'Sign in first.' });
    },
  });
  await user.click(screen.getByRole('button', { name: 'List all schemas' }));
  expect(await screen.findByText('Sign in first.')).toBeTruthy();
  expect(within(await tree()).getByRole('row', { name: 'shop' })).toBeTruthy();
});

test('columns show types and keys, and what is chosen is described', async () => {
  const { user } = await openPreview('SELECT 1');
  await openTable(user);
  expect(await screen.findByText('The pull requests of the repository.')).toBeTruthy();
  await user.keyboard('{ArrowRight}');
  await within(await tree()).findByRole('row', { name: 'Id, BIGINT, primary key' });
  await user.click(
    await within(await tree()).findByRole('row', { name: 'AuthorUUID, VARCHAR(64), refers to Users.UUID' }),
  );
  expect(await screen.findByText('Who opened it.')).toBeTruthy();
});

test('Enter puts the name of a table into the statement, Shift+Enter a SELECT behind it; nothing runs', async () => {
  const { engine, user, services } = await openPreview('SELECT 1');
  services.preview.setSql('');
  await openTable(user);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(editorText()).toBe('shop.PullRequests'));
  // Another click would be the second of a double one.
  within(await tree())
    .getByRole('row', { name: 'PullRequests' })
    .focus();
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  await waitFor(() =>
    expect(services.preview.getState().sql).toBe(
      'shop.PullRequests\n\nSELECT Id, AuthorUUID\nFROM shop.PullRequests',
    ),
  );
  expect(screen.getByRole('button', { name: 'Run selection' })).toBeTruthy();
  expect(engine.inputsOf('query.open')).toEqual([]);
});

test('the filter finds columns of tables that are closed', async () => {
  const { user } = await openPreview('SELECT 1');
  await within(await tree()).findByRole('row', { name: 'shop' });
  await user.type(screen.getByRole('searchbox', { name: 'Filter by name' }), 'author');
  expect(await within(await tree()).findByRole('row', { name: /^AuthorUUID/ })).toBeTruthy();
  expect(within(await tree()).queryByRole('row', { name: 'Information' })).toBeNull();
});

test('the tree can be put away, and the line beside it moves by keys', async () => {
  const { engine, user } = await openPreview('SELECT 1');
  const line = await screen.findByRole('separator', { name: 'Width of the schema tree' });
  const before = Number(line.getAttribute('aria-valuenow'));
  line.focus();
  await user.keyboard('{ArrowRight}');
  expect(Number(line.getAttribute('aria-valuenow'))).toBe(before + 16);
  await user.click(screen.getByRole('button', { name: 'Show the schemas' }));
  expect(screen.queryByRole('treegrid')).toBeNull();
  expect(engine.inputsOf('settings.set')).toEqual([
    { previewTreeWidth: before + 16 },
    { previewTreeShown: false },
  ]);
});

test('the tree comes back as wide as it was left', async () => {
  await openPreview('SELECT 1', { 'settings.get': () => ({ ...defaultSettings, previewTreeWidth: 333 }) });
  const line = await screen.findByRole('separator', { name: 'Width of the schema tree' });
  await waitFor(() => expect(line.getAttribute('aria-valuenow')).toBe('333'));
});
