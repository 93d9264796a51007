/**
 * The administrator as its user has it: one window over one engine in a workplace of its own. Specs drive it the same
 * way whatever shows the window. What the page complains about fails the test.
 */
import { test as base, expect, type Page } from '@playwright/test';
import { BrowserHost } from './browser-host.ts';
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

export const test = base.extend<{ administrator: Administrator }>({
  administrator: async ({ page: blank }, use) => {
    const complaints: string[] = [];
    const forgiven: RegExp[] = [];
    blank.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    blank.on('pageerror', (error) => complaints.push(error.message));
    const place = await Workplace.enter();
    const host = await BrowserHost.open(blank, place);
    await use({
      place,
      page: host.page,
      crashEngine: () => host.crashEngine(),
      recover: () => host.recover(),
      nextBrowserPage: () => host.nextBrowserPage(),
      close: () => host.close(),
      forgive: (pattern) => void forgiven.push(pattern),
    });
    await host.close();
    await place.leave();
    expect(complaints.filter((text) => !forgiven.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});

export { expect } from '@playwright/test';
