/** Every view and every dialog, looked at: accessible in every appearance, laid out in small windows, pictured in docs/. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { readEverything } from '../engine/sandbox/oauth/scopes.ts';
import { startSandbox, type Sandbox } from '../engine/sandbox/sandbox.ts';
import { expect, test as base } from './support/administrator.ts';
import { freePort } from './support/free-port.ts';
import { Looker } from './views/look.ts';
import { refuseSystemWrites } from './views/refuse-system-writes.ts';
import { harborProperties } from './support/stage.ts';
import { runQuery } from './support/run-query.ts';

const test = base.extend<{ look: Looker; sandbox: Sandbox }>({
  look: ({ administrator }, use) => use(new Looker(administrator)),
  sandbox: async ({ browserName: _browser }, use) => {
    const sandbox = await startSandbox({ callbackUrl: `http://localhost:${await freePort()}` });
    await use(sandbox);
    await sandbox.close();
  },
});

// Each look is three of axe's and two windows' worth.
test.describe.configure({ timeout: 300_000 });
test.use({ actionTimeout: 15_000 });

const openTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

async function press(page: Page, name: string | RegExp): Promise<void> {
  const dialogs = page.locator('[role="dialog"], [role="alertdialog"]');
  const scope = (await dialogs.count()) === 0 ? page : dialogs.last();
  await scope.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
}

test('the lists of data sources, and what opens over them', async ({
  administrator: { page, place },
  look,
  sandbox,
}) => {
  await expect(page.getByRole('button', { name: 'Connect to Bitbucket' })).toBeVisible();
  await look.at('first-start', { picture: 'light' });

  expect(await place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  const add = (name: string, values: readonly string[], secret: string) =>
    place.drawbridge(['dsn', 'add', name, ...values, '--secrets', '-'], { input: `${secret}\n` });
  const harbor = harborProperties(sandbox);
  const described = [...harbor, 'Description=Pull requests of the harbour'];
  expect(await add('Harbor', described, `AccessToken=${sandbox.accessToken}`)).toMatchObject({ status: 0 });
  expect(await add('Lantern', harbor, '')).toMatchObject({ status: 0 });
  await writeFile(path.join(place.folder, 'odbc', 'odbc.ini'), '[Warehouse]\nDriver=PostgreSQL Unicode\n');
  await page.keyboard.press('F5');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await row('Harbor').getByText('Harbor', { exact: true }).click();
  await press(page, 'Check all');
  await expect(row('Harbor').getByText('Good', { exact: true })).toBeVisible();
  await look.at('user-dsn', { picture: 'both' });
  await row('Lantern').getByText('Lantern', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Health of Lantern' })).toContainText('Not signed in');
  await look.at('health', { picture: 'light' });

  await row('Harbor').dblclick();
  const sheet = page.getByRole('dialog');
  for (const name of ['Basic', 'Authentication', 'Schema', 'Performance', 'Network', 'Advanced', 'Logging']) {
    await sheet.getByRole('tab', { name, exact: true }).click();
    await look.at(`properties-${name.toLowerCase()}`, name === 'Basic' ? { picture: 'light' } : {});
  }
  await press(page, /^Browse for Log file/);
  await expect(page.getByRole('dialog', { name: /^Choose: Log file/ })).toBeVisible();
  await look.at('path-chooser', { picture: 'light' });
  await page.keyboard.press('Escape');
  await sheet.getByRole('searchbox', { name: 'Search properties' }).fill('calls an hour');
  await look.at('properties-search', { picture: 'light' });
  await press(page, 'Test Connection');
  await expect(page.getByText('The connection works')).toBeVisible();
  await look.at('properties-tested');
  await sheet.getByRole('searchbox', { name: 'Search properties' }).fill('');
  await sheet.getByRole('tab', { name: 'Basic', exact: true }).click();
  await sheet.getByLabel('Max Rows').fill('many');
  await press(page, 'Cancel');
  await look.at('properties-discard');
  await press(page, 'Discard');

  await row('Harbor').getByText('Harbor', { exact: true }).click();
  await press(page, 'Remove');
  await look.at('remove', { picture: 'light' });
  await press(page, 'Cancel');
  await press(page, 'Duplicate…');
  await look.at('duplicate', { picture: 'light' });
  await press(page, 'Cancel');
  await press(page, 'Export…');
  const content = page.getByRole('textbox', { name: 'Content of the file' });
  await expect(content).toHaveValue(/"Harbor"/);
  await look.at('export', { picture: 'light' });
  const exported = await content.inputValue();
  await press(page, 'Close');
  await press(page, 'Import…');
  await page.getByRole('textbox', { name: 'Text of the export' }).fill(exported);
  await expect(page.getByRole('button', { name: /Action for Harbor/ })).toBeVisible();
  await look.at('import', { picture: 'light' });
  await press(page, 'Cancel');
  await press(page, 'Connect from…');
  const connect = page.getByRole('dialog', { name: /^Connect from/ });
  await expect(connect.getByRole('region', { name: 'Tableau' })).toBeVisible();
  await look.at('connect-from', { picture: 'light' });
  await connect.getByRole('searchbox').fill('pyth');
  await expect(connect.getByRole('region', { name: 'Python' })).toBeVisible();
  await look.at('connect-from-python');
  await press(page, 'Close');

  await openTab(page, 'System DSN');
  await row('Warehouse').click();
  await look.at('system-dsn', { picture: 'light' });

  await mkdir(path.join(place.folder, 'reports'));
  await writeFile(
    path.join(place.folder, 'reports', 'harbor.dsn'),
    '[ODBC]\nDRIVER=Drawbridge ODBC Driver for Bitbucket\nWorkspace=lighthouse\n',
  );
  await openTab(page, 'File DSN');
  await page.getByRole('button', { name: 'Look in' }).click();
  await page.getByRole('option', { name: /Home folder/ }).click();
  await row('reports').dblclick();
  await row('harbor').click();
  await look.at('file-dsn', { picture: 'light' });
  await press(page, 'Add…');
  await look.at('file-dsn-new');
  await press(page, 'Cancel');

  await refuseSystemWrites(page);
  await row('Harbor').dblclick();
  await sheet.getByLabel('Description').fill('Pull requests of the harbour');
  await press(page, 'Save');
  await expect(page.getByRole('alertdialog', { name: 'Administrator rights needed' })).toBeVisible();
  await look.at('elevation', { picture: 'light' });
});

test('the wizard and the sign-in', async ({ administrator, look, sandbox }) => {
  const { page, place } = administrator;
  // A consumer that lets nobody write.
  sandbox.setConsumerScopes(readEverything);
  expect(await place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  await press(page, 'Connect to Bitbucket');
  await press(page, 'I have a connection string');
  await page
    .getByLabel('Connection string', { exact: true })
    .fill(
      [
        `ApiURL=${sandbox.apiUrl}`,
        `OAuthAuthorizationURL=${sandbox.authorizeUrl}`,
        `OAuthAccessTokenURL=${sandbox.tokenUrl}`,
        `OAuthClientId=${sandbox.consumer.key}`,
        `CallbackURL=${sandbox.consumer.callbackUrl}`,
      ].join(';'),
    );
  await look.at('wizard-start', { picture: 'light' });
  await press(page, 'Next');
  await look.at('wizard-method', { picture: 'light' });
  // Both ways to choose are as good as the other.
  await page.getByRole('radio', { name: /^API token/ }).check();
  await page.getByRole('radio', { name: /^OAuth consumer/ }).click();
  await press(page, 'Next');
  await page.getByLabel('Consumer secret').fill(sandbox.consumer.secret);
  await expect(page.getByText('The port is free on IPv4 and IPv6.')).toBeVisible();
  await look.at('wizard-credential', { picture: 'both' });

  let opened = administrator.nextBrowserPage();
  await press(page, 'Sign in…');
  let consent = await opened;
  await expect(page.getByText('Waiting for your consent')).toBeVisible();
  await press(page, 'The browser runs on another computer');
  await look.at('sign-in-waiting', { picture: 'light' });
  await consent.getByRole('button', { name: 'Deny' }).click();
  await consent.close();
  await expect(page.getByText('The consent was not given in Bitbucket')).toBeVisible();
  await look.at('sign-in-failed', { picture: 'light' });
  opened = administrator.nextBrowserPage();
  await press(page, 'Try again');
  consent = await opened;
  await consent.getByRole('button', { name: 'Grant access' }).click();
  await expect(consent.getByText('You are signed in')).toBeVisible();
  await consent.close();
  await expect(page.getByText('You are signed in')).toBeVisible();
  await look.at('sign-in-done', { picture: 'light' });
  await press(page, 'Close');

  await expect(page.getByRole('combobox', { name: 'Workspace' })).toHaveValue(sandbox.workspace);
  await look.at('wizard-place', { picture: 'light' });
  await press(page, 'Test Connection');
  await expect(page.getByText('The connection works')).toBeVisible();
  await look.at('wizard-finish', { picture: 'light' });
  await press(page, 'Cancel');
  await expect(page.getByRole('alertdialog').last()).toBeVisible();
  await look.at('wizard-leave');
  await press(page, 'Go on here');
  await press(page, 'Finish');
  await expect(page.getByText('is ready.')).toBeVisible();
  await look.at('wizard-done');
  await page.keyboard.press('Escape');
  expect(await place.drawbridge(['dsn', 'edit', 'Bitbucket', 'ReadOnly=false'])).toMatchObject({ status: 0 });
  await press(page, 'Sign in with more permissions…');
  await look.at('more-permissions', { picture: 'light' });
});

test('preview, requests, the driver manager’s views, and an engine that pauses and goes', async ({
  administrator,
  look,
}) => {
  const { page, place } = administrator;
  expect(await place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  await press(page, /Try the sample data/);
  await page.getByRole('row', { name: /Sandbox/ }).waitFor();

  await openTab(page, 'Requests');
  await expect(page.getByText('No API calls yet.')).toBeVisible();
  await look.at('requests-none');
  await openTab(page, 'Preview');
  await page.getByRole('textbox', { name: 'SQL' }).waitFor();
  await look.at('preview-idle');
  const tree = page.getByRole('treegrid', { name: 'Schemas' });
  await tree.getByRole('row', { name: 'harbor-app' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('row', { name: 'PullRequests', exact: true })).toBeVisible();
  await runQuery(page, 'SELECT Id, Title, State, CreatedOn\nFROM PullRequests\nWHERE Id > 5');
  await expect(page.getByText(/cut after 1,000 rows/)).toBeVisible();
  await look.at('preview', { picture: 'both' });
  await page.getByRole('radio', { name: 'Plan' }).check();
  await expect(page.getByRole('cell', { name: 'Id > 5' }).first()).toBeVisible();
  await expect(page.getByText('Made:')).toBeVisible();
  await look.at('plan', { picture: 'light' });
  await page.getByRole('radio', { name: 'Chart' }).click();
  await expect(page.locator('.chart-place svg').first()).toBeVisible();
  await look.at('chart', { picture: 'light' });
  await runQuery(page, "SELECT 1 AS Id, repeat('long ', 200) AS Body");
  await page.getByRole('radio', { name: 'Rows' }).click();
  await page.getByRole('gridcell', { name: '1', exact: true }).click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Value' })).toBeVisible();
  await look.at('show-value');
  await page.keyboard.press('Escape');
  await runQuery(page, 'SELECT nope FROM PullRequests');
  await expect(page.getByText('SQLSTATE 42703')).toBeVisible();
  await look.at('preview-failed');

  await openTab(page, 'Requests');
  const calls = page.getByRole('grid', { name: 'API calls' });
  await look.at('requests', { picture: 'both' });
  const cut = (header: Element) => header.scrollWidth > header.clientWidth;
  for (const header of await calls.getByRole('columnheader').all())
    expect(await header.evaluate(cut), await header.innerText()).toBe(false);
  await calls.locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'API call' })).toBeVisible();
  await look.at('call-details', { picture: 'light' });
  await page.keyboard.press('Escape');

  await openTab(page, 'Drivers');
  await page.getByRole('row', { name: /Drawbridge/ }).click();
  await look.at('drivers', { picture: 'light' });
  await press(page, 'Uninstall');
  await look.at('drivers-uninstall');
  await press(page, 'Cancel');
  await openTab(page, 'Tracing');
  await expect(page.getByRole('log', { name: 'Log of the engine' })).toContainText('SELECT');
  await look.at('tracing', { picture: 'light' });
  await openTab(page, 'Connection Pooling');
  await page.getByRole('row', { name: /Drawbridge/ }).click();
  await look.at('pooling', { picture: 'light' });
  await press(page, 'Set…');
  await look.at('pooling-attributes', { picture: 'light' });
  await page.getByRole('radio', { name: /^Pool connections to this/ }).check();
  await press(page, 'Cancel');
  // The vault comes into being with its first secret.
  const kept = ['dsn', 'add', 'Vessels', 'AuthScheme=AccessToken', '--secrets', '-'];
  expect(await place.drawbridge(kept, { input: 'AccessToken=ATCTT-kept\n' })).toMatchObject({ status: 0 });
  await openTab(page, 'About');
  await expect(page.getByRole('row', { name: /ODBC driver manager/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Key (file|store)/ })).toBeVisible();
  await look.at('about', { picture: 'light' });
  await press(page, 'Add a key…');
  await page.getByRole('radio', { name: /^Shared key/ }).check();
  await look.at('vault-key');
  await press(page, 'Cancel');
  await press(page, 'Settings');
  await look.at('settings', { picture: 'dark' });
  await page.getByRole('radio', { name: 'Light' }).check();
  await page.getByRole('radio', { name: 'System' }).check();
  await page.keyboard.press('Escape');

  await openTab(page, 'Requests');
  await press(page, 'Pause engine');
  await expect(page.getByText('The engine is paused.')).toBeVisible();
  await look.at('paused', { picture: 'light' });
  await press(page, 'Resume');
  administrator.forgive(/^Failed to load resource|^WebSocket connection/);
  await administrator.crashEngine();
  await expect(page.getByText(/engine does not answer/)).toBeVisible();
  await look.at('engine-lost', { picture: 'light' });
  await administrator.recover();
});
