/** Drivers, Tracing, Connection Pooling and About, against real unixODBC. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/administrator.ts';
import { hasDriver, hasProgram, hasPythonModule, missingTool } from './support/tools.ts';
import type { Workplace } from './support/workplace.ts';

/** Of a file that may not be there yet. */
const textOf = (file: string) => readFile(file, 'utf8').catch(() => '');

/** How many different sessions of the engine three connections have had, one after the other. */
async function sessionsOfThree(place: Workplace): Promise<number> {
  const script = `
import pyodbc
for _ in range(3):
    connection = pyodbc.connect('DSN=Sandbox', autocommit=True)
    ids = connection.execute("SELECT SessionId FROM sys_queries WHERE State = 'running'").fetchall()
    print(ids[0][0])
    connection.close()
`;
  const { stdout, stderr } = await place.run('/usr/bin/python3', ['-c', script]);
  expect(stderr).toBe('');
  return new Set(stdout.trim().split('\n')).size;
}

test('our driver is installed, repaired and uninstalled, and others are left alone', async ({
  administrator: { page, place },
}) => {
  const file = path.join(place.folder, 'odbc', 'odbcinst.ini');
  const others = '; by hand\r\n[Gone]\r\nDriver = /nowhere/libgone.so\r\n';
  await writeFile(file, others);
  await page.getByRole('tab', { name: 'Drivers' }).click();
  const gone = page.getByRole('row', { name: 'Gone' });
  await expect(gone).toContainText('Missing: /nowhere/libgone.so');
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  const ours = page.getByRole('row', { name: 'Drawbridge ODBC Driver' });
  await expect(ours).toContainText('0.1.0');
  await expect(page.getByText('ODBC driver registered')).toBeVisible();
  await gone.click();
  await expect(page.getByText('no application can load it')).toBeVisible();
  await expectAccessible(page);
  expect(await readFile(file, 'utf8')).toContain(others);
  await page.getByRole('button', { name: 'Repair' }).click();
  await page.getByRole('button', { name: 'Uninstall' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Uninstall' }).click();
  await expect(ours).toBeHidden();
  expect(await readFile(file, 'utf8')).toBe(others);
});

test.describe('with ODBC programs', () => {
  test.skip(missingTool(hasDriver && hasProgram('isql') && hasPythonModule('pyodbc')));

  test('tracing is real while it is on, its secrets are masked, and the engine log tells the same story', async ({
    administrator: { page, place },
  }) => {
    const isql = (sql: string) =>
      place.run('isql', ['-b', '-k', 'DSN=Sandbox;APIToken=canary-0123'], { input: `${sql}\n` });
    await page.getByRole('button', { name: /Try the sample data/ }).click();
    await page.getByRole('tab', { name: 'Drivers' }).click();
    await page.getByRole('button', { name: 'Install', exact: true }).click();
    await page.getByRole('tab', { name: 'Tracing' }).click();

    const log = path.join(place.folder, 'sql log.txt');
    const field = page.getByRole('textbox', { name: 'Log File Path' });
    await field.fill(path.join(place.folder, 'nowhere', 'sql.log'));
    await page.getByRole('button', { name: 'Start Tracing Now' }).click();
    await expect(page.getByText('SQLSTATE 22023')).toBeVisible();
    await field.fill(log);
    await page.getByRole('button', { name: 'Start Tracing Now' }).click();
    await expect(page.getByRole('button', { name: 'Stop Tracing Now' })).toBeVisible();
    await expect(page.getByText('Applications are slow while they are traced')).toBeVisible();
    expect((await stat(log)).mode & 0o777).toBe(0o600);

    expect((await isql("SELECT 'traced' AS x")).status).toBe(0);
    const traced = await readFile(log, 'utf8');
    expect(traced).toContain("SELECT 'traced' AS x");
    await page.getByRole('tab', { name: 'Last lines of the trace' }).click();
    const tail = page.getByRole('region', { name: 'Last lines of the trace' });
    await expect(tail).toContainText("SELECT 'traced' AS x");
    expect(traced).toContain('canary-0123');
    await expect(tail).toContainText('APIToken=********');
    expect(await page.content()).not.toContain('canary-0123');

    await page.getByRole('tab', { name: 'Engine log' }).click();
    const engineLog = page.getByRole('log', { name: 'Log of the engine' });
    await expect(engineLog).toContainText("SELECT 'traced' AS x");
    expect(await page.content()).not.toContain('canary-0123');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Stop Tracing Now' }).click();
    await expect(page.getByText('Tracing is off.')).toBeVisible();
    await isql('SELECT Nope FROM PullRequests');
    expect(await readFile(log, 'utf8')).toBe(traced);
    await expect(engineLog).not.toContainText('Nope');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(engineLog).toContainText('Nope');
    await page.getByRole('searchbox', { name: 'Filter' }).fill('42703');
    await expect(engineLog).not.toContainText('traced');
    await expectAccessible(page);
    expect(await readFile(path.join(place.folder, '.odbcinst.ini'), 'utf8')).not.toContain('Trace=');
  });

  test('the keyboard alone has connections pooled, and a pooled one is taken up again', async ({
    administrator: { page, place },
  }) => {
    await page.getByRole('button', { name: /Try the sample data/ }).click();
    await page.getByRole('tab', { name: 'Drivers' }).click();
    await page.getByRole('button', { name: 'Install', exact: true }).click();
    await expect(page.getByRole('row', { name: 'Drawbridge ODBC Driver' })).toBeVisible();
    expect(await sessionsOfThree(place)).toBe(3);

    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.getByRole('tab', { name: 'Drivers' }).focus();
    await press('ArrowRight', 'ArrowRight');
    const row = page.getByRole('row', { name: 'Drawbridge ODBC Driver' });
    await expect(row).toContainText('<not pooled>');
    await press('Tab', 'ArrowDown');
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Set Connection Pooling Attributes' });
    await expect(dialog).toBeVisible();
    await press('ArrowDown', 'Tab');
    await expect(dialog.getByRole('textbox')).toHaveValue('60');
    await page.keyboard.type('x');
    await expect(dialog.getByRole('button', { name: 'OK' })).toBeDisabled();
    await dialog.getByRole('textbox').fill('120');
    await press('Enter');
    await expect(row).toContainText('120 seconds');
    await expect(page.getByRole('checkbox', { name: 'Pool connections' })).toBeChecked();
    // What is not applied stays, whatever is looked at meanwhile.
    await page.getByRole('tab', { name: 'About' }).click();
    await expect(page.getByRole('row', { name: /ODBC driver manager/ })).toContainText(/unixODBC \d/);
    await page.getByRole('tab', { name: 'Connection Pooling' }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => textOf(path.join(place.folder, '.odbcinst.ini'))).toContain('Pooling=Yes');
    expect(await sessionsOfThree(place)).toBe(1);

    await row.dblclick();
    await dialog.getByText('Don’t pool connections').click();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect
      .poll(() => textOf(path.join(place.folder, 'odbc', 'odbcinst.ini')))
      .toContain('CPTimeout=-1');
    expect(await sessionsOfThree(place)).toBe(3);
  });
});
