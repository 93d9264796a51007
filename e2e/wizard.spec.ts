/** The Add wizard and the sign-in, against a real engine and a real offline Bitbucket with its consent page. */
import { createServer, type Server } from 'node:net';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test, type Administrator } from './support/administrator.ts';
import { freePort } from './support/free-port.ts';

/** What lies beneath is looked at elsewhere. */
const dialogOnly = { within: '[role="dialog"]' } as const;

interface SandboxReady {
  readonly apiUrl: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly workspace: string;
  readonly consumer: { readonly key: string; readonly secret: string };
  readonly privateConsumer: { readonly key: string; readonly secret: string };
}

interface Offline {
  readonly ready: SandboxReady;
  readonly callbackUrl: string;
  /** What a colleague would send: addresses and key, without the secret. */
  readonly connectionString: string;
}

async function startOffline({ place }: Administrator): Promise<Offline> {
  const callbackUrl = `http://localhost:${await freePort()}`;
  const sandbox = await place.start(['sandbox', '--callback-url', callbackUrl]);
  const ready = sandbox.ready as unknown as SandboxReady;
  const connectionString = [
    `ApiURL=${ready.apiUrl}`,
    `OAuthAuthorizationURL=${ready.authorizeUrl}`,
    `OAuthAccessTokenURL=${ready.tokenUrl}`,
    `OAuthClientId=${ready.consumer.key}`,
    `CallbackURL=${callbackUrl}`,
  ].join(';');
  return { ready, callbackUrl, connectionString };
}

/** Everything that a user does, one call each: a click, or the text of one field. */
class UserActions {
  readonly done: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async click(role: 'button' | 'option', name: string | RegExp, page = this.#page): Promise<void> {
    await page.getByRole(role, { name }).click();
    this.done.push(`click ${String(name)}`);
  }

  async type(label: string, text: string): Promise<void> {
    await this.#page.getByLabel(label, { exact: true }).fill(text);
    this.done.push(`type ${label}`);
  }
}

/** From an empty list to the step at which the sign-in begins. */
async function upToSignIn(page: Page, { connectionString, ready }: Offline): Promise<void> {
  await page.getByRole('button', { name: 'Connect to Bitbucket' }).click();
  await page.getByRole('button', { name: 'I have a connection string' }).click();
  await page.getByLabel('Connection string', { exact: true }).fill(connectionString);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Consumer secret').fill(ready.consumer.secret);
}

async function beginSignIn(administrator: Administrator): Promise<Page> {
  const opened = administrator.nextBrowserPage();
  await administrator.page.getByRole('button', { name: 'Sign in…' }).click();
  return opened;
}

test('twelve actions lead from an empty list and a consumer to a connection that works', async ({
  administrator,
}) => {
  const { page, place } = administrator;
  const { ready, connectionString } = await startOffline(administrator);
  const user = new UserActions(page);
  await expect(page.getByRole('row')).toHaveCount(0);

  await user.click('button', 'Connect to Bitbucket');
  await user.click('button', 'I have a connection string');
  await user.type('Connection string', connectionString);
  await user.click('button', 'Next');
  await user.click('button', 'Next');
  await user.type('Consumer secret', ready.consumer.secret);
  const opened = administrator.nextBrowserPage();
  await user.click('button', 'Sign in…');
  const consent = await opened;
  await user.click('button', /Grant access/, consent);
  await expect(consent.getByText('You are signed in')).toBeVisible();
  await consent.close();
  await user.click('button', 'Close');
  // The one workspace there is has been picked already.
  await expect(page.getByRole('combobox', { name: 'Workspace' })).toHaveValue(ready.workspace);
  await user.click('button', 'Pick Schema from Bitbucket');
  await user.click('option', /harbor-app/);
  await user.click('button', 'Test Connection');
  await expect(page.getByText('The connection works')).toBeVisible();
  expect(user.done.length, user.done.join(', ')).toBeLessThanOrEqual(12);
  await expect(page.getByRole('button', { name: 'Finish' })).toBeFocused();
  await expect(page.getByText('no limit', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go on here' }).click();

  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('The data source “Bitbucket” is ready.')).toBeVisible();
  const { stdout } = await place.drawbridge(['dsn', 'show', 'Bitbucket', '--json']);
  expect(stdout).not.toContain(ready.consumer.secret);
  expect(JSON.parse(stdout)).toMatchObject({
    signedIn: true,
    secrets: ['OAuthClientSecret'],
    values: { Workspace: ready.workspace, Schema: 'harbor-app' },
  });
  await expect(page.getByRole('button', { name: 'Open Preview' })).toBeFocused();
  const wizard = page.getByRole('dialog', { name: 'New data source' });
  await wizard.getByRole('button', { name: 'Connect from…' }).click();
  const guides = page.getByRole('dialog', { name: /Connect from an application to/ });
  await expect(guides.getByText('isql')).toBeVisible();
  await expect(guides.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(guides).toHaveCount(0);
  await expect(wizard).toBeVisible();
  await page.getByRole('button', { name: 'Open Preview' }).click();
  await expect(page.getByRole('button', { name: /Data source/ })).toContainText('Bitbucket');
  await expect(page.locator('.cm-content')).toBeFocused();
});

test('every end of a sign-in has its sentence and its way on, and leaving takes the data source back', async ({
  administrator,
}) => {
  const { page, place } = administrator;
  const offline = await startOffline(administrator);
  const { callbackUrl } = offline;
  await upToSignIn(page, offline);
  await expect(page.getByText('The port is free on IPv4 and IPv6.')).toBeVisible();

  // Refused by the user.
  let consent = await beginSignIn(administrator);
  await consent.getByRole('button', { name: 'Deny' }).click();
  await consent.close();
  await expect(page.getByText('The consent was not given in Bitbucket')).toBeVisible();
  await expect(page.getByText('Start again and grant access.')).toBeVisible();

  // The answer to another sign-in is refused, and the right one is still taken.
  const again = administrator.nextBrowserPage();
  await page.getByRole('button', { name: 'Try again' }).click();
  consent = await again;
  await expect(page.getByText('Waiting for your consent')).toBeVisible();
  const state = new URL(consent.url()).searchParams.get('state');
  expect(state).not.toBeNull();
  const forged = await fetch(`${callbackUrl}/?state=forged&code=abc`);
  expect(forged.status).toBe(400);
  await expect(page.getByText('An answer to another sign-in came back and was refused.')).toBeVisible();
  await expectAccessible(page, dialogOnly);

  // The browser is on another computer: what it ends on is pasted.
  await page.getByRole('button', { name: 'The browser runs on another computer' }).click();
  const paste = page.getByLabel('Redirect address or code');
  await paste.fill(`${callbackUrl}/?state=forged&code=abc`);
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('That address is the answer to another sign-in.')).toBeVisible();
  const decided = await fetch(consent.url(), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ consent: 'accept' }),
  });
  await consent.close();
  await paste.fill(decided.headers.get('location') ?? '');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText('You are signed in')).toBeVisible();
  await expect(page.getByText('Boxes ticked in the consumer: Account: Read')).toBeVisible();
  await expect(page.getByText('renewed by itself before that')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();

  // Back loses nothing, and Escape asks.
  await expect(page.getByRole('combobox', { name: 'Workspace' })).not.toHaveValue('');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByText('kept in the vault', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go on here' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('button', { name: 'Connect to Bitbucket' })).toBeVisible();
  const { stdout } = await place.drawbridge(['dsn', 'list', '--json']);
  expect(stdout).not.toContain('Bitbucket');
});

function occupy(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host }, () => resolve(server));
  });
}

test('a callback port that is taken on IPv6 alone is told before a browser opens, and another is offered', async ({
  administrator,
}) => {
  const { page, place } = administrator;
  const offline = await startOffline(administrator);
  const { port } = new URL(offline.callbackUrl);
  const occupant = await occupy(Number(port), '::1');
  try {
    await upToSignIn(page, offline);
    await expect(page.getByText(`Port ${port} on IPv6 (::1) is in use`)).toBeVisible();
    await page.getByRole('button', { name: 'Sign in…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Sign in to Bitbucket/ });
    await expect(dialog.getByText('The port of the callback URL is not free')).toBeVisible();
    expect(page.context().pages()).toHaveLength(1);
    await expectAccessible(page, dialogOnly);
    await dialog.getByRole('button', { name: /^Use http:\/\/localhost:/ }).click();
    await expect(dialog.getByText('Now change it in Bitbucket as well')).toBeVisible();
    const { stdout } = await place.drawbridge(['dsn', 'show', 'Bitbucket', '--json']);
    const { values } = JSON.parse(stdout) as { readonly values: Readonly<Record<string, string>> };
    expect(values['CallbackURL']).not.toBe(offline.callbackUrl);
    await expect(dialog.getByText(values['CallbackURL'] ?? '', { exact: true })).toBeVisible();
    // The consumer of the sandbox still has the old address, as one has that nobody has changed.
    const opened = administrator.nextBrowserPage();
    await dialog.getByRole('button', { name: 'I have changed it: sign in' }).click();
    const consent = await opened;
    await expect(consent.getByText('does not match the callback URL')).toBeVisible();
    await consent.close();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('textbox', { name: 'Callback URL' })).toHaveValue(
      values['CallbackURL'] ?? '',
    );
  } finally {
    occupant.close();
  }
});

test('client credentials need no browser, nothing is saved before Finish, and the sheet searches and spells', async ({
  administrator,
}) => {
  const { page, place } = administrator;
  const { ready } = await startOffline(administrator);
  await page.getByRole('button', { name: 'Connect to Bitbucket' }).click();
  const name = page.getByLabel('Data source name');
  await name.fill('no?such');
  await expect(page.getByText('The character ? can’t be in a name.')).toBeVisible();
  await name.fill('Bridge; no');
  await expect(page.getByText('The character ; can’t be in a name.')).toBeVisible();
  await name.fill('Für die Brücke');
  await expectAccessible(page, dialogOnly);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: /client credentials/ }).check({ force: true });
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/This is a private consumer/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Write: Pipelines' }).check({ force: true });
  await expect(page.getByRole('list', { name: 'To tick in Bitbucket' })).toContainText('Pipelines: Write');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Consumer key is missing.')).toBeVisible();
  await page.getByLabel('Consumer key').fill(ready.privateConsumer.key);
  await page.getByLabel('Consumer secret').fill('ATCTT3xFfGN0octopus');
  const doubt = page.getByText('This looks like a token, not like the secret of an OAuth consumer.');
  await expect(doubt).toBeVisible();
  await expectAccessible(page, dialogOnly);
  await page.getByLabel('Consumer secret').fill(ready.privateConsumer.secret);
  await expect(doubt).toBeHidden();
  await page.getByRole('button', { name: /^Advanced: other addresses/ }).click();
  await page.getByLabel('API address').fill(ready.apiUrl);
  await page.getByLabel('Token address').fill(ready.tokenUrl);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('combobox', { name: 'Workspace' }).fill(ready.workspace);
  await page.getByRole('button', { name: 'Test Connection' }).click();
  await expect(page.getByText('The connection works')).toBeVisible();
  expect((await place.drawbridge(['dsn', 'list', '--json'])).stdout).not.toContain('Brücke');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  const left = await page.evaluate(() => {
    const kept = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage).flat());
    return [document.documentElement.outerHTML, ...kept].join(' ');
  });
  expect(left).toContain('Brücke');
  expect(left).not.toContain(ready.privateConsumer.secret);

  await page.getByRole('row', { name: /Brücke/ }).dblclick();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Pick Schema from Bitbucket' }).click();
  await page.getByRole('option', { name: /harbor-app/ }).click();
  const string = sheet.getByRole('textbox', { name: 'Connection string' });
  await expect(string).toHaveValue('DSN=Für die Brücke;Schema=harbor-app;');
  await sheet.getByRole('radio', { name: 'Without a DSN' }).click();
  await expect(string).toHaveValue(
    `Driver={Drawbridge ODBC Driver for Bitbucket};Workspace=${ready.workspace};Schema=harbor-app;` +
      `AuthScheme=OAuthClient;OAuthClientId=${ready.privateConsumer.key};ApiURL=${ready.apiUrl};` +
      `OAuthAccessTokenURL=${ready.tokenUrl};OAuthClientSecret=***;`,
  );
  await sheet.getByRole('searchbox', { name: 'Search properties' }).fill('calls an hour');
  await expect(sheet.getByLabel('Calls an hour')).toBeVisible();
  await sheet.getByRole('button', { name: 'Page Performance' }).first().click();
  await expect(sheet.getByRole('tab', { name: 'Performance' })).toHaveAttribute('aria-selected', 'true');
});
