import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { defaultSettings, type FolderListing } from '../../engine/admin/contract.ts';
import { FakeFailure, type FakeEngine } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { sampleEngine, sandbox } from '../test-support/sample-engine.ts';
import { tracingOff } from '../test-support/sample-manager.ts';

const home: FolderListing = {
  path: '/home/ada',
  parent: '/home',
  folders: [{ name: 'logs', path: '/home/ada/logs' }],
  files: [{ name: 'odbc.log', path: '/home/ada/odbc.log' }],
  dataSources: [],
  defaultFolder: '/etc/ODBCDataSources',
  known: [{ kind: 'home', path: '/home/ada' }],
  writable: true,
};
const logs: FolderListing = {
  ...home,
  path: '/home/ada/logs',
  parent: '/home/ada',
  folders: [],
  files: [{ name: 'old.log', path: '/home/ada/logs/old.log' }],
};

async function opened(handlers: Parameters<FakeEngine['handle']>[0] = {}) {
  const engine = sampleEngine([sandbox], {
    'folder.list': ({ path }) => (path === logs.path ? logs : home),
    'settings.set': ({ recentFolders = [] }) => ({ ...defaultSettings, recentFolders }),
    ...handlers,
  });
  const app = renderApp(engine);
  app.services.window.setState({ tab: 'tracing' });
  await app.user.click(await screen.findByRole('button', { name: 'Browse for Log File Path…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Choose: Log File Path' }));
  await dialog.findByRole('option', { name: 'odbc.log' });
  const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Log File Path' });
  return { engine, dialog, field, ...app };
}

test('a new file is named in the folder that was gone to, which is remembered', async () => {
  const { engine, dialog, field, user } = await opened();
  expect(engine.inputsOf('folder.list')).toEqual([{ path: '/home/ada' }]);
  const name = dialog.getByRole<HTMLInputElement>('textbox', { name: 'File name' });
  expect(name.value).toBe('odbc.log');
  await user.dblClick(dialog.getByRole('option', { name: 'logs' }));
  await dialog.findByRole('option', { name: 'old.log' });
  await user.clear(name);
  await user.type(name, 'new.log{Enter}');
  await waitFor(() => expect(field().value).toBe('/home/ada/logs/new.log'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(engine.inputsOf('settings.set')).toEqual([{ recentFolders: ['/home/ada/logs'] }]);
  expect(engine.inputsOf('tracing.set')).toEqual([]);
});

test('Escape leaves what was there, wherever one has gone', async () => {
  const { dialog, engine, field, user } = await opened();
  await user.dblClick(dialog.getByRole('option', { name: 'logs' }));
  await user.click(await dialog.findByRole('option', { name: 'old.log' }));
  await user.click(dialog.getByRole('textbox', { name: 'File name' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(field().value).toBe('/home/ada/odbc.log');
  expect(engine.inputsOf('settings.set')).toEqual([]);
});

test('where the folder of the value cannot be read it begins in the home folder', async () => {
  const { engine } = await opened({
    'tracing.get': () => ({ ...tracingOff, path: '/gone/x.log' }),
    'folder.list': ({ path }) => {
      if (path === '/gone') throw new FakeFailure({ sqlState: '58030', message: 'No folder.' });
      return home;
    },
  });
  expect(engine.inputsOf('folder.list')).toEqual([{ path: '/gone' }, { path: '~' }]);
});

test('at most ten folders are kept, and offered beside the known ones', async () => {
  const recentFolders = Array.from({ length: 10 }, (_, at) => `/r/${at}`);
  const { engine, dialog, user } = await opened({
    'settings.get': () => ({ ...defaultSettings, recentFolders }),
  });
  await user.click(dialog.getByRole('button', { name: /Look in/ }));
  expect(await screen.findByRole('option', { name: '/r/9' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await user.click(dialog.getByRole('button', { name: 'Choose' }));
  await waitFor(() =>
    expect(engine.inputsOf('settings.set')).toEqual([
      { recentFolders: ['/home/ada', ...recentFolders.slice(0, 9)] },
    ]),
  );
});
