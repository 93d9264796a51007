import { defineConfig } from '@playwright/test';
import type { HostOption } from './e2e/support/administrator.ts';

/** Chromium of the system: Playwright's own download is not needed. */
export default defineConfig<HostOption>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // The pictures of docs/: see e2e/support/look.ts.
  snapshotPathTemplate: 'docs/screenshots/{arg}{ext}',
  updateSnapshots: 'changed',
  workers: 1,
  retries: 0,
  // Generous: axe looks at some views twice, and the machine may be busy.
  timeout: 120_000,
  globalSetup: './e2e/support/say-host.ts',
  // The same specs drive both hosts of the administrator; see e2e/support/administrator.ts.
  projects: [
    { name: 'browser', testIgnore: 'desktop.spec.ts', use: { host: 'browser' } },
    { name: 'desktop', use: { host: 'desktop' } },
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1100, height: 700 },
    launchOptions: {
      executablePath: process.env['DRAWBRIDGE_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
