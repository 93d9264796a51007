/** "Connect from…" in a real window: texts that are copied, files that are downloaded, with the keyboard alone. */
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/administrator.ts';

/** What lies beneath is looked at elsewhere. */
const dialogOnly = { within: '[role="dialog"]' } as const;

test('an application is connected with the keyboard alone', async ({ administrator: { page } }) => {
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  // The buttons stand there before the data source does.
  await expect(page.getByRole('button', { name: 'Open Preview' })).toBeFocused();
  const open = page.getByRole('button', { name: 'Connect from…' });
  await open.focus();
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connect from an application to Sandbox' });
  await expect(dialog.getByRole('region', { name: 'Tableau' })).toBeVisible();
  await expect(dialog.getByRole('searchbox', { name: 'Search applications' })).toBeFocused();

  await press('Tab', 'ArrowDown', 'ArrowDown');
  await expect(dialog.getByRole('region', { name: 'Power BI' })).toBeVisible();
  await press('ArrowUp', 'ArrowUp');
  await expect(dialog.getByRole('region', { name: 'Tableau', exact: true })).toBeVisible();

  // From the list of tables to the files.
  await dialog.getByRole('textbox', { name: 'Repository' }).fill('harbor-app');
  await press('Tab');
  for (const table of [/\bPullRequests$/, /\bUsers$/]) {
    const option = dialog.getByRole('option', { name: table });
    for (
      let step = 0;
      step < 80 && !(await option.evaluate((one) => one === document.activeElement));
      step += 1
    )
      await press('ArrowDown');
    await press('Space');
    await expect(option).toHaveAttribute('aria-selected', 'true');
  }
  await press('Tab');
  await expect(dialog.getByRole('button', { name: 'Save the .tds file' })).toBeFocused();
  const download = page.waitForEvent('download');
  await press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toBe('Sandbox.tds');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain("odbc-dsn='Sandbox'");
  expect(text).toContain('[Information].[Users]');
  await expect(dialog.getByText('Joined on PullRequests.AuthorUUID = Users.UUID.')).toBeVisible();
  await expectAccessible(page, dialogOnly);

  await dialog.getByRole('searchbox').fill('pyth');
  const python = dialog.getByRole('region', { name: 'Python' });
  await python.getByRole('button', { name: 'Copy pyodbc' }).press('Enter');
  await expect(python.getByText('Copied')).toBeVisible();
  await press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();

  // What was copied is what stood there.
  await page.getByRole('tab', { name: 'Preview' }).click();
  const editor = page.getByRole('textbox', { name: 'SQL' });
  await editor.click();
  await press('Control+a', 'Control+v');
  await expect(editor).toContainText('connection = pyodbc.connect("DSN=Sandbox", autocommit=True)');
});
