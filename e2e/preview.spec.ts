/** Preview against a real engine and the offline Bitbucket: schemas, results in tabs, plan, chart, files. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/administrator.ts';

async function openPreview(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await page.getByRole('row', { name: /Sandbox/ }).waitFor();
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.getByRole('textbox', { name: 'SQL' }).waitFor();
}

async function run(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeDisabled({ timeout: 60_000 });
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Query result' });

async function saved(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Save…' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: format }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('a statement says how long Bitbucket lets it wait, from its first call on, and can be cancelled meanwhile', async ({
  administrator: { page, place },
}) => {
  const { ready } = await place.start(['sandbox']);
  const control = (command: object) =>
    fetch(String(ready['controlUrl']), { method: 'POST', body: JSON.stringify(command) });
  const properties = ['Workspace=lighthouse', 'Schema=harbor-app', 'AuthScheme=AccessToken'];
  await place.drawbridge(
    ['dsn', 'add', 'Busy', ...properties, `ApiURL=${String(ready['apiUrl'])}`, '--secrets', '-'],
    {
      input: `AccessToken=${String(ready['accessToken'])}\n`,
    },
  );
  await page.getByRole('row', { name: /Busy/ }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await control({ rateLimit: { requests: 0, retryAfter: { form: 'seconds', seconds: 8 } } });
  await page
    .getByRole('textbox', { name: 'SQL' })
    .fill("SELECT count(*) AS n FROM Branches WHERE Name > 'a'");
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const waiting = page.getByText(/Bitbucket asks to wait; goes on in [1-8] s/);
  await expect(waiting).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled before any row arrived.')).toBeVisible();
  await expect(waiting).toBeHidden();

  // The rest holds for the next statement as well, which says so at once, and then goes on by itself.
  await control({ rateLimit: null });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(waiting).toBeVisible();
  await page.getByRole('tab', { name: 'Requests' }).click();
  await expect(waiting).toBeVisible();
  await page.getByRole('tab', { name: 'Preview' }).click();
  await expect(grid(page).getByRole('gridcell').first()).toBeVisible();
  await expect(waiting).toBeHidden();
});

test('from the schema tree to rows, plan, chart and files', async ({ administrator: { page } }) => {
  await openPreview(page);
  const tree = page.getByRole('treegrid', { name: 'Schemas' });
  const sql = page.getByRole('textbox', { name: 'SQL' });

  // What is known is there; nothing has been asked of Bitbucket for it.
  await expect(tree.getByRole('row', { name: 'Information' })).toBeVisible();
  await expect(tree.getByRole('row', { name: 'lantern', exact: true })).toHaveCount(0);
  await tree.getByRole('row', { name: 'harbor-app' }).focus();
  await page.keyboard.press('ArrowRight');
  await tree.getByRole('row', { name: 'PullRequests', exact: true }).focus();
  await page.keyboard.press('Shift+Enter');
  await expect(sql).toContainText('FROM "harbor-app".PullRequests');

  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByText('GET /repositories/lighthouse/harbor-app/pullrequests')).toBeVisible();
  await run(page, 'SELECT Id, State, CreatedOn FROM PullRequests WHERE Id > 5');
  await expect(page.getByText(/cut after 1,000 rows/)).toBeVisible();
  await expect(page.getByText(/calls left in this hour/)).toBeVisible();

  await page.getByRole('radio', { name: 'Plan' }).click();
  await expect(page.getByRole('cell', { name: 'Id > 5' }).first()).toBeVisible();
  await expect(page.getByLabel('What it cost')).toContainText('API calls');

  await page.getByRole('radio', { name: 'Chart' }).click();
  const chart = page.getByRole('img', { name: /^Line of Number of rows by CreatedOn/ });
  await expect(chart.locator('svg').first()).toBeVisible();
  await expect(page.locator('.chart-place style')).toHaveCount(0);

  await page.getByRole('button', { name: 'Keep this tab' }).click();
  await run(page, 'SELECT 9007199254740993 AS n, NULL AS nothing, \'a, "b"\' AS text, true AS yes, 1 AS n');
  await expect(page.getByRole('tab', { name: /^Result/ })).toHaveCount(2);
  expect(await saved(page, 'Save as CSV')).toBe(
    'n,nothing,text,yes,n\r\n9007199254740993,,"a, ""b""",true,1\r\n',
  );
  expect(await saved(page, 'Save as JSON')).toBe(
    '[\n{"n":9007199254740993,"nothing":null,"text":"a, \\"b\\"","yes":true,"n_2":1}\n]\n',
  );

  await run(page, 'SELECT nope FROM PullRequests');
  await expect(page.getByText('SQLSTATE 42703')).toBeVisible();
  await expect(page.getByRole('tab', { name: /^(Result|Failed)/ })).toHaveCount(3);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'List all schemas' }).click();
  await expect(tree.getByRole('row', { name: 'harbor-app' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'List the schemas again' })).toBeVisible();
});

test('a wide result, a long value and no rows, by the keyboard', async ({ administrator: { page } }) => {
  await openPreview(page);
  const columns = Array.from({ length: 500 }, (_, index) => `${index} AS c${index}`).join(', ');
  await run(page, `SELECT ${columns} FROM range(2000)`);
  await expect(grid(page)).toHaveAttribute('aria-colcount', '500');
  expect(await grid(page).getByRole('gridcell').count()).toBeLessThan(1500);
  await grid(page).getByRole('gridcell').first().click();
  await page.keyboard.press('Control+End');
  await expect(page.getByRole('gridcell', { name: '499', exact: true }).first()).toBeVisible();

  await run(page, "SELECT 1 AS Id, repeat('long ', 210000) AS Body");
  await grid(page).getByRole('gridcell', { name: '1', exact: true }).click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const value = page.getByRole('dialog').getByRole('textbox', { name: 'Value' });
  await expect(value).toHaveValue(/^long long/);
  expect((await value.inputValue()).length).toBe(1_050_000);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const header = grid(page).getByRole('columnheader', { name: 'Body' });
  const before = (await header.boundingBox())?.width ?? 0;
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(async () => (await header.boundingBox())?.width).toBe(before - 16);

  await run(page, "SELECT Id FROM PullRequests WHERE State = 'nothing'");
  await expect(page.getByText('The query returned no rows.')).toBeVisible();
  await page.setViewportSize({ width: 550, height: 350 });
  await expectAccessible(page);
});
