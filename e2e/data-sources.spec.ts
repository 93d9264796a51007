/** The tabs of data sources as their user has them: files, copies, exports and imports, files written by hand. */
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/administrator.ts';

test('a data source in a file is made, checked, copied, exported, connected from, previewed and removed', async ({
  administrator: { page, place },
}) => {
  const folder = path.join(place.folder, 'reports');
  await mkdir(folder);
  await writeFile(path.join(folder, 'theirs.dsn'), '[ODBC]\nDRIVER=SQLite3\n');
  await page.getByRole('tab', { name: 'File DSN' }).click();
  await page.getByRole('button', { name: 'Look in' }).click();
  await page.getByRole('option', { name: /Home folder/ }).click();
  await page.getByRole('row', { name: /reports/ }).dblclick();
  await page.getByRole('row', { name: /theirs\.dsn/ }).click();
  await expect(page.getByRole('button', { name: 'Remove' })).toBeDisabled();

  const sheet = page.getByRole('dialog', { name: 'New File data source' });
  const add = async () => {
    await page.getByRole('button', { name: 'Add…' }).click();
    await page.getByRole('textbox', { name: 'Name of the file' }).fill('harbor');
    await page.keyboard.press('Enter');
  };
  await add();
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toBeHidden();
  expect(await readdir(folder)).toEqual(['theirs.dsn']);
  await add();
  await sheet.getByRole('combobox', { name: 'Workspace' }).fill('lighthouse');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  const file = path.join(folder, 'harbor.dsn');
  expect(await readFile(file, 'utf8')).toContain('Workspace=lighthouse');
  // The rest by hand, as a text file allows; the list keeps what it finds.
  await appendFile(
    file,
    'ApiURL=sandbox:\nAuthScheme=AccessToken\nSchema=harbor-app\nProxyPassword=canary\n; mine\n',
  );
  await page.keyboard.press('F5');
  const row = page.getByRole('row', { name: /harbor\.dsn/ });
  // The driver is not installed here; that a client could not load it does not keep the engine from checking.
  await expect(row).toContainText('Driver missing');
  await page.getByRole('button', { name: 'Move to the vault' }).click();
  await page.getByRole('button', { name: 'Install the driver' }).click();
  await expect(row).toContainText('Not checked');
  expect(await readFile(file, 'utf8')).toMatch(/; mine\n/);
  expect(await readFile(file, 'utf8')).not.toContain('canary');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(row).toContainText('Good');

  await page.getByRole('button', { name: 'Duplicate…' }).click();
  await page.keyboard.press('Enter');
  const copy = page.getByRole('row', { name: /harbor 2\.dsn/ });
  await expect(copy).toHaveAttribute('aria-selected', 'true');
  await expect(copy).toContainText('Not checked');
  await page.getByRole('button', { name: 'Export…' }).click();
  const content = page.getByRole('textbox', { name: 'Content of the file' });
  await expect(content).toHaveValue(/"name": "harbor 2"/);
  await page.getByRole('button', { name: /Only harbor 2\.dsn/ }).click();
  await page.getByRole('option', { name: /All File data sources .* in this folder/ }).click();
  await expect(content).toHaveValue(/"name": "harbor"/);
  expect(await content.inputValue()).not.toContain('canary');
  await page.keyboard.press('Escape');

  await row.click();
  await page.getByRole('button', { name: 'Connect from…' }).click();
  const guides = page.getByRole('dialog', { name: /Connect from an application/ });
  await guides.getByText('Python', { exact: true }).click();
  await expect(guides.getByText(`FILEDSN=${file}`)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Set Directory' }).click();
  await expect(page.getByText(/ODBC now looks in/)).toBeVisible();
  expect((await place.drawbridge(['dsn', 'directory'])).stdout).toBe(`${folder}\n`);

  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT count(*) AS n FROM PullRequests');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('gridcell', { name: '2000' })).toBeVisible();

  await page.getByRole('tab', { name: 'File DSN' }).click();
  await page.getByRole('button', { name: 'Look in' }).click();
  await page.getByRole('option', { name: /reports/ }).click();
  await page.getByRole('row', { name: /harbor\.dsn/ }).click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: /harbor\.dsn/ })).toBeHidden();
  await expect(page.getByRole('row', { name: /theirs\.dsn/ })).toBeVisible();
});

test('a file written by hand is shown with its faults; data sources are copied, exported and imported', async ({
  administrator: { page, place },
}) => {
  const ini = path.join(place.folder, 'odbc.ini');
  const byHand = Buffer.from(
    '; caf\xE9\r\n[Foreign]\r\nDriver=SQLite3\r\nLost]\r\nx=1\r\n[foreign]\r\nDriver=y',
    'latin1',
  );
  await writeFile(ini, byHand);
  await page.keyboard.press('F5');
  await expect(page.getByText(/Line 4 of .*has no \[/)).toBeVisible();
  await expect(page.getByText(/Line 6 of .*again, after line 2/)).toBeVisible();
  await page.getByRole('row', { name: /Foreign/ }).click();
  await expect(page.getByRole('button', { name: 'Configure…' })).toBeDisabled();
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await page.getByRole('row', { name: /Sandbox/ }).click();

  await page.getByRole('button', { name: 'Duplicate…' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /Sandbox 2/ })).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Export…' }).click();
  const content = page.getByRole('textbox', { name: 'Content of the file' });
  await expect(content).toHaveValue(/"Sandbox 2"/);
  await page.getByRole('button', { name: /^What|Only Sandbox 2/ }).click();
  await page.getByRole('option', { name: /All User data sources/ }).click();
  await expect(content).toHaveValue(/"Sandbox"/);
  const exported = await content.inputValue();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByRole('textbox', { name: 'Text of the export' }).fill(exported);
  await expect(page.getByRole('button', { name: 'Import 2 data sources' })).toBeDisabled();
  await page.getByRole('button', { name: /Action for Sandbox$/ }).click();
  await page.getByRole('option', { name: 'Skip' }).click();
  await page.getByRole('button', { name: /Action for Sandbox 2/ }).click();
  await page.getByRole('option', { name: /another name/ }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Import 1 data source' }).click();
  await expect(page.getByRole('row', { name: /Sandbox 4/ })).toHaveAttribute('aria-selected', 'true');
  const after = await readFile(ini);
  expect(after.subarray(0, byHand.length).equals(byHand)).toBe(true);
});
