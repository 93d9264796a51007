/** The Requests tab, the quota, the pause and the appearance, against a Bitbucket that the test holds in its hand. */
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import pg from 'pg';
import { startSandbox } from '../engine/sandbox/sandbox.ts';
import { expect, test } from './support/administrator.ts';
import { runQuery } from './support/run-query.ts';
import { harborProperties } from './support/stage.ts';
import type { Workplace } from './support/workplace.ts';

const callRows = (page: Page): Locator =>
  page.getByRole('grid', { name: 'API calls' }).getByRole('row').filter({ hasText: 'GET' });

/** As psql and other PostgreSQL clients connect. */
async function idBySocket({ dataDir }: Workplace): Promise<unknown> {
  const client = new pg.Client({
    host: path.join(dataDir, 'run'),
    port: 54330,
    database: 'Harbor',
    user: 'erika',
  });
  try {
    await client.connect();
    return (await client.query<{ Id: unknown }>('SELECT Id::INTEGER AS "Id" FROM PullRequests WHERE Id = 7'))
      .rows[0]?.Id;
  } finally {
    await client.end().catch(() => undefined);
  }
}

test('calls appear live with their statement, are counted, and a paused engine refuses new ones', async ({
  administrator,
}) => {
  const { page, place } = administrator;
  const sandbox = await startSandbox();
  try {
    const added = await place.drawbridge(
      ['dsn', 'add', 'Harbor', ...harborProperties(sandbox), '--secrets', '-'],
      { input: `AccessToken=${sandbox.accessToken}\n` },
    );
    expect(added.status).toBe(0);
    await page.getByRole('row', { name: /Harbor/ }).waitFor();

    await page.getByRole('tab', { name: 'Requests' }).click();
    await expect(page.getByText('No API calls yet.')).toBeVisible();
    await expect(page.getByText('No API calls in the last hour.')).toBeVisible();

    const first = 'SELECT Id, Title FROM PullRequests WHERE Id = 7';
    await runQuery(page, first);
    await expect(page.getByText('1 row', { exact: true })).toBeVisible();
    await page.getByRole('tab', { name: 'Requests' }).click();
    const ofStatement = callRows(page).filter({ hasText: first });
    await expect(ofStatement).toHaveCount(1);
    await expect(ofStatement).toContainText('q=id = 7');
    await expect(ofStatement).toContainText('200');
    // The engine's count, the sandbox's own and the list's agree.
    const meter = page.getByRole('meter', { name: /Harbor/ }).first();
    await expect(meter).toHaveAttribute('aria-valuenow', String(sandbox.requests.length));
    await expect(callRows(page)).toHaveCount(sandbox.requests.length);

    // Another program's statement comes in while the list is open.
    const other = place.drawbridge(['query', '--dsn', 'Harbor', 'SELECT count(*) FROM Branches']);
    await expect(callRows(page).filter({ hasText: 'FROM Branches' })).not.toHaveCount(0);
    expect((await other).status).toBe(0);

    sandbox.faults.add({
      match: { path: '/tags' },
      fault: { kind: 'status', status: 429, retryAfter: { form: 'seconds', seconds: 1 } },
      times: 2,
    });
    await runQuery(page, 'SELECT Name FROM Tags');
    await page.getByRole('tab', { name: 'Requests' }).click();
    await expect(callRows(page).filter({ hasText: '429' })).toHaveCount(2);
    await page.getByRole('button', { name: /All calls/ }).click();
    await page.getByRole('option', { name: 'Rate limit (429)' }).click();
    await expect(callRows(page)).toHaveCount(2);
    await expect(page.getByText('2 problems', { exact: true })).toBeVisible();

    // With the keyboard: into the list, to a call, from there to the calls of its statement.
    await page.getByRole('grid', { name: 'API calls' }).locator('[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const details = page.getByRole('dialog', { name: 'API call' });
    await expect(details.getByText('/repositories/lighthouse/harbor-app/refs/tags')).toBeVisible();
    await details.getByRole('button', { name: 'Only calls of this statement' }).click();
    await expect(callRows(page).filter({ hasText: 'SELECT Name FROM Tags' })).not.toHaveCount(2);
    await page.getByRole('button', { name: /Show all calls/ }).click();
    await page.getByText('By statement').click();
    await expect(page.getByRole('row', { name: /SELECT Name FROM Tags.*done/ })).toBeVisible();
    await expect(page.locator('body')).not.toContainText(sandbox.accessToken);

    await page.getByRole('button', { name: 'Pause engine' }).click();
    await expect(page.getByText('The engine is paused.')).toBeVisible();
    const calls = sandbox.requests.length;
    await runQuery(page, first);
    await expect(page.getByText('SQLSTATE 57P03')).toBeVisible();
    await runQuery(page, 'SELECT count(*) AS kept FROM sys_queries');
    await expect(page.getByRole('columnheader', { name: 'kept' })).toBeVisible();
    await expect(idBySocket(place)).rejects.toMatchObject({
      code: '57P03',
      message: 'The Drawbridge engine is paused.',
      hint: 'Resume it in the administrator, or with "drawbridge resume".',
    });
    expect(sandbox.requests).toHaveLength(calls);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect(page.getByText('The engine is paused.')).toBeHidden();
    expect(await idBySocket(place)).toBe(7);

    // The same from the command line.
    expect((await place.drawbridge(['pause'])).status).toBe(0);
    await expect(page.getByText('The engine is paused.')).toBeVisible();
    expect((await place.drawbridge(['resume'])).status).toBe(0);
    await expect(page.getByText('The engine is paused.')).toBeHidden();
  } finally {
    await sandbox.close();
  }
});

test('the chosen appearance wins over the system, stays over a reload, and high contrast wins over it', async ({
  administrator: { page },
}) => {
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await expect.poll(background).toBe(dark);
  await page.emulateMedia({ forcedColors: 'active' });
  await expect.poll(background).not.toBe(dark);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Light' }).click();
  await expect.poll(background).toBe(light);
});
