import { defineConfig } from 'vitest/config';

// The include list is narrow on purpose: Playwright's specs and packaging output look like tests too.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['{engine,electron,build,e2e}/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 30_000,
        },
      },
      './renderer/vitest.config.ts',
    ],
  },
});
