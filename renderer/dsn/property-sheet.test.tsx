import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { FakeFailure, type FakeEngine } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { passedTest, properties, sampleEngine, sandbox, weekly } from '../test-support/sample-engine.ts';

async function configureWeekly(engine: FakeEngine = sampleEngine([sandbox, weekly])) {
  const { user } = renderApp(engine);
  await user.dblClick(await screen.findByRole('row', { name: /Weekly/ }));
  await screen.findByRole('textbox', { name: 'Max Rows' });
  return { engine, user };
}

const box = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const place = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name });
const press = (user: UserEvent, name: string) => user.click(screen.getByRole('button', { name }));
const openPage = (user: UserEvent, name: string) => user.click(screen.getByRole('tab', { name }));

async function chooseSignIn(user: UserEvent, label: string) {
  await user.click(screen.getByRole('button', { name: /Sign-in$/ }));
  await user.click(await screen.findByRole('option', { name: label }));
}

test('the first page has name, description, workspace and Max Rows, each with its spelling', async () => {
  await configureWeekly();
  expect(box('Data source name').value).toBe('Weekly');
  expect(box('Description').value).toBe('For the weekly report');
  expect(place('Workspace').value).toBe('acme');
  expect(box('Max Rows').placeholder).toBe('0');
  expect(screen.getByText('MaxRows')).toBeTruthy();
  expect(screen.getByText('Default: 0')).toBeTruthy();
});

test('saving sends what was set, without defaults and without secrets that were not touched', async () => {
  const { engine, user } = await configureWeekly();
  await user.type(box('Max Rows'), '10');
  await press(user, 'Save');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')).toEqual([
    {
      name: 'Weekly',
      previousName: 'Weekly',
      scope: 'user',
      description: 'For the weekly report',
      values: { Workspace: 'acme', MaxRows: '10' },
      secrets: {},
    },
  ]);
});

test('a value of the wrong type is refused while it is typed, and Save leads to it', async () => {
  const { engine, user } = await configureWeekly();
  await user.type(box('Max Rows'), '1001');
  expect(await screen.findByText('Type a number from 0 to 1,000.')).toBeTruthy();
  expect(box('Max Rows').getAttribute('aria-invalid')).toBe('true');
  await openPage(user, 'Advanced');
  await press(user, 'Save');
  expect(await screen.findByText('Type a number from 0 to 1,000.')).toBeTruthy();
  expect(engine.inputsOf('dsn.save')).toEqual([]);
});

test('only what matters for the chosen way to sign in is shown', async () => {
  const { user } = await configureWeekly();
  await openPage(user, 'Authentication');
  expect(await screen.findByLabelText('Consumer secret')).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: 'Atlassian e-mail' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Sign in…' })).toBeTruthy();
  await chooseSignIn(user, 'API token');
  expect(await screen.findByRole('textbox', { name: 'Atlassian e-mail' })).toBeTruthy();
  expect(screen.queryByLabelText('Consumer secret')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Sign in…' })).toBeNull();
});

test('a secret that the vault keeps is never shown, and can be replaced or forgotten', async () => {
  const { engine, user } = await configureWeekly();
  await openPage(user, 'Authentication');
  const secret = await screen.findByLabelText<HTMLInputElement>('Consumer secret');
  expect(secret.type).toBe('password');
  expect(secret.value).toBe('');
  expect(screen.getByText('kept in the vault')).toBeTruthy();
  await press(user, 'Forget Consumer secret');
  expect(screen.getByText('will be forgotten when you save')).toBeTruthy();
  await press(user, 'Keep Consumer secret');
  await user.type(secret, 'new secret');
  await press(user, 'Save');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')[0]?.secrets).toEqual({ OAuthClientSecret: 'new secret' });
  const left = [
    document.documentElement.outerHTML,
    ...Object.values(localStorage),
    ...Object.values(sessionStorage),
  ];
  expect(left.join()).not.toContain('new secret');
});

test('a box that is ticked back to its default is not saved', async () => {
  const { engine, user } = await configureWeekly();
  await openPage(user, 'Advanced');
  const readOnly = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Read only' });
  expect(readOnly.checked).toBe(true);
  await user.click(readOnly);
  await user.click(readOnly);
  await press(user, 'Save');
  await waitFor(() => expect(engine.inputsOf('dsn.save')).toHaveLength(1));
  expect(engine.inputsOf('dsn.save')[0]?.values).toEqual({ Workspace: 'acme' });
});

test('a new data source needs a good name before anything is saved', async () => {
  const engine = sampleEngine([sandbox]);
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('button', { name: 'Add…' }));
  await user.click(await screen.findByRole('button', { name: 'All properties…' }));
  await screen.findByRole('dialog', { name: 'New User data source' });
  await user.clear(await screen.findByRole('textbox', { name: 'Data source name' }));
  expect(screen.queryByText('Give the data source a name.')).toBeNull();
  await press(user, 'Save');
  expect(await screen.findByText('Give the data source a name.')).toBeTruthy();
  await user.type(box('Data source name'), 'SANDBOX');
  expect(await screen.findByText('There is already a data source “Sandbox”.')).toBeTruthy();
  await user.type(box('Data source name'), ' 2');
  await press(user, 'Save');
  const row = await screen.findByRole('row', { name: /SANDBOX 2/ });
  expect(row.getAttribute('aria-selected')).toBe('true');
});

test('a new name renames', async () => {
  const { engine, user } = await configureWeekly();
  await user.clear(box('Data source name'));
  await user.type(box('Data source name'), 'Daily');
  await press(user, 'Save');
  expect(await screen.findByRole('row', { name: /Daily/ })).toBeTruthy();
  expect(engine.inputsOf('dsn.save')[0]).toMatchObject({ name: 'Daily', previousName: 'Weekly' });
});

test('a save that fails keeps the sheet open with what was typed', async () => {
  const { engine, user } = await configureWeekly();
  engine.handle({
    'dsn.save': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The disk is full.', hint: 'Make room.' });
    },
  });
  await user.type(box('Max Rows'), '10');
  await press(user, 'Save');
  expect(await screen.findByText('The disk is full.')).toBeTruthy();
  expect(box('Max Rows').value).toBe('10');
});

test('Cancel asks before it throws changes away', async () => {
  const { engine, user } = await configureWeekly();
  await user.type(box('Max Rows'), '10');
  await press(user, 'Cancel');
  await user.click(await screen.findByRole('button', { name: 'Keep editing' }));
  expect(box('Max Rows').value).toBe('10');
  await press(user, 'Cancel');
  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')).toEqual([]);
});

test('Test Connection uses what is typed, before it is saved', async () => {
  const { engine, user } = await configureWeekly(
    sampleEngine([sandbox, weekly], { 'dsn.test': () => passedTest }),
  );
  await user.clear(place('Workspace'));
  await user.type(place('Workspace'), 'other');
  await press(user, 'Test Connection');
  const result = await screen.findByRole('region', { name: 'Test result' });
  expect(within(result).getByText(passedTest.message)).toBeTruthy();
  expect(within(result).getByText('account, repository')).toBeTruthy();
  expect(within(result).getByText('an access token')).toBeTruthy();
  await user.click(within(result).getByRole('button', { name: 'What one missing scope keeps from you' }));
  expect(within(result).getByText('Not read: Pipelines. Not called: RunPipeline')).toBeTruthy();
  expect(engine.inputsOf('dsn.test')).toEqual([
    { name: 'Weekly', scope: 'user', values: { Workspace: 'other' }, secrets: {} },
  ]);
  expect(engine.inputsOf('dsn.save')).toEqual([]);
});

test('a test that fails says why and what to do', async () => {
  const failure = {
    sqlState: '28000',
    message: 'Bitbucket refused the token.',
    detail: 'Required: repository. Granted: account.',
    hint: 'Make a new one.',
  };
  const { user } = await configureWeekly(
    sampleEngine([sandbox, weekly], {
      'dsn.test': () => ({ ...passedTest, ok: false, message: failure.message, failure }),
    }),
  );
  await press(user, 'Test Connection');
  const result = await screen.findByRole('region', { name: 'Test result' });
  expect(within(result).getByText('Bitbucket refused the token.')).toBeTruthy();
  expect(within(result).getByText('Required: repository. Granted: account.')).toBeTruthy();
  expect(within(result).getByText('Make a new one.')).toBeTruthy();
  expect(within(result).getByText('SQLSTATE 28000')).toBeTruthy();
});

test('a test that takes long can be cancelled', async () => {
  const { engine, user } = await configureWeekly(
    sampleEngine([sandbox, weekly], { 'dsn.test': () => new Promise(() => {}) }),
  );
  await press(user, 'Test Connection');
  const [stop] = await screen.findAllByRole('button', { name: 'Cancel' });
  expect(document.activeElement).toBe(stop);
  await user.click(stop as HTMLElement);
  expect(engine.cancelled).toHaveLength(1);
});

test('a data source that cannot be read says why', async () => {
  const engine = sampleEngine([weekly], {
    'dsn.get': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The file cannot be read.' });
    },
  });
  const { user } = renderApp(engine);
  await user.dblClick(await screen.findByRole('row', { name: /Weekly/ }));
  expect(await screen.findByText('The file cannot be read.')).toBeTruthy();
});

test('Enter in a field saves', async () => {
  const { engine, user } = await configureWeekly();
  await user.type(box('Max Rows'), '10{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')).toHaveLength(1);
});

test('what must be corrected gets the focus, whether one saves or tests', async () => {
  const { engine, user } = await configureWeekly();
  await user.type(box('Max Rows'), 'many');
  await openPage(user, 'Advanced');
  await press(user, 'Test Connection');
  await waitFor(() => expect(document.activeElement).toBe(box('Max Rows')));
  expect(engine.inputsOf('dsn.test')).toEqual([]);
});

test('the result of a test goes when what it was made with changes', async () => {
  const { user } = await configureWeekly(sampleEngine([sandbox, weekly], { 'dsn.test': () => passedTest }));
  await press(user, 'Test Connection');
  await screen.findByRole('region', { name: 'Test result' });
  await user.type(place('Workspace'), '2');
  expect(screen.queryByRole('region', { name: 'Test result' })).toBeNull();
});

test('the page cannot be left without a question while something is unsaved', async () => {
  const { user } = await configureWeekly();
  const leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(leave()).toBe(true);
  await user.type(box('Max Rows'), '10');
  expect(leave()).toBe(false);
});

test('a search shows properties of all pages, and any page, the covered one too, ends it', async () => {
  const { user } = await configureWeekly();
  const search = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search properties' });
  await user.type(search, 'rows');
  expect(await screen.findByText(/found on all pages/)).toBeTruthy();
  await openPage(user, 'Basic');
  expect(search.value).toBe('');
  expect(box('Data source name').value).toBe('Weekly');
});

test('what is doubted of what was saved is shown over the list, unless its field says so', async () => {
  const noMeaning = {
    sqlState: '01000',
    message: 'The keyword Other has no meaning here.',
    hint: 'Drop it.',
  };
  const atItsField = { sqlState: '01000', message: 'MaxRows: This is a lot.' };
  const doubts = [{ pattern: '^999$', message: 'This is a lot.', hint: 'Take less.' }];
  const engine = sampleEngine([sandbox, weekly], {
    'properties.list': () => ({
      properties: properties.map((one) => (one.name === 'MaxRows' ? { ...one, doubts } : one)),
    }),
    'dsn.save': () => ({ entry: weekly, notices: [noMeaning, atItsField] }),
  });
  const { user } = await configureWeekly(engine);
  await user.type(box('Max Rows'), '999');
  expect(await screen.findByText(/^This is a lot\. Take less/)).toBeTruthy();
  await press(user, 'Save');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText(noMeaning.message)).toBeTruthy();
  expect(screen.getByText('Drop it.')).toBeTruthy();
  expect(screen.queryByText(/This is a lot/)).toBeNull();
  await press(user, 'Dismiss');
  expect(screen.queryByText(noMeaning.message)).toBeNull();
});
