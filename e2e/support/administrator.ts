/**
 * The administrator as its user has it: one window over one engine in a workplace of its own. Specs drive it the same
 * way whatever shows the window. What the page complains about fails the test.
 */
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { BrowserHost } from './browser-host.ts';
import { DesktopHost } from './desktop-host.ts';
import { electronBinary } from './electron-binary.ts';
import { ElectronHost } from './electron-host.ts';
import { Workplace } from './workplace.ts';

/** What shows the window. */
export interface WindowHost {
  readonly page: Page;
  /** Ends the engine as a crash would. */
  crashEngine(): Promise<void>;
  /** Resolves once an engine runs again and the window is connected to it. */
  recover(): Promise<void>;
  /** The next page that opens in the system's browser, such as Bitbucket's question for consent. */
  nextBrowserPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface Administrator extends WindowHost {
  readonly place: Workplace;
  /** Messages of the page that a test has provoked and that are no fault. */
  forgive(pattern: RegExp): void;
}

/** Which of the hosts a project of playwright.config.ts drives. */
export interface HostOption {
  readonly host: 'browser' | 'desktop';
}

function open(
  kind: HostOption['host'],
  browser: Browser,
  place: Workplace,
  opened: (page: Page) => void,
): Promise<WindowHost> {
  if (kind === 'browser') return BrowserHost.open(browser, place, opened);
  const electron = electronBinary();
  return electron === null
    ? DesktopHost.open(browser, place, opened)
    : ElectronHost.open(electron, browser, place, opened);
}

export const test = base.extend<HostOption & { administrator: Administrator }>({
  host: ['browser', { option: true }],
  administrator: async ({ browser, host: kind }, use) => {
    const complaints: string[] = [];
    const forgiven: RegExp[] = [];
    const listen = (page: Page) => {
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
    };
    const place = await Workplace.enter();
    const host = await open(kind, browser, place, listen);
    await use({
      place,
      page: host.page,
      crashEngine: () => host.crashEngine(),
      recover: () => host.recover(),
      async nextBrowserPage() {
        const opened = await host.nextBrowserPage();
        await opened.waitForURL((address) => address.protocol !== 'about:');
        return opened;
      },
      close: () => host.close(),
      forgive: (pattern) => void forgiven.push(pattern),
    });
    await host.close();
    await place.leave();
    expect(complaints.filter((text) => !forgiven.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});

export { expect } from '@playwright/test';
