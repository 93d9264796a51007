/** What the command line asks the administrator to show; for the desktop see desktop.spec.ts. */
import { expect, test } from './support/administrator.ts';

test('@browser the address that "drawbridge start" prints opens the data source or the wizard that was asked for', async ({
  administrator: { page, place },
}) => {
  await place.drawbridge(['dsn', 'add', 'Sales & more', 'AuthScheme=AccessToken', 'Workspace=lighthouse']);
  const address = async (...words: string[]) => {
    const { status, stdout } = await place.drawbridge(['start', ...words]);
    expect(status).toBe(0);
    return stdout.trim();
  };
  // A tab of its own, as a browser opens one, and later the same tab.
  const fresh = await page.context().newPage();
  await fresh.goto(await address('--dsn', 'sales & MORE'));
  await expect(fresh.getByRole('dialog', { name: 'Configure Sales & more' })).toBeVisible();
  expect(new URL(fresh.url()).hash).toBe('');
  await fresh.keyboard.press('Escape');
  await expect(fresh.getByRole('dialog')).toBeHidden();
  await fresh.goto(await address('--new-dsn'));
  await expect(fresh.getByRole('dialog', { name: 'New data source' })).toBeVisible();
  await expect.poll(() => new URL(fresh.url()).hash).toBe('');

  await page.goto(await address('--dsn', 'Sale'));
  await expect(page.getByText(/“Sale”, but Drawbridge has none of that name here/)).toBeVisible();
});
