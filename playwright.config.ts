import { defineConfig } from '@playwright/test';

/** Chromium of the system: Playwright's own download is not needed. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  // Generous: axe looks at some views twice, and the machine may be busy.
  timeout: 120_000,
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
