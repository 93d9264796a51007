/** The administrator in real Chromium, against a real host and the offline Bitbucket. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { freePort } from './support/free-port.ts';
import { Workplace, type RunningProgram } from './support/workplace.ts';

interface SandboxReady {
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly workspace: string;
  readonly consumer: { readonly key: string; readonly secret: string; readonly callbackUrl: string };
}

let place: Workplace;
let host: RunningProgram;

test.beforeEach(async ({ page }) => {
  place = await Workplace.enter();
  host = await place.start(['host']);
  await page.goto(String(host.ready['admin']));
});

test.afterEach(() => place.leave());

async function runQuery(page: Page, dsn: string, sql: string): Promise<void> {
  await page.getByRole('tab', { name: 'Preview' }).click();
  const chooser = page.getByRole('button', { name: /Data source/ });
  if (!(await chooser.textContent())?.includes(dsn)) {
    await chooser.click();
    await page.getByRole('option', { name: dsn }).click();
  }
  await page.getByRole('textbox', { name: 'SQL' }).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(sql);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run' }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('the sample data is one click away', async ({ page }) => {
  await expectAccessible(page);
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await expect(page.getByRole('row', { name: /Sandbox/ })).toBeVisible();
  await expectAccessible(page);
  await runQuery(page, 'Sandbox', 'SELECT count(*) AS n FROM PullRequests');
  await expect(page.getByRole('gridcell', { name: '2000' })).toBeVisible();
  await expectAccessible(page);
});

test('a data source is made, signed in by consent, limited, tested and previewed', async ({
  page,
  context,
}) => {
  const callbackUrl = `http://localhost:${await freePort()}`;
  const sandbox = await place.start(['sandbox', '--callback-url', callbackUrl]);
  const { apiUrl, authorizeUrl, tokenUrl, workspace, consumer } = sandbox.ready as unknown as SandboxReady;

  await page.getByRole('button', { name: /Connect to Bitbucket/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Data source name').fill('Harbour');
  await sheet.getByLabel('Workspace').fill(workspace);
  await sheet.getByLabel('Schema').fill('harbor-app');
  await sheet.getByLabel('Max Rows').fill('10');
  await sheet.getByRole('tab', { name: 'Authentication' }).click();
  await sheet.getByLabel('Consumer key').fill(consumer.key);
  await sheet.getByLabel('Consumer secret').fill(consumer.secret);
  await sheet.getByLabel('Callback URL').fill(callbackUrl);
  await sheet.getByRole('tab', { name: 'Network' }).click();
  await sheet.getByLabel('API address').fill(apiUrl);
  await sheet.getByLabel('Authorization address').fill(authorizeUrl);
  await sheet.getByLabel('Token address').fill(tokenUrl);
  await expectAccessible(page);

  const consentOpened = context.waitForEvent('page');
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

  await runQuery(page, 'Harbour', 'SELECT Id, Title FROM PullRequests');
  await expect(page.getByText('cut after 10 rows by Max Rows')).toBeVisible();
  await expect(page.getByText('10 rows', { exact: true })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Query result' }).getByRole('row')).toHaveCount(11);

  const { stdout } = await place.drawbridge(['dsn', 'show', 'Harbour', '--json']);
  expect(stdout).not.toContain(consumer.secret);
  expect(JSON.parse(stdout)).toMatchObject({ signedIn: true, secrets: ['OAuthClientSecret'] });
});

test('an error shows its state and hint, and cancel stops a query', async ({ page }) => {
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await runQuery(page, 'Sandbox', 'SELECT Nope FROM PullRequests');
  await expect(page.getByText('SQLSTATE 42703')).toBeVisible();
  await runQuery(page, 'Sandbox', 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Cancelled/)).toBeVisible();
});
