import type { Page } from '@playwright/test';

/** Runs a statement in the Preview tab, on the data source that is chosen there or on the named one. */
export async function runQuery(page: Page, sql: string, dsn?: string): Promise<void> {
  await page.getByRole('tab', { name: 'Preview' }).click();
  const chooser = page.getByRole('button', { name: /Data source/ });
  if (dsn !== undefined && !(await chooser.textContent())?.includes(dsn)) {
    await chooser.click();
    await page.getByRole('option', { name: dsn }).click();
  }
  await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
  await page.getByRole('button', { name: 'Run' }).click();
}
