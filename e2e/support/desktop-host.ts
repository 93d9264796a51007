/** The administrator on the desktop. */
import { expect, type Browser, type Page } from '@playwright/test';
import type { WindowHost } from './administrator.ts';
import { StandInDesktop, type DesktopOptions } from './desktop-stand-in/desktop.ts';
import type { Workplace } from './workplace.ts';

export class DesktopHost implements WindowHost {
  readonly page: Page;
  readonly desktop: StandInDesktop;

  private constructor(page: Page, desktop: StandInDesktop) {
    this.page = page;
    this.desktop = desktop;
  }

  static async open(
    browser: Browser,
    place: Workplace,
    opened: (page: Page) => void,
    options: Partial<DesktopOptions> = {},
  ): Promise<DesktopHost> {
    await place.markPrepared();
    const desktop = new StandInDesktop({ browser, home: place.folder, env: place.env, opened, ...options });
    await desktop.start();
    return new DesktopHost(await desktop.window.page, desktop);
  }

  crashEngine(): Promise<void> {
    for (const pid of this.desktop.engine.pids) process.kill(pid, 'SIGKILL');
    return Promise.resolve();
  }

  /** The shell starts another one by itself. */
  async recover(): Promise<void> {
    await expect(this.page.getByText('Connected', { exact: true })).toBeVisible();
  }

  nextBrowserPage(): Promise<Page> {
    return this.desktop.nextBrowserPage();
  }

  async close(): Promise<void> {
    await this.desktop.app.exit(0);
    expect(this.desktop.faults).toEqual([]);
  }
}
