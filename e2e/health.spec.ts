/** Every state of health, produced for real, and the button that mends it: in the window, over a real engine. */
import type { Page } from '@playwright/test';
import { appendFile, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../engine/sandbox/sandbox.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test as base, type Administrator } from './support/administrator.ts';
import { freePort } from './support/free-port.ts';

/** An offline Bitbucket that the test holds in its hand, and may stop and start again. */
class Bitbucket {
  #sandbox: Sandbox;
  readonly #options: SandboxOptions;

  private constructor(sandbox: Sandbox, options: SandboxOptions) {
    this.#sandbox = sandbox;
    this.#options = options;
  }

  static async open(): Promise<Bitbucket> {
    const options = { port: await freePort(), callbackUrl: `http://localhost:${await freePort()}` };
    return new Bitbucket(await startSandbox(options), options);
  }

  get now(): Sandbox {
    return this.#sandbox;
  }

  async comeBack(): Promise<void> {
    this.#sandbox = await startSandbox(this.#options);
  }
}

const test = base.extend<{ bitbucket: Bitbucket }>({
  bitbucket: async ({ browserName: _browser }, use) => {
    const bitbucket = await Bitbucket.open();
    await use(bitbucket);
    await bitbucket.now.close();
  },
});

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
const panel = (page: Page, name: string) => page.getByRole('region', { name: `Health of ${name}` });

async function expectHealth(page: Page, name: string, word: string): Promise<void> {
  await expect(row(page, name).getByText(word, { exact: true })).toBeVisible();
}

async function mend(page: Page, name: string, button: string): Promise<void> {
  await row(page, name).getByText(name, { exact: true }).click();
  await panel(page, name).getByRole('button', { name: button }).click();
}

async function check(page: Page, name: string): Promise<void> {
  await row(page, name).getByText(name, { exact: true }).click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
}

async function save(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  const sheet = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields))
    await sheet
      .locator('input')
      .and(sheet.getByLabel(label, { exact: true }))
      .fill(value);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toHaveCount(0);
}

interface NewDsn {
  readonly values?: readonly string[];
  readonly secret?: string;
}

async function add({ place }: Administrator, bitbucket: Sandbox, name: string, dsn: NewDsn): Promise<void> {
  const { apiUrl, tokenUrl, authorizeUrl, workspace } = bitbucket;
  const values = [
    `ApiURL=${apiUrl}`,
    `OAuthAccessTokenURL=${tokenUrl}`,
    `OAuthAuthorizationURL=${authorizeUrl}`,
    `Workspace=${workspace}`,
    'Schema=harbor-app',
    ...(dsn.values ?? []),
  ];
  const args = ['dsn', 'add', name, ...values, '--secrets', '-'];
  expect(await place.drawbridge(args, { input: `${dsn.secret ?? ''}\n` })).toMatchObject({ status: 0 });
}

/** As a dashboard does it: nobody looks at the window meanwhile. */
async function query({ place }: Administrator, dsn: string, sql: string): Promise<number | null> {
  return (await place.drawbridge(['query', '--dsn', dsn, sql])).status;
}

async function consent(administrator: Administrator, press: () => Promise<void>): Promise<void> {
  const opened = administrator.nextBrowserPage();
  await press();
  const bitbucketPage = await opened;
  await bitbucketPage.getByRole('button', { name: 'Grant access' }).click();
  await expect(bitbucketPage.getByText('You are signed in')).toBeVisible();
  await bitbucketPage.close();
  const { page } = administrator;
  await expect(page.getByRole('dialog').getByText('You are signed in')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
}

test('what is wrong on this computer is seen without asking anybody, and mended', async ({
  administrator,
  bitbucket: { now: bitbucket },
}) => {
  const { page, place } = administrator;
  const driver = path.join(place.dataDir, 'driver', 'libdrawbridgeodbc.so');
  await expect(page.getByRole('button', { name: 'ODBC driver: 2 problems' })).toBeVisible();
  // From a terminal: the window hears of it by itself, and so it does below where the library goes.
  expect(await place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  await expect(page.getByRole('button', { name: 'ODBC driver registered' })).toBeVisible();
  await add(administrator, bitbucket, 'Harbour', {
    values: ['AuthScheme=AccessToken'],
    secret: `AccessToken=${bitbucket.accessToken}`,
  });
  await expectHealth(page, 'Harbour', 'Not checked');

  await rm(driver);
  await expectHealth(page, 'Harbour', 'Driver missing');
  await mend(page, 'Harbour', 'Install the driver');
  await expectHealth(page, 'Harbour', 'Not checked');
  await expect(page.getByRole('button', { name: 'ODBC driver registered' })).toBeVisible();
  await expect(panel(page, 'Harbour')).toBeFocused();
  expect(await place.drawbridge(['driver', 'status'])).toMatchObject({ status: 0 });

  await appendFile(
    String(place.env['ODBCINI']),
    `\n[Elsewhere]\nDriver=/opt/gone/libdrawbridgeodbc.so\nAuthScheme=AccessToken\nAccessToken=by-hand-4711\nWrkspace=x\nMaxRows=many\n`,
  );
  await page.keyboard.press('F5');
  await expectHealth(page, 'Elsewhere', 'Driver missing');
  await row(page, 'Elsewhere').click();
  await expectAccessible(page);
  await mend(page, 'Elsewhere', 'Remove Wrkspace, MaxRows');
  await expectHealth(page, 'Elsewhere', 'Not checked');

  await appendFile(
    String(place.env['ODBCINI']),
    `[ByHand]\nDriver=${driver}\nAuthScheme=AccessToken\nAccessToken=by-hand-4711\nMaxRows=many\n`,
  );
  await page.keyboard.press('F5');
  await expectHealth(page, 'ByHand', 'Wrong values');
  await mend(page, 'ByHand', 'Configure…');
  await save(page, { 'Max Rows': '5' });
  await expectHealth(page, 'ByHand', 'Not checked');

  await appendFile(
    String(place.env['ODBCINI']),
    `[Open]\nDriver=${driver}\nAuthScheme=AccessToken\nPWD=by-hand-4711\n`,
  );
  await page.keyboard.press('F5');
  await expectHealth(page, 'Open', 'Secret in file');
  await mend(page, 'Open', 'Move to the vault');
  await expectHealth(page, 'Open', 'Not checked');

  expect(await readFile(String(place.env['ODBCINI']), 'utf8')).not.toContain('by-hand-4711');
  expect(bitbucket.requests).toEqual([]);
});

// The desktop's key store closes the vault there: desktop.spec.ts resets that.
test('a vault whose key file is away is locked until it is back, or a new one takes its place @browser', async ({
  administrator,
  bitbucket: { now: bitbucket },
}) => {
  const { page, place } = administrator;
  const key = path.join(place.dataDir, 'keys', 'vault.key');
  expect(await place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  await add(administrator, bitbucket, 'Harbour', {
    values: ['AuthScheme=AccessToken'],
    secret: `AccessToken=${bitbucket.accessToken}`,
  });
  await rename(key, `${key}.away`);
  await page.keyboard.press('F5');
  await expectHealth(page, 'Harbour', 'Vault locked');
  await row(page, 'Harbour').getByText('Harbour', { exact: true }).click();
  const again = panel(page, 'Harbour').getByRole('button', { name: 'Check again' });
  await expect(again).toBeVisible();
  await rename(`${key}.away`, key);
  await again.click();
  await expectHealth(page, 'Harbour', 'Good');

  await rename(key, `${key}.away`);
  expect(await query(administrator, 'Harbour', 'SELECT Id FROM PullRequests LIMIT 1')).toBe(1);
  await page.keyboard.press('F5');
  await expectHealth(page, 'Harbour', 'Vault locked');
  await mend(page, 'Harbour', 'Start a new vault…');
  const dialog = page.getByRole('alertdialog', { name: 'Start a new vault' });
  await expect(dialog).toContainText('every data source');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const folder = path.join(place.dataDir, 'vault');
  expect(await readdir(folder)).toEqual(['vault.json']);
  await mend(page, 'Harbour', 'Start a new vault…');
  await dialog.getByRole('button', { name: 'Start a new vault' }).click();
  const done = page.getByRole('dialog', { name: 'A new vault is in place' });
  await expect(done).toContainText(path.join(folder, 'vault-'));
  await done.getByRole('button', { name: 'Close' }).click();
  await expectHealth(page, 'Harbour', 'Not signed in');
  await mend(page, 'Harbour', 'Enter the token…');
  await save(page, { 'Access token': bitbucket.accessToken });
  await check(page, 'Harbour');
  await expectHealth(page, 'Harbour', 'Good');

  // The same from the command line; then what was set aside is put back with its key.
  const withoutYes = await place.drawbridge(['vault', 'new']);
  expect(withoutYes).toMatchObject({ status: 1, stderr: expect.stringContaining('--yes') });
  const opens = await place.drawbridge(['vault', 'new', '--yes']);
  expect(opens).toMatchObject({ status: 1, stderr: expect.stringContaining('can be opened') });
  await rename(`${key}.away`, key);
  const { status, stdout } = await place.drawbridge(['vault', 'new', '--yes', '--json']);
  expect(status).toBe(0);
  await expectHealth(page, 'Harbour', 'Not signed in');
  const [first = ''] = (await readdir(folder)).filter((name) => !stdout.includes(name));
  await rename(path.join(folder, first), path.join(folder, 'vault.json'));
  await page.keyboard.press('F5');
  await expectHealth(page, 'Harbour', 'Good');
});

test('a token that is missing, revoked or lacks a scope, and a Bitbucket that is gone, say what they need', async ({
  administrator,
  bitbucket,
}) => {
  const { page } = administrator;
  const name = 'Harbour';
  await add(administrator, bitbucket.now, name, { values: ['AuthScheme=AccessToken'] });
  // Without the driver's library every data source would have that to say first.
  expect(await administrator.place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  await page.keyboard.press('F5');
  await expectHealth(page, name, 'Not signed in');
  await mend(page, name, 'Enter the token…');
  await save(page, { 'Access token': bitbucket.now.accessToken });
  await expectHealth(page, name, 'Not checked');
  expect(bitbucket.now.requests).toEqual([]);
  await check(page, name);
  await expectHealth(page, name, 'Good');
  await expect(panel(page, name).getByText('signed in as')).toBeVisible();

  bitbucket.now.revokeTokens();
  expect(await query(administrator, name, 'SELECT Id FROM PullRequests LIMIT 1')).toBe(1);
  await expectHealth(page, name, 'Token expired');
  await mend(page, name, 'Enter the token…');
  await save(page, { 'Access token': bitbucket.now.issueAccessToken(['account', 'repository']) });
  await check(page, name);
  await expectHealth(page, name, 'Good');

  expect(await query(administrator, name, 'SELECT Id FROM PullRequests LIMIT 1')).toBe(1);
  await expectHealth(page, name, 'Scope missing');
  await expect(panel(page, name).getByText('Pull requests: Read')).toBeVisible();
  await mend(page, name, 'Check again');
  await expectHealth(page, name, 'Scope missing');
  await mend(page, name, 'Enter the token…');
  await save(page, { 'Access token': bitbucket.now.issueAccessToken(['account', 'pullrequest']) });
  await expectHealth(page, name, 'Not checked');
  expect(await query(administrator, name, 'SELECT Id FROM PullRequests LIMIT 1')).toBe(0);
  await expectHealth(page, name, 'Good');

  const refusal = {
    match: { path: '/pullrequests' },
    fault: { kind: 'status', status: 403 },
    times: 'always',
  } as const;
  bitbucket.now.faults.add(refusal);
  expect(await query(administrator, name, 'SELECT Id FROM PullRequests LIMIT 1')).toBe(1);
  await expectHealth(page, name, 'Access denied');
  bitbucket.now.faults.clear();
  await mend(page, name, 'Check again');
  await expectHealth(page, name, 'Good');

  await add(administrator, bitbucket.now, 'Pier', {
    values: ['AuthScheme=AccessToken'],
    secret: `AccessToken=${bitbucket.now.accessToken}`,
  });
  await bitbucket.now.close();
  await check(page, 'Pier');
  await expectHealth(page, 'Pier', 'Unreachable');
  await mend(page, 'Pier', 'Network settings…');
  await expect(page.getByRole('textbox', { name: 'API address' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await bitbucket.comeBack();
  await mend(page, 'Pier', 'Check again');
  await expectHealth(page, 'Pier', 'Good');

  expect(await administrator.place.drawbridge(['dsn', 'edit', 'Pier', 'Workspace=nowhere'])).toMatchObject({
    status: 0,
  });
  await expectHealth(page, 'Pier', 'Not checked');
  await page.getByRole('button', { name: 'Check all' }).click();
  await expectHealth(page, 'Pier', 'Check failed');
  await mend(page, 'Pier', 'Configure…');
  await save(page, { Workspace: bitbucket.now.workspace });
  await expectHealth(page, 'Pier', 'Not checked');
});

test('a sign-in that is missing, has ended or may too little leads to a new one', async ({
  administrator,
  bitbucket: { now: bitbucket },
}) => {
  const { page, place } = administrator;
  const name = 'Signed';
  const { key, secret, callbackUrl } = bitbucket.consumer;
  expect(await place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  await add(administrator, bitbucket, name, {
    values: ['AuthScheme=OAuth', `OAuthClientId=${key}`, `CallbackURL=${callbackUrl}`],
  });
  await expectHealth(page, name, 'Not signed in');
  await mend(page, name, 'Enter the consumer…');
  await save(page, { 'Consumer secret': secret });
  await expect(panel(page, name).getByText('Nobody is signed in')).toBeVisible();

  bitbucket.setConsumerScopes(['account', 'repository', 'pullrequest']);
  await consent(administrator, () => mend(page, name, 'Sign in…'));
  await expectHealth(page, name, 'Good');

  bitbucket.expireAccessTokens();
  bitbucket.revokeRefreshTokens();
  expect(await query(administrator, name, 'SELECT Id FROM PullRequests LIMIT 1')).toBe(1);
  await expectHealth(page, name, 'Token expired');
  await consent(administrator, () => mend(page, name, 'Sign in again…'));
  await expectHealth(page, name, 'Good');

  expect(await query(administrator, name, 'SELECT BuildNumber FROM Pipelines LIMIT 1')).toBe(1);
  await expectHealth(page, name, 'Scope missing');
  await mend(page, name, 'Sign in with more permissions…');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Pipelines: Read')).toBeVisible();
  bitbucket.setConsumerScopes(['account', 'repository', 'pullrequest', 'pipeline']);
  await consent(administrator, () => dialog.getByRole('button', { name: 'Sign in…' }).click());
  await expectHealth(page, name, 'Good');
  expect(await query(administrator, name, 'SELECT BuildNumber FROM Pipelines LIMIT 1')).toBe(0);

  // What the data source is set to do counts as well, before Bitbucket has refused anything.
  expect(await place.drawbridge(['dsn', 'edit', name, 'ReadOnly=false'])).toMatchObject({ status: 0 });
  await expectHealth(page, name, 'Scope missing');
  await expect(panel(page, name).getByText('Pull requests: Write')).toBeVisible();
  const { stdout } = await place.drawbridge(['dsn', 'list', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([{ name, health: 'scope missing' }]);
});
