/** The administrator in real Chromium, against a real engine and the offline Bitbucket. */
import type { Locator, Page } from '@playwright/test';
import { axeFindings } from './support/accessible.ts';
import { expect, test } from './support/administrator.ts';
import { freePort } from './support/free-port.ts';
import { runQuery } from './support/run-query.ts';

interface SandboxReady {
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly workspace: string;
  readonly consumer: { readonly key: string; readonly secret: string; readonly callbackUrl: string };
}

/** How many stops lie between depends on what else the view offers. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 20; stops += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target).toBeFocused();
}

test('the sample data is one click away', async ({ administrator: { page } }) => {
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await expect(page.getByRole('row', { name: /Sandbox/ })).toBeVisible();
  await runQuery(page, 'SELECT count(*) AS n FROM PullRequests', 'Sandbox');
  await expect(page.getByRole('gridcell', { name: '2000' })).toBeVisible();
  await page.getByRole('tab', { name: 'About' }).click();
  await expect(page.getByText('Connect from a terminal')).toBeVisible();
});

test('the keyboard alone leads from nothing to rows', async ({ administrator: { page } }) => {
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
  await expect(page.getByRole('button', { name: 'Connect to Bitbucket' })).toBeVisible();
  await press('Tab', 'Tab', 'Tab', 'Enter');
  await expect(page.getByRole('button', { name: 'Open Preview' })).toBeFocused();

  // Past the search.
  await press('Tab', 'Tab', 'ArrowDown', 'Enter');
  await expect(page.getByRole('textbox', { name: 'Data source name' })).toBeFocused();
  await press('End');
  await page.keyboard.type(' 2');
  await press('Escape', 'Enter');
  await expect(page.getByRole('textbox', { name: 'Data source name' })).toHaveValue('Sandbox 2');
  await press('Enter');
  const row = page.getByRole('row', { name: /Sandbox 2/ });
  await expect(row).toBeFocused();

  await press('Delete');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await press('Escape');
  await expect(row).toBeFocused();

  await press('Shift+Tab', 'Shift+Tab');
  const names = await page.getByRole('tab').allTextContents();
  for (const name of names.slice(1, names.indexOf('Preview') + 1)) {
    await press('ArrowRight');
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused();
  }
  await page.getByRole('textbox', { name: 'SQL' }).waitFor();
  await tabTo(page, page.getByRole('textbox', { name: 'SQL' }));
  await page.keyboard.type('SELECT Id FROM PullRequests ORDER BY Id LIMIT 3');
  await press('Escape', 'F5');
  const cell = page.getByRole('gridcell', { name: '1', exact: true });
  await expect(cell).toBeVisible();
  await tabTo(page, cell);
  await press('ArrowDown', 'ArrowDown');
  await expect(page.getByRole('gridcell', { name: '3', exact: true })).toBeFocused();
});

test('high contrast leaves the buttons readable', async ({ administrator: { page } }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT 1');
  const run = page.getByRole('button', { name: 'Run' });
  // Where the browser replaces the colours, it puts a plate of its own behind the text.
  await expect(run).toHaveCSS('forced-color-adjust', 'none');
  expect(await axeFindings(page)).toEqual([]);
});

test('at 200 % zoom in the smallest window names can be read and properties typed', async ({
  administrator: { page },
}) => {
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await page.setViewportSize({ width: 450, height: 300 });
  const widthOf = async (locator: Locator) => (await locator.boundingBox())?.width ?? 0;
  const row = page.getByRole('row', { name: /Sandbox/ });
  expect(await widthOf(row.getByRole('rowheader'))).toBeGreaterThan(100);
  await row.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Configure Sandbox' });
  expect(await widthOf(sheet.getByRole('textbox', { name: 'Description' }))).toBeGreaterThan(200);
  await sheet.getByRole('textbox', { name: 'Description' }).fill('Typed at 200 %');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Typed at 200 %');
  expect(await axeFindings(page)).toEqual([]);
});

test('an engine that dies in mid-query is told, and the window comes back without losing the statement', async ({
  administrator,
}) => {
  const { page } = administrator;
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  const sql = 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b';
  await runQuery(page, sql, 'Sandbox');
  await expect(page.getByText('1 running')).toBeVisible();
  // The browser itself reports each attempt that met nobody, and a cookie that the new engine does not know.
  administrator.forgive(/^Failed to load resource|^WebSocket connection/);
  await administrator.crashEngine();
  await expect(page.getByText('The connection to the Drawbridge engine was lost.')).toBeVisible();
  await administrator.recover();
  await expect(page.getByRole('textbox', { name: 'SQL' })).toContainText(sql);
  await runQuery(page, 'SELECT 42 AS answer', 'Sandbox');
  await expect(page.getByRole('gridcell', { name: '42' })).toBeVisible();
});

test('a data source is made, signed in by consent, limited, tested and previewed', async ({
  administrator,
}) => {
  const { page, place } = administrator;
  const callbackUrl = `http://localhost:${await freePort()}`;
  const sandbox = await place.start(['sandbox', '--callback-url', callbackUrl]);
  const { apiUrl, authorizeUrl, tokenUrl, workspace, consumer } = sandbox.ready as unknown as SandboxReady;

  await page.getByRole('button', { name: /Connect to Bitbucket/ }).click();
  await page.getByRole('button', { name: 'All properties…' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Data source name').fill('Harbour');
  await sheet.getByRole('combobox', { name: 'Workspace' }).fill(workspace);
  await sheet.getByRole('combobox', { name: 'Schema' }).fill('harbor-app');
  await sheet.getByLabel('Max Rows').fill('10');
  await sheet.getByRole('tab', { name: 'Authentication' }).click();
  await sheet.getByLabel('Consumer key').fill(consumer.key);
  await sheet.getByLabel('Consumer secret').fill(consumer.secret);
  await sheet.getByRole('textbox', { name: 'Callback URL' }).fill(callbackUrl);
  await sheet.getByRole('tab', { name: 'Network' }).click();
  await sheet.getByLabel('API address').fill(apiUrl);
  await sheet.getByLabel('Authorization address').fill(authorizeUrl);
  await sheet.getByLabel('Token address').fill(tokenUrl);

  const consentOpened = administrator.nextBrowserPage();
  await sheet.getByRole('button', { name: 'Sign in…' }).click();
  const consent = await consentOpened;
  await consent.getByRole('button', { name: /Grant|Accept|Allow/ }).click();
  await expect(consent.getByText('You are signed in')).toBeVisible();
  await consent.close();
  await expect(page.getByText('You are signed in')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();

  await sheet.getByRole('button', { name: 'Test Connection' }).click();
  await expect(page.getByText('The connection works')).toBeVisible();
  await sheet.getByRole('button', { name: 'Save' }).click();

  await runQuery(page, 'SELECT Id, Title FROM PullRequests', 'Harbour');
  await expect(page.getByText('cut after 10 rows by Max Rows')).toBeVisible();
  await expect(page.getByText('10 rows', { exact: true })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Query result' }).getByRole('row')).toHaveCount(11);

  const { stdout } = await place.drawbridge(['dsn', 'show', 'Harbour', '--json']);
  expect(stdout).not.toContain(consumer.secret);
  expect(JSON.parse(stdout)).toMatchObject({ signedIn: true, secrets: ['OAuthClientSecret'] });
});

test('an error shows its state and hint, and cancel stops a query', async ({ administrator: { page } }) => {
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await runQuery(page, 'SELECT Nope FROM PullRequests', 'Sandbox');
  await expect(page.getByText('SQLSTATE 42703')).toBeVisible();
  await runQuery(page, 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b', 'Sandbox');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Cancelled/)).toBeVisible();
});
