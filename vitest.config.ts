import { cpus } from 'node:os';
import { defineConfig } from 'vitest/config';

// How long expect.poll waits for what a busy machine does late; the default is one second.
const patient = { poll: { timeout: 20_000 } };

// The include list is narrow on purpose: Playwright's specs and packaging output look like tests too.
export default defineConfig({
  test: {
    // One fewer than the cores is the default, which leaves half of two idle while tests wait for programs.
    maxWorkers: cpus().length + 1,
    projects: [
      {
        test: {
          name: 'engine',
          include: ['engine/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: patient,
          // What the engine is made of is imported once for all files: each file makes its own stores and sandboxes, and
          // importing DuckDB and the model anew for each of them takes longer than most of them run.
          isolate: false,
        },
      },
      {
        test: {
          name: 'programs',
          include: ['{electron,build,e2e}/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          // Programs that a busy machine starts slowly.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: patient,
        },
      },
      './renderer/vitest.config.ts',
    ],
  },
});
