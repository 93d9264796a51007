import { defineConfig } from '@playwright/test';
import type { HostOption } from './e2e/support/administrator.ts';
import { chromiumOptions } from './build/chromium.mjs';

/** Chromium of the system: Playwright's own download is not needed. */
export default defineConfig<HostOption>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One more than two cores keep busy, since most of the time is spent waiting for programs that start.
  workers: 3,
  fullyParallel: true,
  // The pictures of docs/: see e2e/views/look.ts.
  snapshotPathTemplate: 'docs/screenshots/{arg}{ext}',
  updateSnapshots: 'changed',
  retries: 0,
  // Generous: axe looks at some views twice, and the machine may be busy.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  globalSetup: './e2e/support/say-host.ts',
  // The same specs drive both hosts of the administrator; see e2e/support/administrator.ts. What only one of them has is
  // told apart here: by its file, or by @browser in a test's name.
  projects: [
    // First, since they take longest. What a view looks like does not depend on the host.
    { name: 'views', testMatch: 'views.spec.ts', use: { host: 'browser' } },
    {
      name: 'browser',
      testIgnore: ['desktop.spec.ts', 'two-windows.spec.ts', 'views.spec.ts'],
      use: { host: 'browser' },
    },
    { name: 'desktop', testIgnore: 'views.spec.ts', grepInvert: /@browser/, use: { host: 'desktop' } },
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1100, height: 700 },
    launchOptions: chromiumOptions,
  },
});
