import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { ClientGuide } from '../../engine/admin/contract.ts';
import { FakeFailure, type Handlers } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, sampleEngine, sandbox } from '../test-support/sample-engine.ts';

const guide = (id: string, title: string, more: Partial<ClientGuide> = {}): ClientGuide => ({
  id,
  title,
  trial: 'tested',
  steps: [`Install ${title}.`],
  texts: [{ title: 'A session', text: `${id} -d Sandbox\n` }],
  notes: [],
  files: [],
  ...more,
});

const answers: Handlers = {
  'connect.guides': () => ({
    guides: [
      guide('tableau', 'Tableau', {
        trial: 'untested',
        notes: ['Make a System data source for it.'],
        files: [
          { kind: 'tds', title: 'Tableau data source', help: 'Opens in Tableau.', tables: 'several' },
          { kind: 'tdc', title: 'Tableau customization', help: 'The same for all.', tables: 'none' },
        ],
      }),
      guide('excel', 'Excel', {
        files: [{ kind: 'odc', title: 'Excel data connection', help: 'Fills a sheet.', tables: 'one' }],
      }),
      guide('psql', 'psql'),
    ],
    tables: [
      { schema: 'harbor', table: 'PullRequests', description: 'The pull requests.' },
      { schema: 'Information', table: 'Users', description: 'The members.' },
    ],
  }),
  'connect.file': ({ kind }) => ({
    name: `Sandbox.${kind}`,
    mediaType: 'application/xml',
    content: btoa('<file/>'),
    notes: ['Joined on PullRequests.AuthorUUID = Users.UUID.'],
  }),
};

async function openDialog(handlers: Handlers = {}) {
  const engine = sampleEngine([sandbox, foreign], { ...answers, ...handlers });
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('row', { name: /Sandbox/ }));
  await user.click(screen.getByRole('button', { name: 'Connect from…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Connect from an application to Sandbox' });
  return { engine, user, dialog: within(dialog) };
}

/** What the browser was given to download. */
function watchDownloads(): { readonly name: string; readonly text: Promise<string> }[] {
  const downloads: { name: string; text: Promise<string> }[] = [];
  let content: Blob | null = null;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    content = blob as Blob;
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    downloads.push({ name: this.download, text: content?.text() ?? Promise.resolve('') });
  });
  return downloads;
}

test('waits for a data source of ours', async () => {
  const { user } = renderApp(sampleEngine([sandbox, foreign], answers));
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Connect from…' });
  await screen.findByRole('row', { name: /Sandbox/ });
  expect(button().disabled).toBe(true);
  await user.click(screen.getByRole('row', { name: /Warehouse/ }));
  expect(button().disabled).toBe(true);
});

test('shows the first application, and any other that is chosen', async () => {
  const { engine, user, dialog } = await openDialog();
  const tableau = within(await dialog.findByRole('region', { name: 'Tableau' }));
  expect(tableau.getByText('untested')).toBeTruthy();
  expect(tableau.getByText('Install Tableau.')).toBeTruthy();
  expect(tableau.getByText('Make a System data source for it.')).toBeTruthy();
  await user.click(dialog.getByRole('option', { name: 'psql' }));
  const psql = within(await dialog.findByRole('region', { name: 'psql' }));
  expect(psql.getByText('psql -d Sandbox')).toBeTruthy();
  expect(psql.queryByText('untested')).toBeNull();
  expect(engine.inputsOf('connect.guides')).toEqual([{ name: 'Sandbox', scope: 'user' }]);
});

test('the search narrows the list and shows what is left of it', async () => {
  const { user, dialog } = await openDialog();
  await dialog.findByRole('region', { name: 'Tableau' });
  await user.type(dialog.getByRole('searchbox', { name: 'Search applications' }), 'PSQ');
  expect(dialog.getAllByRole('option', { name: /Tableau|Excel|psql/ })).toHaveLength(1);
  expect(await dialog.findByRole('region', { name: 'psql' })).toBeTruthy();
  await user.keyboard('x');
  expect(dialog.getByText('No application of that name.')).toBeTruthy();
});

test('Copy copies the text as it is, with its last line end', async () => {
  const { user, dialog } = await openDialog();
  await user.click(await dialog.findByRole('option', { name: 'psql' }));
  const copied: string[] = [];
  document.execCommand = (command) => {
    const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true });
    document.dispatchEvent(event);
    copied.push(command, event.clipboardData?.getData('text/plain') ?? '');
    return true;
  };
  await user.click(dialog.getByRole('button', { name: 'Copy A session' }));
  expect(copied).toEqual(['copy', 'psql -d Sandbox\n']);
  expect(await dialog.findByText('Copied')).toBeTruthy();
});

test('a refused copy leaves the text selected and says what to press', async () => {
  const { user, dialog } = await openDialog();
  await user.click(await dialog.findByRole('option', { name: 'psql' }));
  document.execCommand = () => false;
  await user.click(dialog.getByRole('button', { name: 'Copy A session' }));
  expect(await dialog.findByText(/press Ctrl\+C/)).toBeTruthy();
  expect(String(getSelection())).toContain('psql -d Sandbox');
});

test('a file with tables waits for one, and is saved with those that are chosen', async () => {
  const downloads = watchDownloads();
  const { engine, user, dialog } = await openDialog();
  const save = await dialog.findByRole<HTMLButtonElement>('button', { name: 'Save the .tds file' });
  expect(save.disabled).toBe(true);
  await user.click(dialog.getByRole('option', { name: /Users/ }));
  await user.click(dialog.getByRole('option', { name: /PullRequests/ }));
  await user.click(save);
  expect(await dialog.findByText('Sandbox.tds was saved to your downloads.')).toBeTruthy();
  expect(dialog.getByText('Joined on PullRequests.AuthorUUID = Users.UUID.')).toBeTruthy();
  expect(engine.inputsOf('connect.file')).toEqual([
    {
      name: 'Sandbox',
      scope: 'user',
      kind: 'tds',
      tables: [
        { schema: 'harbor', table: 'PullRequests' },
        { schema: 'Information', table: 'Users' },
      ],
    },
  ]);
  expect(downloads.map(({ name }) => name)).toEqual(['Sandbox.tds']);
  expect(await downloads[0]?.text).toBe('<file/>');
});

test('the tables of a repository wait for its name, and those of another can be had', async () => {
  watchDownloads();
  const { engine, user, dialog } = await openDialog({
    'connect.guides': async (input) => {
      const output = await answers['connect.guides']?.(input);
      if (output === undefined) throw new Error('There are no guides.');
      return {
        ...output,
        tables: output.tables.map((table) => ({ ...table, schema: table.schema.replace('harbor', '') })),
      };
    },
  });
  const repository = await dialog.findByRole('textbox', { name: 'Repository' });
  expect(dialog.queryByRole('option', { name: /PullRequests/ })).toBeNull();
  await user.type(repository, ' api ');
  await user.click(dialog.getByRole('option', { name: /PullRequests/ }));
  await user.click(dialog.getByRole('button', { name: 'Save the .tds file' }));
  await dialog.findByText('Sandbox.tds was saved to your downloads.');
  expect(engine.inputsOf('connect.file')[0]?.tables).toEqual([{ schema: 'api', table: 'PullRequests' }]);
});

test('a file without tables is saved at once; a file of one table takes one', async () => {
  watchDownloads();
  const { engine, user, dialog } = await openDialog();
  await user.click(await dialog.findByRole('button', { name: 'Save the .tdc file' }));
  await user.click(dialog.getByRole('option', { name: 'Excel' }));
  await user.click(await dialog.findByRole('option', { name: /Users/ }));
  await user.click(dialog.getByRole('option', { name: /PullRequests/ }));
  await user.click(dialog.getByRole('button', { name: 'Save the .odc file' }));
  await waitFor(() => expect(engine.inputsOf('connect.file')).toHaveLength(2));
  expect(
    engine.inputsOf('connect.file').map(({ kind, tables }) => [kind, tables.map(({ table }) => table)]),
  ).toEqual([
    ['tdc', []],
    ['odc', ['PullRequests']],
  ]);
});

test('a file that cannot be made says why, and what to do', async () => {
  const failure = {
    sqlState: '22023',
    message: 'No key links Users to them.',
    hint: 'Save a file for each.',
  };
  const { user, dialog } = await openDialog({
    'connect.file': () => {
      throw new FakeFailure(failure);
    },
  });
  await user.click(await dialog.findByRole('option', { name: /Users/ }));
  await user.click(dialog.getByRole('button', { name: 'Save the .tds file' }));
  const note = within(await dialog.findByRole('alert'));
  for (const part of [failure.message, failure.hint, 'SQLSTATE 22023'])
    expect(note.getByText(part)).toBeTruthy();
});

test('a data source that is gone says so, and Close closes', async () => {
  const { user, dialog } = await openDialog({
    'connect.guides': () => {
      throw new FakeFailure({ sqlState: '3D000', message: 'There is no user data source named "Sandbox".' });
    },
  });
  expect(await dialog.findByText(/There is no user data source/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement?.textContent).toBe('Connect from…');
});
