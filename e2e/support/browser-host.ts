/** The administrator in a browser, served by `drawbridge host`. */
import { expect, type Browser, type Page } from '@playwright/test';
import type { WindowHost } from './administrator.ts';
import type { RunningProgram, Workplace } from './workplace.ts';

export class BrowserHost implements WindowHost {
  readonly page: Page;
  readonly #place: Workplace;
  #engine: RunningProgram;

  private constructor(page: Page, place: Workplace, engine: RunningProgram) {
    this.page = page;
    this.#place = place;
    this.#engine = engine;
  }

  static async open(browser: Browser, place: Workplace, opened: (page: Page) => void): Promise<BrowserHost> {
    const engine = await place.start(['host']);
    const page = await (await browser.newContext()).newPage();
    opened(page);
    await page.goto(String(engine.ready['admin']));
    return new BrowserHost(page, place, engine);
  }

  crashEngine(): Promise<void> {
    this.#engine.child.kill('SIGKILL');
    return Promise.resolve();
  }

  /** The new engine does not know the window's cookie: its address is opened once, as the banner asks. */
  async recover(): Promise<void> {
    const { port } = new URL(this.page.url());
    this.#engine = await this.#place.start(['host', '--admin-port', port]);
    await expect(this.page.getByText('does not know this window')).toBeVisible();
    const fresh = await this.page.context().newPage();
    await fresh.goto(String(this.#engine.ready['admin']));
    await expect(fresh.getByText('Connected', { exact: true })).toBeVisible();
    await fresh.close();
    await this.page.getByRole('button', { name: 'Try now' }).click();
    await expect(this.page.getByText('Connected', { exact: true })).toBeVisible();
  }

  nextBrowserPage(): Promise<Page> {
    return this.page.context().waitForEvent('page');
  }

  async close(): Promise<void> {
    await this.page.context().close();
    await this.#engine.stop();
  }
}
