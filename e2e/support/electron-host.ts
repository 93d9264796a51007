/** The administrator in real Electron, where that is installed; elsewhere see desktop-host.ts. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { _electron, expect, type Browser, type ElectronApplication, type Page } from '@playwright/test';
import type { WindowHost } from './administrator.ts';
import type { Workplace } from './workplace.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

export class ElectronHost implements WindowHost {
  readonly page: Page;
  readonly #app: ElectronApplication;
  readonly #browser: Browser;

  private constructor(page: Page, app: ElectronApplication, browser: Browser) {
    this.page = page;
    this.#app = app;
    this.#browser = browser;
  }

  static async open(
    executablePath: string,
    browser: Browser,
    place: Workplace,
    opened: (page: Page) => void,
  ): Promise<ElectronHost> {
    await place.markPrepared();
    const userData = path.join(place.folder, 'electron');
    await mkdir(userData);
    // Build machines have no key ring, and would rightly keep no secrets.
    await writeFile(path.join(userData, 'config.json'), JSON.stringify({ desktop: { keyFile: true } }));
    const display = Object.fromEntries(
      ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY'].flatMap((name) =>
        process.env[name] === undefined ? [] : [[name, process.env[name]]],
      ),
    );
    const env = Object.fromEntries(
      Object.entries({ ...place.env, ...display }).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    const app = await _electron.launch({
      executablePath,
      cwd: root,
      args: ['.', `--user-data-dir=${userData}`],
      env,
    });
    const page = await app.firstWindow();
    opened(page);
    const downloads = path.join(place.folder, 'downloads');
    await app.evaluate(({ shell, session }, folder) => {
      const state = globalThis as unknown as { openedPages: string[] };
      state.openedPages = [];
      shell.openExternal = (address) => {
        state.openedPages.push(address);
        return Promise.resolve();
      };
      // A path that is set is not asked for.
      session.defaultSession.on('will-download', (_event, item) =>
        item.setSavePath(`${folder}/${item.getFilename()}`),
      );
    }, downloads);
    return new ElectronHost(page, app, browser);
  }

  async crashEngine(): Promise<void> {
    const pid = await this.#app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Drawbridge engine')?.pid,
    );
    if (pid === undefined) throw new Error('The process of the engine is not among those of the app.');
    process.kill(pid, 'SIGKILL');
  }

  async recover(): Promise<void> {
    await expect(this.page.getByText('Connected', { exact: true })).toBeVisible();
  }

  async nextBrowserPage(): Promise<Page> {
    const next = () =>
      this.#app.evaluate(
        () => (globalThis as unknown as { openedPages: string[] }).openedPages.shift() ?? '',
      );
    let address = '';
    await expect.poll(async () => (address = await next())).not.toBe('');
    const page = await this.#browser.newPage();
    await page.goto(address);
    return page;
  }

  async close(): Promise<void> {
    const closed = this.#app.waitForEvent('close');
    await this.#app.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
    await closed;
  }
}
