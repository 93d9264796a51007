import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { answers, givePageSize, lastPage, openPreview as preview } from '../test-support/open-preview.tsx';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, sampleEngine, sandbox } from '../test-support/sample-engine.ts';

beforeEach(givePageSize);

test('only data sources of ours can be chosen, and nothing has run', async () => {
  const { engine, user } = await preview('SELECT 1');
  await user.click(screen.getByRole('button', { name: /Data source$/ }));
  expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual([
    'Sandbox',
    'Weekly',
  ]);
  expect(engine.inputsOf('query.open')).toEqual([]);
});

test('the only data source is chosen already, and still nothing has run', async () => {
  const engine = sampleEngine([sandbox, foreign], answers);
  const { user } = renderApp(engine);
  await screen.findByRole('row', { name: /Sandbox/ });
  await user.click(screen.getByRole('tab', { name: 'Preview' }));
  expect(await screen.findByRole('button', { name: /^Sandbox Data source$/ })).toBeTruthy();
  expect(engine.inputsOf('query.open')).toEqual([]);
});

test('Run shows the rows with NULL told apart, and the figures beneath', async () => {
  const { run } = await preview('SELECT Id, Title FROM PullRequests');
  await run();
  const grid = await screen.findByRole('grid', { name: 'Query result' });
  expect(grid.getAttribute('aria-rowcount')).toBe('4');
  const cells = await within(grid).findAllByRole('gridcell');
  expect(cells.map((cell) => cell.textContent)).toEqual(['1', 'First', '2', 'NULL', '3', 'Third']);
  expect(cells[3]?.className).toContain('grid-null');
  expect(cells[0]?.className).toContain('align-right');
  expect(screen.getByText('3 rows')).toBeTruthy();
  expect(screen.getByText('42 ms')).toBeTruthy();
  expect(screen.getByText('3 API calls')).toBeTruthy();
});

test('keys move one focus through the grid, and the copy is tab-separated', async () => {
  const { run, user } = await preview('SELECT Id, Title FROM PullRequests');
  await run();
  const grid = await screen.findByRole('grid', { name: 'Query result' });
  await user.click((await within(grid).findAllByRole('gridcell'))[0] as HTMLElement);
  await user.keyboard('{ArrowRight}{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('NULL'));
  expect(grid.querySelectorAll('[role="gridcell"][tabindex="0"]')).toHaveLength(1);
  await user.keyboard('{Control>}{Home}{/Control}{Shift>}{ArrowRight}{ArrowDown}{/Shift}');
  const setData = vi.fn();
  fireEvent.copy(grid, { clipboardData: { setData } });
  expect(setData).toHaveBeenCalledExactlyOnceWith('text/plain', '1\tFirst\n2\t');
  expect(await screen.findByText('4 cells copied')).toBeTruthy();
});

test('a cut by Max Rows is told above the grid', async () => {
  const notice = {
    sqlState: '01000',
    message: 'Max Rows has cut the result at 3 rows.',
    hint: 'Raise Max Rows of the data source.',
  };
  const { run } = await preview('SELECT 1', {
    'query.fetch': () => ({ ...lastPage, cut: true, notices: [notice] }),
  });
  await run();
  expect(await screen.findByText(notice.message)).toBeTruthy();
  expect(screen.getByText(notice.hint)).toBeTruthy();
});

test('an error shows state, hint and place, and is marked in the statement', async () => {
  const { run } = await preview("SELECT '😀' FORM x", {
    'query.open': () => {
      throw new FakeFailure({
        sqlState: '42601',
        message: 'syntax error at or near "FORM"',
        hint: 'Did you mean FROM?',
        position: 12,
      });
    },
  });
  await run();
  expect(await screen.findByText('syntax error at or near "FORM"')).toBeTruthy();
  expect(screen.getByText('Did you mean FROM?')).toBeTruthy();
  expect(screen.getByText('SQLSTATE 42601 · line 1, column 12')).toBeTruthy();
  await waitFor(() => expect(document.querySelector('.editor-error')?.textContent).toBe('FORM'));
});

test('a wrong row limit is marked and keeps Run from starting', async () => {
  const { user } = await preview('SELECT 1');
  const limit = screen.getByRole('textbox', { name: 'Row limit' });
  await user.clear(limit);
  await user.type(limit, '0');
  expect(limit.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('From 1 to 1,000,000.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Run' }).disabled).toBe(true);
});

test('a result without rows says so', async () => {
  const { run } = await preview('SELECT 1', { 'query.fetch': () => ({ ...lastPage, rows: [] }) });
  await run();
  expect(await screen.findByText('The query returned no rows.')).toBeTruthy();
});

test('names that cannot be read cost the completion only', async () => {
  const { run } = await preview('SELECT 1', {
    'catalog.schemas': () => {
      throw new FakeFailure({ sqlState: '28000', message: 'Not signed in.' });
    },
  });
  expect(await screen.findByText(/Not signed in/)).toBeTruthy();
  await run();
  expect(await screen.findByText('3 rows')).toBeTruthy();
});

test('statement and result survive a look at another tab', async () => {
  const { run, user } = await preview('SELECT Id FROM PullRequests');
  await run();
  await screen.findByText('3 rows');
  await user.click(screen.getByRole('tab', { name: 'About' }));
  await user.click(screen.getByRole('tab', { name: 'Preview' }));
  expect(await screen.findByText('3 rows')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'SQL' }).textContent).toContain('SELECT Id FROM PullRequests');
});

test('F5 runs the statement, and Enter in the row limit too', async () => {
  const { engine, user } = await preview('SELECT 1');
  await user.keyboard('{F5}');
  expect(await screen.findByText('3 rows')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Row limit' }), '{Enter}');
  await waitFor(() => expect(engine.inputsOf('query.open')).toHaveLength(2));
});

test('a statement without rows so far says that it runs, and for how long', async () => {
  const { run } = await preview('SELECT 1', { 'query.fetch': () => new Promise(() => {}) });
  await run();
  expect(await screen.findByText('Running…')).toBeTruthy();
  expect(screen.getByText(/^[\d.]+ m?s$/)).toBeTruthy();
  expect(screen.queryByRole('grid', { name: 'Query result' })).toBeNull();
});

test('booleans read as words', async () => {
  const { run } = await preview('SELECT 1', {
    'query.open': () => ({ id: 'q1', columns: [{ name: 'IsDraft', type: 'boolean', align: 'left' }] }),
    'query.fetch': () => ({ ...lastPage, rows: [['t'], ['f'], [null]] }),
  });
  await run();
  const grid = await screen.findByRole('grid', { name: 'Query result' });
  const cells = await within(grid).findAllByRole('gridcell');
  expect(cells.map((cell) => cell.textContent)).toEqual(['true', 'false', 'NULL']);
});

test('the names for completion are read again when a data source has changed', async () => {
  const { engine } = await preview('SELECT 1');
  await waitFor(() => expect(engine.inputsOf('catalog.schemas')).toHaveLength(1));
  engine.emit('dsn.changed', {});
  await waitFor(() => expect(engine.inputsOf('catalog.schemas')).toHaveLength(2));
});
