/** What only the desktop has: tray, one instance, its own places and locks, the key store. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Desk } from './support/desktop-test.ts';
import type { StandInDesktop } from './support/desktop-stand-in/desktop.ts';
import { freePort } from './support/free-port.ts';
import { findItem } from './support/desktop-stand-in/menus.ts';

interface Settings {
  get(): Promise<unknown>;
  set(settings: unknown): Promise<void>;
}

declare global {
  interface Window {
    readonly drawbridge: { readonly settings: Settings };
  }
}

/** An engine starts in two seconds, on a busy machine in many. */
const patience = { timeout: 60_000 };

const addHarbour = ['dsn', 'add', 'Harbour', 'AuthScheme=AccessToken', 'Workspace=lighthouse'];

/** Before the desktop's engine answers, a command would use one of its own, and make the vault with the key file. */
async function startAnswering(
  desk: Desk,
  options: Parameters<Desk['start']>[0] = {},
): Promise<StandInDesktop> {
  const desktop = await desk.start(options);
  const page = await desktop.window.page;
  await page
    .getByText(/Try the sample data/)
    .first()
    .waitFor();
  return desktop;
}

test('closing the window leaves Drawbridge in the tray, which shows the engine, opens the window and ends it', async ({
  desk,
}) => {
  await desk.offerTray();
  const desktop = await desk.start();
  const { window, user } = desktop;
  expect(desktop.app.isSandboxed).toBe(true);
  expect(window.isShown).toBe(true);
  const firstLine = () => desktop.tray[0]?.items[0]?.label;
  await expect.poll(firstLine, patience).toBe('Engine running, 0 sessions');
  expect(desktop.tray[0]?.toolTip).toBe('Drawbridge: Engine running, 0 sessions');

  user.willPress('Keep running');
  expect(await window.close()).toBe(false);
  await expect.poll(() => window.isShown).toBe(false);
  expect(user.asked.map(({ message }) => message)).toEqual(['Drawbridge keeps running']);
  desktop.tray[0]?.click('Open Drawbridge');
  expect(window.isShown).toBe(true);
  expect(await window.close()).toBe(false);
  expect(window.isShown).toBe(false);
  expect(user.asked).toHaveLength(1);

  const [engine] = desktop.engine.pids;
  process.kill(engine ?? 0, 'SIGKILL');
  await expect.poll(firstLine).toBe('Engine not running');
  await expect.poll(firstLine, patience).toBe('Engine running, 0 sessions');
  expect(desktop.engine.pids).not.toContain(engine);

  const second = await desk.start();
  expect(await second.app.exited).toBe(0);
  expect(second.windows).toEqual([]);
  expect(window.isShown).toBe(true);
  expect(window.focused).toBeGreaterThan(0);

  desktop.tray[0]?.click('Options', 'Keep running in the tray when the window is closed');
  const bounds = { x: 40, y: 50, width: 900, height: 640 };
  await window.moveTo(bounds);
  await (
    await window.page
  ).evaluate(() =>
    globalThis.window.drawbridge.settings.set({
      appearance: 'dark',
      recentFolders: ['/dsn'],
    }),
  );
  expect(desktop.theme).toBe('dark');
  expect(await window.close()).toBe(true);
  expect(await desktop.app.exited).toBe(0);
  expect(desktop.engine.pids).toEqual([]);
  expect(existsSync(path.join(desk.place.dataDir, 'run', 'endpoint.json'))).toBe(false);

  const again = await desk.start();
  expect(again.window.bounds).toEqual(bounds);
  expect(again.theme).toBe('dark');
  const kept = await (await again.window.page).evaluate(() => globalThis.window.drawbridge.settings.get());
  expect(kept).toEqual({ appearance: 'dark', recentFolders: ['/dsn'], closeToTray: false });
  await expect.poll(() => again.tray.length).toBe(1);
  again.tray[0]?.click('Quit');
  expect(await again.app.exited).toBe(0);
});

test('without a tray closing the window ends Drawbridge, but never takes unsaved work along unasked', async ({
  desk,
}) => {
  const desktop = await desk.start();
  const { window, user } = desktop;
  const page = await window.page;
  await page.getByRole('button', { name: /Try the sample data/ }).click();
  await page.getByRole('row', { name: /Sandbox/ }).dblclick();
  await page.getByRole('dialog').getByLabel('Description').fill('Not saved yet');

  user.willPress('Keep editing');
  expect(await window.close()).toBe(false);
  await expect(page.getByRole('dialog').getByLabel('Description')).toHaveValue('Not saved yet');
  user.willPress('Discard');
  expect(await window.close()).toBe(true);
  expect(await desktop.app.exited).toBe(0);
  expect(user.asked.map(({ message }) => message)).toEqual(['Discard changes?', 'Discard changes?']);
});

test('the driver opens a data source or the wizard, in the window that is there, and takes no unsaved work along', async ({
  desk,
}) => {
  await desk.place.drawbridge(addHarbour);
  const desktop = await desk.start({ words: ['--dsn', 'harbour'] });
  const page = await desktop.window.page;
  const sheet = page.getByRole('dialog', { name: 'Configure Harbour' });
  await sheet.getByLabel('Description').fill('Not saved yet');
  const startAgain = async (...words: string[]) => {
    const second = await desk.start({ words });
    expect(await second.app.exited).toBe(0);
    expect(second.windows).toEqual([]);
  };

  await startAgain('--new-dsn');
  expect(desktop.window.focused).toBeGreaterThan(0);
  await expect(page.getByText('Another program asks to add a data source.')).toBeVisible();
  await expect(sheet.getByLabel('Description')).toHaveValue('Not saved yet');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: 'Open it' }).click();
  const wizard = page.getByRole('dialog', { name: 'New data source' });
  await expect(wizard).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(wizard).toBeHidden();

  await startAgain('--dsn', 'Harbour');
  await expect(sheet.getByLabel('Description')).toHaveValue('Not saved yet');
});

test('the page stays where it is, reaches nothing else and is given nothing', async ({ desk }) => {
  const desktop = await desk.start();
  const page = await desktop.window.page;
  const address = page.url();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();

  await page.evaluate(() => {
    location.href = 'https://evil.example/';
    window.open('https://evil.example/other');
    window.open('https://bitbucket.org/account');
  });
  await expect.poll(() => desktop.opened).toEqual(['https://bitbucket.org/account']);
  const fetched = page.evaluate(() => fetch('https://evil.example/data').then(() => 'answered'));
  await expect(fetched).rejects.toThrow('Failed to fetch');
  const injected = page.evaluate(() => {
    document.body.innerHTML = '<b>x</b>';
  });
  await expect(injected).rejects.toThrow('TrustedHTML');
  expect(page.url()).toBe(address);

  const granted = await page.evaluate(async () => {
    const names = ['notifications', 'geolocation', 'clipboard-read'] as PermissionName[];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return states.map(({ state }) => state);
  });
  expect(granted).toEqual(['denied', 'denied', 'denied']);
  expect(await page.evaluate(() => navigator.clipboard.writeText('copied').then(() => true))).toBe(true);

  const tooMuch = page.evaluate(() => window.drawbridge.settings.set({ text: 'x'.repeat(70_000) }));
  await expect(tooMuch).rejects.toThrow('too large');
  expect(await page.evaluate(() => Object.keys(window.drawbridge))).toEqual([
    'requestAdminPort',
    'settings',
    'choices',
  ]);

  const save = (href: string) =>
    page.evaluate((given) => {
      const link = document.createElement('a');
      link.href = given === '' ? URL.createObjectURL(new Blob(['Id\n1\n'])) : given;
      link.download = 'result.csv';
      link.click();
    }, href);
  const file = path.join(desk.place.folder, 'downloads', 'result.csv');
  await save('data:text/csv,stolen');
  await save('');
  await expect.poll(() => (existsSync(file) ? readFile(file, 'utf8') : '')).toBe('Id\n1\n');
});

test('a consent page of a data source opens exactly as the engine has announced it', async ({ desk }) => {
  const desktop = await desk.start();
  const page = await desktop.window.page;
  const callback = `CallbackURL=http://localhost:${await freePort()}`;
  const consent = 'https://login.example/authorize';
  const values = ['OAuthClientId=key', `OAuthAuthorizationURL=${consent}`, callback];
  await desk.place.drawbridge(['dsn', 'add', 'Harbour', ...values, '--secrets', '-'], {
    input: 'OAuthClientSecret=word\n',
  });
  const open = (address: string) => page.evaluate((given) => void window.open(given), address);
  await open(consent);
  const login = await desk.place.start(['login', '--dsn', 'Harbour', '--no-browser']);
  const announced = login.ready['line'] as string;
  expect(announced).toContain(consent);
  await open(announced);
  await expect.poll(() => desktop.opened).toEqual([announced]);
});

test('a key ring keeps the key of the vault, and nothing is lost when it is reset', async ({ desk }) => {
  const desktop = await startAnswering(desk);
  const secret = { input: 'AccessToken=ship-shape\n' };
  expect(await desk.place.drawbridge(['driver', 'install'])).toMatchObject({ status: 0 });
  expect(await desk.place.drawbridge([...addHarbour, '--secrets', '-'], secret)).toMatchObject({ status: 0 });
  const vault = path.join(desk.place.dataDir, 'vault', 'vault.json');
  const closed = await readFile(vault, 'utf8');
  expect(JSON.parse(closed)).toMatchObject({ keys: [{ keeper: 'key-store' }] });
  const show = () => desk.place.drawbridge(['dsn', 'show', 'Harbour', '--json']);
  expect(JSON.parse((await show()).stdout)).toMatchObject({ secrets: ['AccessToken'] });
  const vaultLine = async () => (await desk.place.drawbridge(['doctor'])).stdout.match(/.*Vault .*/)?.[0];
  expect(await vaultLine()).toMatch(/^ok .*key store of the desktop/);

  desktop.keyRing.reset();
  const lost = await show();
  expect(lost.status).toBe(1);
  expect(lost.stderr).toContain('does not hold the key of this vault');
  expect(await readFile(vault, 'utf8')).toBe(closed);

  const page = await desktop.window.page;
  await page.keyboard.press('F5');
  const row = page.getByRole('row', { name: /^Harbour/ });
  await expect(row.getByText('Vault locked')).toBeVisible();
  await row.click();
  await page.getByRole('button', { name: 'Start a new vault…' }).click();
  await page.getByRole('button', { name: 'Start a new vault', exact: true }).click();
  const kept = await page.getByRole('dialog').locator('code').textContent();
  expect(await readFile(kept ?? '', 'utf8')).toBe(closed);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(row.getByText('Not signed in')).toBeVisible();
  expect(await desk.place.drawbridge(['dsn', 'edit', 'Harbour', '--secrets', '-'], secret)).toMatchObject({
    status: 0,
  });
  await expect(row.getByText('Not checked')).toBeVisible();

  await desktop.app.exit(0);
  const headless = await show();
  expect(headless.status).toBe(1);
  expect(headless.stderr).toContain('Open the Drawbridge window');
  const renewed = await readFile(vault, 'utf8');
  const refused = await desk.place.drawbridge(['vault', 'new', '--yes']);
  expect([refused.status, await readFile(vault, 'utf8')]).toEqual([1, renewed]);
});

test('a desktop whose key store protects nothing keeps no secrets, until the user allows a key file', async ({
  desk,
}) => {
  const desktop = await startAnswering(desk, { backend: 'basic_text' });
  const secret = { input: 'AccessToken=ship-shape\n' };
  const add = () => desk.place.drawbridge([...addHarbour, '--secrets', '-'], secret);
  const refused = await add();
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('no key store that protects');
  expect(refused.stderr).toContain('Keep secrets with a key file');
  const vault = path.join(desk.place.dataDir, 'vault', 'vault.json');
  expect(existsSync(vault)).toBe(false);

  findItem(desktop.menus.items, 'Options', 'Keep secrets with a key file').click?.();
  expect(findItem(desktop.menus.items, 'Options', 'Keep secrets with a key file').checked).toBe(true);
  expect(await add()).toMatchObject({ status: 0 });
  expect(JSON.parse(await readFile(vault, 'utf8'))).toMatchObject({ keys: [{ keeper: 'key-file' }] });
});

test('secrets of the window are used without it, once the vault has a key file as well', async ({ desk }) => {
  const desktop = await startAnswering(desk);
  const secret = { input: 'AccessToken=ship-shape\n' };
  expect(await desk.place.drawbridge([...addHarbour, '--secrets', '-'], secret)).toMatchObject({ status: 0 });
  const page = await desktop.window.page;
  await page.getByRole('tab', { name: 'About' }).click();
  const section = page.getByRole('region', { name: 'What protects the secrets' });
  await expect(section.getByRole('row', { name: 'Key store of the desktop' })).toContainText(
    'Opens the vault',
  );
  await section.getByRole('button', { name: 'Add a key…' }).click();
  // The key file of the account is the first on offer.
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(section.getByRole('row', { name: 'Key file of your account' })).toContainText(
    'Opens the vault',
  );
  await desktop.app.exit(0);

  const show = await desk.place.drawbridge(['dsn', 'show', 'Harbour', '--json']);
  expect(JSON.parse(show.stdout)).toMatchObject({ secrets: ['AccessToken'] });
  expect((await desk.place.drawbridge(['vault'])).stdout).toMatch(/key-store .*only the Drawbridge window/);
  expect(await desk.place.drawbridge(['vault', 'remove', 'key-store'])).toMatchObject({ status: 0 });
  expect((await desk.place.drawbridge(['vault', 'remove', 'key-file'])).stderr).toContain('last key');
});
