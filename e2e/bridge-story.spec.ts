/**
 * Tableau's user, from the wizard to a dashboard on Bridge: a System DSN made and consented to in the window, the .tds
 * saved from it, Tableau's calls answered while the window is shut and the engine runs alone, and a message that says
 * what to do when the consent is gone.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { startSandbox, type Sandbox } from '../engine/sandbox/sandbox.ts';
import { expect, test, type Administrator } from './support/administrator.ts';
import { freePort } from './support/free-port.ts';
import { hasDriver, hasProgram, missingTool, replayProgram } from './support/tools.ts';
import { program, type Workplace } from './support/workplace.ts';

async function makeDataSource(administrator: Administrator, sandbox: Sandbox): Promise<void> {
  const { page } = administrator;
  await page.getByRole('button', { name: 'Connect to Bitbucket' }).click();
  await page.getByRole('radio', { name: /System DSN/ }).check({ force: true });
  await page.getByLabel('Data source name').fill('Bridge');
  await page.getByRole('button', { name: 'I have a connection string' }).click();
  await page
    .getByLabel('Connection string', { exact: true })
    .fill(
      `ApiURL=${sandbox.apiUrl};OAuthAuthorizationURL=${sandbox.authorizeUrl};OAuthAccessTokenURL=${sandbox.tokenUrl};` +
        `OAuthClientId=${sandbox.consumer.key};CallbackURL=${sandbox.consumer.callbackUrl}`,
    );
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Consumer secret').fill(sandbox.consumer.secret);
  const opened = administrator.nextBrowserPage();
  await page.getByRole('button', { name: 'Sign in…' }).click();
  const consent = await opened;
  await consent.getByRole('button', { name: /Grant access/ }).click();
  await expect(consent.getByText('You are signed in')).toBeVisible();
  await consent.close();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Pick Schema from Bitbucket' }).click();
  await page.getByRole('option', { name: /harbor-app/ }).click();
  await page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(page.getByText('The connection works')).toBeVisible();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('The data source “Bridge” is ready.')).toBeVisible();
}

/** What a person does who has the window no more: the command that the message names, and the consent in a browser. */
async function signInAgain(place: Workplace, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [program, ...args, '--no-browser'], { env: place.env });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const [address] = await Promise.race([line, ended]);
  expect(String(address), stderr).toMatch(/^http/);
  const reply = await fetch(String(address), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ consent: 'accept' }),
  });
  await fetch(reply.headers.get('location') ?? '');
  expect((await ended)[0], stderr).toBe(0);
}

async function saveTds(page: Page): Promise<string> {
  const wizard = page.getByRole('dialog', { name: 'New data source' });
  await wizard.getByRole('button', { name: 'Connect from…' }).click();
  const guides = page.getByRole('dialog', { name: 'Connect from an application to Bridge' });
  await guides.getByRole('option', { name: /\bPullRequests$/ }).click();
  const download = page.waitForEvent('download');
  await guides.getByRole('button', { name: 'Save the .tds file' }).click();
  return readFile(await (await download).path(), 'utf8');
}

test.describe('with ODBC programs', () => {
  test.skip(missingTool(hasDriver && hasProgram('isql') && existsSync(replayProgram)));

  test('a dashboard on Bridge reads what the wizard has made @browser', async ({ administrator }) => {
    const { page, place } = administrator;
    const sandbox = await startSandbox({ callbackUrl: `http://localhost:${await freePort()}` });
    try {
      await place.drawbridge(['driver', 'install', '--system']);
      await makeDataSource(administrator, sandbox);
      const tds = await saveTds(page);
      expect(tds).toContain("odbc-dsn='Bridge'");
      expect(tds).toContain('[harbor-app].[PullRequests]');
      expect(tds).not.toContain(sandbox.consumer.secret);
      const ini = await readFile(path.join(place.folder, 'odbc', 'odbc.ini'), 'utf8');
      expect(ini).toContain('[Bridge]');
      expect(ini).not.toContain(sandbox.consumer.secret);

      // The window is shut, the computer starts again, and only the engine runs.
      await administrator.close();
      const engine = await place.start(['host', '--no-admin']);
      const replay = (...sequences: string[]) =>
        place.run(replayProgram, sequences, { env: { DRAWBRIDGE_TEST_CONNECTION: 'DSN=Bridge' } });
      const sequences = [
        'tableau connects and grades the driver',
        'tableau probes what the data source can do',
        'tableau finds out how rows are limited and grouped',
        'tableau walks the catalog and comes back with the database that was picked',
        'tableau describes a table without executing anything',
        'tableau reads a preview in blocks of columns',
        'tableau asks for the marks of a dashboard',
        'tableau keeps a connection in its pool',
      ];
      const { stdout } = await replay(...sequences);
      expect(stdout).toMatch(new RegExp(`^${sequences.length} passed, 0 failed$`, 'm'));

      // The hour of the access token passes: it is renewed, and nobody notices.
      sandbox.expireAccessTokens();
      expect((await replay('tableau reads a preview in blocks of columns')).stdout).toContain('1 passed');

      // Somebody takes the consent back in Bitbucket.
      sandbox.revokeRefreshTokens();
      sandbox.revokeTokens();
      const query = () =>
        place.run('isql', ['-b', '-v', 'Bridge'], { input: 'SELECT count(*) FROM PullRequests\n' });
      const refused = await query();
      const told = /\[28000\].*(drawbridge login --dsn \S+ --system),/s.exec(refused.stdout + refused.stderr);
      expect(told, refused.stdout + refused.stderr).not.toBeNull();
      await signInAgain(place, (told?.[1] ?? '').split(' ').slice(1));
      expect((await replay('tableau reads a preview in blocks of columns')).stdout).toContain('1 passed');

      // The engine is stopped, and started by what the message names.
      await engine.stop();
      const alone = await query();
      const start = /\[08001\].*drawbridge (host|start)/s.exec(alone.stdout + alone.stderr);
      expect(start, alone.stdout + alone.stderr).not.toBeNull();
      await place.start([start?.[1] ?? '']);
      expect((await query()).stdout).toContain('2000');
    } finally {
      await sandbox.close();
    }
  });
});
