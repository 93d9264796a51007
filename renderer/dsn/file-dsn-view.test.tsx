import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { FolderListing } from '../../engine/admin/contract.ts';
import { FakeFailure, type FakeEngine } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { sampleEngine, sandbox } from '../test-support/sample-engine.ts';

const row = (name: RegExp) => screen.findByRole('row', { name });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

type FileDsn = FolderListing['dataSources'][number];

const fileDsn = (path: string, more: Partial<FileDsn> = {}): FileDsn => ({
  ...sandbox,
  name: path,
  file: path.replace(/^.*\//, ''),
  scope: 'file',
  description: 'Shared',
  problem: '',
  ...more,
});

const home: FolderListing = {
  path: '/home/ada',
  parent: '/home',
  folders: [{ name: 'reports', path: '/home/ada/reports' }],
  files: [],
  dataSources: [
    fileDsn('/home/ada/sales.dsn'),
    fileDsn('/home/ada/theirs.dsn', { ours: false, driver: 'Other' }),
  ],
  defaultFolder: '/etc/ODBCDataSources',
  known: [{ kind: 'default', path: '/etc/ODBCDataSources' }],
  writable: true,
};
const reports: FolderListing = {
  ...home,
  path: '/home/ada/reports',
  parent: '/home/ada',
  folders: [],
  dataSources: [],
  writable: false,
};

async function opened(handlers: Parameters<FakeEngine['handle']>[0] = {}) {
  const engine = sampleEngine([sandbox], {
    'folder.list': ({ path }) => (path === reports.path ? reports : home),
    ...handlers,
  });
  const app = renderApp(engine);
  app.services.window.setState({ tab: 'file' });
  await row(/sales\.dsn/);
  return { engine, ...app };
}

test('folders come before the data sources, and those of other drivers are only shown', async () => {
  const { user } = await opened();
  const rows = within(screen.getByRole('grid')).getAllByRole('rowheader');
  expect(rows.map((cell) => cell.textContent)).toEqual(['reports', 'sales.dsn', 'theirs.dsn']);
  await user.click(await row(/theirs/));
  expect(button('Configure…').disabled).toBe(true);
  expect(screen.getByText(/Made for another driver/)).toBeTruthy();
  await user.click(await row(/sales/));
  expect(button('Configure…').disabled).toBe(false);
});

test('a search narrows the folder by name, driver and description, until another folder is opened', async () => {
  const { user } = await opened();
  const shown = () => within(screen.getByRole('grid')).getAllByRole('rowheader');
  const search = () => screen.getByRole('searchbox', { name: 'Search file, driver and description' });
  await user.type(search(), 'other');
  await waitFor(() => expect(shown().map((cell) => cell.textContent)).toEqual(['theirs.dsn']));
  expect(screen.getByText('1 of 3')).toBeTruthy();
  await user.clear(search());
  await user.type(search(), 'nowhere');
  expect(await screen.findByText('Nothing in this folder matches “nowhere”.')).toBeTruthy();
  await user.clear(search());
  await user.type(search(), 'reports');
  await user.click(await row(/reports/));
  await user.keyboard('{Enter}');
  expect(await screen.findByText('No folders and no .dsn files here.')).toBeTruthy();
  expect(search()).toHaveProperty('value', '');
});

test('Enter opens a folder and Backspace leads up; a folder without rights takes no new file', async () => {
  const { user } = await opened();
  await user.click(await row(/reports/));
  await user.keyboard('{Enter}');
  expect(await screen.findByText('No folders and no .dsn files here.')).toBeTruthy();
  await user.keyboard('{Insert}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(button('Add…').disabled).toBe(true);
  expect(button('Add…').parentElement?.title).toContain('may not write');
  await user.click(button('Parent folder'));
  await user.click(await row(/sales/));
  await user.keyboard('{Backspace}');
  await waitFor(() => expect(button('Add…').disabled).toBe(false));
  await user.keyboard('{Insert}');
  expect(await screen.findByRole('textbox', { name: /Name of the file/ })).toBeTruthy();
});

test('Add names a file in the folder that is shown, which is made when its properties are saved', async () => {
  const { engine, user } = await opened();
  await user.click(button('Add…'));
  const name = await screen.findByRole('textbox', { name: /Name of the file/ });
  await user.type(name, 'a;b');
  expect(await screen.findByText(/The character ; can’t be/)).toBeTruthy();
  await user.clear(name);
  await user.type(name, 'sales');
  expect(await screen.findByText(/already a data source “.*sales\.dsn”/)).toBeTruthy();
  await user.clear(name);
  await user.type(name, 'fresh{Enter}');
  const sheet = () => screen.findByRole('dialog', { name: 'New File data source' });
  await user.click(within(await sheet()).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(button('Add…')));

  await user.click(button('Add…'));
  await user.type(await screen.findByRole('textbox', { name: /Name of the file/ }), 'fresh{Enter}');
  await user.click(within(await sheet()).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')).toMatchObject([{ name: '/home/ada/fresh.dsn', scope: 'file' }]);
  expect(engine.inputsOf('dsn.save')[0]).not.toHaveProperty('previousName');
});

test('each data source of ours shows its health, which is mended and checked as elsewhere', async () => {
  const finding = {
    state: 'secret in file',
    tone: 'warning',
    message: 'PWD stands unprotected.',
    mends: [{ action: 'moveSecrets' }],
  } as const;
  const key = { name: '/home/ada/sales.dsn', scope: 'file' } as const;
  const health = { ...key, findings: [{ ...finding, mends: [...finding.mends] }] };
  const { engine, user } = await opened({
    'health.list': ({ files = [] }) => ({ dsns: files.map((name) => ({ ...health, name })) }),
    'health.mend': () => health,
    'health.check': () => ({ dsns: [health] }),
  });
  await waitFor(async () => expect((await row(/sales\.dsn/)).textContent).toContain('Secret in file'));
  expect(engine.inputsOf('health.list')).toContainEqual({ files: [key.name] });
  await user.click(await row(/sales/));
  await user.click(button('Move to the vault'));
  expect(engine.inputsOf('health.mend')).toEqual([{ ...key, action: 'moveSecrets' }]);
  await user.click(button('Check'));
  await waitFor(() => expect(engine.inputsOf('health.check')).toEqual([{ dsns: [key] }]));
});

test('Export offers the selected file or all of ours in the folder', async () => {
  const { engine, user } = await opened({ 'dsn.export': () => ({ text: '{}', count: 1 }) });
  await user.click(await row(/sales/));
  await user.click(button('Export…'));
  await user.click(await screen.findByRole('button', { name: /Only sales\.dsn/ }));
  await user.click(await screen.findByRole('option', { name: /All File data sources .* in this folder/ }));
  await waitFor(() =>
    expect(engine.inputsOf('dsn.export')).toEqual([
      { scope: 'file', name: '/home/ada/sales.dsn' },
      { scope: 'file', folder: '/home/ada' },
    ]),
  );
});

test('Set Directory tells ODBC, and Preview connects by the file', async () => {
  let { defaultFolder } = home;
  const { engine, user } = await opened({
    'folder.list': () => ({ ...home, defaultFolder }),
    'fileDsn.setDirectory': ({ path }) => {
      defaultFolder = path;
      return {};
    },
  });
  await user.click(button('Set Directory'));
  expect(await screen.findByText(/ODBC now looks in \/home\/ada/)).toBeTruthy();
  expect(button('Set Directory').getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(button('Set Directory'));
  expect(engine.inputsOf('fileDsn.setDirectory')).toEqual([{ path: '/home/ada' }]);
  await user.click(await row(/sales/));
  await user.click(button('Preview'));
  expect(await screen.findByRole('button', { name: /File DSN \/home\/ada\/sales\.dsn/ })).toBeTruthy();
});

test('a folder that cannot be read leaves the one that is shown', async () => {
  const { user } = await opened({
    'folder.list': ({ path }) => {
      if (path === reports.path) throw new FakeFailure({ sqlState: '58030', message: 'No access.' });
      return home;
    },
  });
  await user.dblClick(await row(/reports/));
  expect(await screen.findByText('No access.')).toBeTruthy();
  expect(await row(/sales/)).toBeTruthy();
});
