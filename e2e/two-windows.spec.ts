/**
 * Several administrators over one engine: two windows in the browser and one on the desktop. What one does the others
 * show, and nobody's edit is undone unseen. And what a window says where it may not write.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './support/desktop-test.ts';
import { hasProgram } from './support/tools.ts';
import type { RunningProgram } from './support/workplace.ts';

/** The second window of a browser has the cookie of the first. */
async function openTwo(browser: Browser, { ready }: RunningProgram): Promise<readonly [Page, Page]> {
  const context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(String(ready['admin']));
  await expect(first.getByText('Connected', { exact: true })).toBeVisible();
  const second = await context.newPage();
  await second.goto(new URL('/', first.url()).href);
  await expect(second.getByText('Connected', { exact: true })).toBeVisible();
  return [first, second];
}

async function configure(page: Page, name: RegExp) {
  await page.getByRole('row', { name }).dblclick();
  const sheet = page.getByRole('dialog', { name: /Configure/ });
  await expect(sheet.getByRole('combobox', { name: 'Workspace' })).toHaveValue('lighthouse');
  return sheet;
}

test('windows show the changes of each other, and the later save of one data source is refused without loss', async ({
  desk,
  browser,
}) => {
  const { place } = desk;
  await place.drawbridge(['dsn', 'add', 'Harbour', 'AuthScheme=AccessToken', 'Workspace=lighthouse']);
  const host = await place.start(['host']);
  const [first, second] = await openTwo(browser, host);
  const third = await (await desk.start()).window.page;

  const early = await configure(first, /Harbour/);
  const late = await configure(second, /Harbour/);
  const latest = await configure(third, /Harbour/);
  await early.getByRole('textbox', { name: 'Description' }).fill('From the first window');
  await first.keyboard.press('Enter');
  await expect(early).toBeHidden();
  for (const page of [first, second, third]) {
    // Beneath an open dialog the list is there for eyes alone.
    await expect(page.locator('[role="row"]', { hasText: 'From the first window' })).toBeVisible();
  }

  for (const [page, sheet] of [
    [second, late],
    [third, latest],
  ] as const) {
    await sheet.getByRole('textbox', { name: 'Description' }).fill('Typed meanwhile');
    await page.keyboard.press('Enter');
    await expect(sheet.getByText('SQLSTATE 40001')).toBeVisible();
    await expect(sheet.getByRole('textbox', { name: 'Description' })).toHaveValue('Typed meanwhile');
  }
  const { stdout } = await place.drawbridge(['dsn', 'show', 'Harbour', '--json']);
  expect(stdout).toContain('From the first window');

  // Removed by another window, it is neither made again nor lost from the sheet.
  await first.getByRole('row', { name: /Harbour/ }).click();
  await first.keyboard.press('Delete');
  await first.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(second.locator('[role="row"]', { hasText: 'Harbour' })).toBeHidden();
  await second.keyboard.press('Enter');
  await expect(late.getByRole('textbox', { name: 'Description' })).toHaveValue('Typed meanwhile');
  await expect(late.getByText(/SQLSTATE/)).toBeVisible();
  expect((await place.drawbridge(['dsn', 'list', '--json'])).stdout).not.toContain('Harbour');
  await first.context().close();
});

const account = 65_534;
const isRoot = process.getuid?.() === 0;

test('a read-only odbc.ini is left as it is, and the window says so and keeps what was typed', async ({
  desk: { place },
  browser,
}) => {
  test.skip(isRoot && !hasProgram('setpriv'), 'Root may write everything.');
  const file = path.join(place.folder, 'odbc.ini');
  const before = '; by hand\n[Harbour]\nDriver=Drawbridge ODBC Driver for Bitbucket\nWorkspace=lighthouse\n';
  await writeFile(file, before);
  await chmod(file, 0o444);
  await mkdir(path.join(place.folder, 'data'), { recursive: true });
  if (isRoot) execFileSync('chown', ['-R', `${account}:${account}`, place.folder]);
  const as = ['setpriv', '--reuid', String(account), '--regid', String(account), '--clear-groups'];
  const host = await place.start(['host'], isRoot ? { before: as } : {});
  const [page] = await openTwo(browser, host);
  const sheet = await configure(page, /Harbour/);
  await sheet.getByRole('textbox', { name: 'Description' }).fill('breakwater');
  await page.keyboard.press('Enter');
  await expect(sheet.getByText(/is read-only for this account\.$/)).toBeVisible();
  await expect(sheet.getByText(/^Nothing was changed\. Make the file and its folder writable/)).toBeVisible();
  await expect(sheet.getByText('SQLSTATE 42501')).toBeVisible();
  await expect(sheet.getByRole('textbox', { name: 'Description' })).toHaveValue('breakwater');
  expect(await readFile(file, 'utf8')).toBe(before);

  await chmod(file, 0o644);
  await page.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  expect(await readFile(file, 'utf8')).toContain('; by hand\n[Harbour]');
  expect(await readFile(file, 'utf8')).toContain('breakwater');
  await page.context().close();
});
