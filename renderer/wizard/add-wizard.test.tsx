import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { Output, Property, TestResult } from '../../engine/admin/contract.ts';
import { FakeFailure, type Handlers } from '../test-support/fake-engine.ts';
import { held } from '../test-support/held.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { passedTest, sampleEngine, sandbox } from '../test-support/sample-engine.ts';

afterEach(() => vi.restoreAllMocks());

const basic = { help: '', default: '', category: 'Basic', sensitivity: 'none' } as const;
const properties: Property[] = [
  { ...basic, name: 'Workspace', label: 'Workspace', type: { kind: 'text' } },
  { ...basic, name: 'Schema', label: 'Schema', type: { kind: 'text' }, default: 'Information' },
  { ...basic, name: 'AuthScheme', label: 'Sign-in', type: { kind: 'text' }, default: 'OAuth' },
  {
    ...basic,
    name: 'AccessToken',
    label: 'Access token',
    type: { kind: 'secret' },
    sensitivity: 'secret',
    required: true,
    when: { property: 'AuthScheme', oneOf: ['AccessToken'] },
  },
  { ...basic, name: 'ApiURL', label: 'API address', type: { kind: 'url' } },
];

const passed: TestResult = {
  ...passedTest,
  message: 'The credential is accepted.',
  account: '',
  lacking: [],
  scopes: [],
  workspaces: ['pier'],
};

const guides: Output<'connect.guides'> = {
  guides: [{ id: 'psql', title: 'psql', trial: 'tested', steps: [], texts: [], files: [], notes: [] }],
  tables: [],
};

async function openWizard(handlers: Handlers = {}) {
  const engine = sampleEngine([sandbox], {
    'properties.list': () => ({ properties }),
    'permissions.list': () => ({
      topics: [
        {
          id: 'pullRequests',
          label: 'Pull requests',
          read: { box: 'Pull requests: Read', scope: 'pullrequest', apiTokenScopes: ['read:pullrequest'] },
          write: { box: 'Pull requests: Write', scope: 'pullrequest:write', apiTokenScopes: ['write:pr'] },
          always: false,
        },
      ],
    }),
    'dsn.workspaces': () => ({ workspaces: ['pier'] }),
    'dsn.test': () => passed,
    ...handlers,
  });
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('button', { name: 'Add…' }));
  await screen.findByRole('dialog', { name: 'New data source' });
  return { engine, user };
}

const press = async (user: UserEvent, name: string | RegExp) =>
  user.click(await screen.findByRole('button', { name }));
/** A browser takes the focus from a button that is disabled, and leaves it on the page itself. */
const escapeFromPage = () => fireEvent.keyDown(document.body, { key: 'Escape' });
const nameBox = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Data source name' });

async function toCredential(user: UserEvent) {
  await press(user, 'Next');
  await user.click(await screen.findByRole('radio', { name: /^Access token/ }));
  await press(user, 'Next');
  return screen.findByLabelText<HTMLInputElement>('Access token');
}

test('the tab decides who will use it first, and a free name is suggested for either', async () => {
  const taken = { ...sandbox, name: 'BITBUCKET' };
  const engine = sampleEngine([taken]);
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('tab', { name: 'System DSN' }));
  await press(user, 'Add…');
  expect(await screen.findByRole<HTMLInputElement>('radio', { name: /^Services/ })).toHaveProperty(
    'checked',
    true,
  );
  expect(nameBox().value).toBe('Bitbucket');
  await user.click(screen.getByRole('radio', { name: /^I will/ }));
  expect(nameBox().value).toBe('Bitbucket 2');
});

test('a credential without a browser is tested before anything is saved, and saved by Finish', async () => {
  const { engine, user } = await openWizard();
  const token = await toCredential(user);
  expect(await screen.findByText('Pull requests: Read')).toBeTruthy();
  await press(user, 'Next');
  expect(await screen.findByText('Access token is missing.')).toBeTruthy();
  await user.type(token, 's3cret');
  await press(user, 'Next');
  const workspace = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Workspace' });
  await waitFor(() => expect(workspace.value).toBe('pier'));
  await press(user, 'Test Connection');
  expect(await screen.findByText('The connection works')).toBeTruthy();
  expect(engine.inputsOf('dsn.save')).toEqual([]);
  const draft = {
    name: 'Bitbucket',
    scope: 'user',
    values: { AuthScheme: 'AccessToken', Workspace: 'pier' },
    secrets: { AccessToken: 's3cret' },
  };
  expect(engine.inputsOf('dsn.test')).toEqual([draft]);
  await press(user, 'Finish');
  expect(await screen.findByText('The data source “Bitbucket” is ready.')).toBeTruthy();
  expect(engine.inputsOf('dsn.save')).toEqual([{ ...draft, description: '' }]);
});

test('a test under way ends when what it tests is changed, and its result is not taken for another', async () => {
  const { promise, answer } = held<TestResult>();
  const { engine, user } = await openWizard({ 'dsn.test': () => promise });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  await press(user, 'Test Connection');
  await press(user, 'Back');
  await user.type(await screen.findByRole('combobox', { name: 'Workspace' }), '2');
  await waitFor(() => expect(engine.cancelled).toHaveLength(1));
  engine.handle({ 'dsn.test': () => ({ ...passed, message: 'This one is new.' }) });
  await press(user, 'Test Connection');
  expect(await screen.findByText('This one is new.')).toBeTruthy();
  answer(passed);
  await waitFor(() => expect(screen.getByText('This one is new.')).toBeTruthy());
});

test('who types as the only workspace arrives types in its place, not behind it', async () => {
  const { promise, answer } = held<Output<'dsn.workspaces'>>();
  const { user } = await openWizard({ 'dsn.workspaces': () => promise });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  const workspace = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Workspace' });
  await waitFor(() => expect(document.activeElement).toBe(workspace));
  answer({ workspaces: ['pier'] });
  await waitFor(() => expect(workspace.value).toBe('pier'));
  await user.keyboard('wharf');
  expect(workspace.value).toBe('wharf');
});

test('Back loses nothing, and leaving asks', async () => {
  const { engine, user } = await openWizard();
  await user.clear(nameBox());
  await user.type(nameBox(), 'Pier');
  const token = await toCredential(user);
  await user.type(token, 's3cret');
  await press(user, 'Back');
  await press(user, 'Back');
  expect(nameBox().value).toBe('Pier');
  await press(user, 'Next');
  await press(user, 'Next');
  expect(screen.getByLabelText<HTMLInputElement>('Access token').value).toBe('s3cret');
  await user.keyboard('{Escape}');
  const question = within(await screen.findByRole('alertdialog', { name: 'Leave without finishing?' }));
  await user.click(question.getByRole('button', { name: 'Go on here' }));
  expect(screen.getByLabelText<HTMLInputElement>('Access token').value).toBe('s3cret');
  await press(user, 'Cancel');
  await press(user, 'Discard');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(engine.inputsOf('dsn.save')).toEqual([]);
});

test('an untouched wizard closes without a question', async () => {
  const { user } = await openWizard();
  await press(user, 'Cancel');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('lists that cannot be had say why, and the slug can be typed', async () => {
  const failure = { sqlState: '42501', message: 'This credential may not list.', hint: 'Type the slug.' };
  const { engine, user } = await openWizard({
    'dsn.workspaces': () => {
      throw new FakeFailure(failure);
    },
  });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  expect(await screen.findByText(failure.message)).toBeTruthy();
  expect(screen.getByText(failure.hint)).toBeTruthy();
  expect(screen.getByText('SQLSTATE 42501')).toBeTruthy();
  await user.type(screen.getByRole('combobox', { name: 'Workspace' }), 'pier');
  await press(user, 'Test Connection');
  await waitFor(() => expect(engine.inputsOf('dsn.test')[0]?.values).toMatchObject({ Workspace: 'pier' }));
});

test('a save that fails says all three and keeps what was typed', async () => {
  const { user } = await openWizard({
    'dsn.save': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The disk is full.', hint: 'Make room.' });
    },
  });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  await press(user, 'Test Connection');
  await screen.findByText('The connection works');
  await press(user, 'Finish');
  expect(await screen.findByText('The disk is full.')).toBeTruthy();
  expect(screen.getByText('Make room.')).toBeTruthy();
  expect(screen.getByText('SQLSTATE 58030')).toBeTruthy();
  await press(user, 'Back');
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Workspace' }).value).toBe('pier');
});

test('the boxes to tick follow what is wanted', async () => {
  const { user } = await openWizard();
  await toCredential(user);
  await screen.findByText('Pull requests: Read');
  await user.click(screen.getByRole('checkbox', { name: 'Read: Pull requests' }));
  expect(screen.queryByText('Pull requests: Read')).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Write: Pull requests' }));
  expect(screen.getByText('Pull requests: Read')).toBeTruthy();
  expect(screen.getByText('Pull requests: Write')).toBeTruthy();
});

test('Escape asks before it leaves, wherever the focus went, and closes only what lies on top', async () => {
  const { user } = await openWizard({ 'connect.guides': () => guides });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  await press(user, 'Test Connection');
  await screen.findByText('The connection works');
  escapeFromPage();
  await screen.findByRole('alertdialog', { name: 'Leave without finishing?' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(screen.getByRole('dialog', { name: 'New data source' })).toBeTruthy();

  await press(user, 'Finish');
  await screen.findByText('The data source “Bitbucket” is ready.');
  const wizard = within(screen.getByRole('dialog', { name: 'New data source' }));
  await user.click(wizard.getByRole('button', { name: 'Connect from…' }));
  await screen.findByRole('region', { name: 'psql' });
  await user.type(screen.getByRole('searchbox', { name: 'Search applications' }), 'p{Escape}');
  expect(screen.getByRole('region', { name: 'psql' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('region', { name: 'psql' })).toBeNull());
  expect(screen.getByRole('dialog', { name: 'New data source' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('Enter in a combo box keeps what was typed and goes on, even over its open list', async () => {
  const { engine, user } = await openWizard({ 'dsn.workspaces': () => ({ workspaces: ['pier', 'quay'] }) });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  await press(user, /^Pick Workspace from Bitbucket/);
  await screen.findByRole('option', { name: 'quay' });
  const workspace = screen.getByRole('combobox', { name: 'Workspace' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('option')).toBeNull());
  expect(screen.queryByRole('alertdialog')).toBeNull();

  await user.keyboard('{ArrowDown}');
  await screen.findByRole('option', { name: 'quay' });
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(workspace).toHaveProperty('value', 'quay'));
  expect(engine.inputsOf('dsn.test')).toEqual([]);

  await press(user, /^Pick Workspace from Bitbucket/);
  await screen.findByRole('option', { name: 'pier' });
  await user.clear(workspace);
  await user.type(workspace, 'wharf{Enter}');
  await waitFor(() => expect(engine.inputsOf('dsn.test')[0]?.values).toMatchObject({ Workspace: 'wharf' }));
});

test('a list that is open when the only workspace arrives fills with what that workspace holds', async () => {
  let arrive: (answer: Output<'dsn.workspaces'>) => void = () => undefined;
  const arrival = new Promise<Output<'dsn.workspaces'>>((resolve) => (arrive = resolve));
  const { engine, user } = await openWizard({
    'dsn.workspaces': () => arrival,
    'dsn.schemas': (input) => ({
      schemas: [{ name: `in ${input.values?.['Workspace'] ?? 'none'}`, kind: 'repository', title: '' }],
    }),
  });
  await user.type(await toCredential(user), 's3cret');
  await press(user, 'Next');
  await press(user, /^Pick Schema from Bitbucket/);
  await screen.findByRole('option', { name: /^in none/ });
  arrive({ workspaces: ['pier'] });
  expect(await screen.findByRole('option', { name: /^in pier/ })).toBeTruthy();
  expect(engine.inputsOf('dsn.schemas')).toHaveLength(2);
});
