import { defineProject } from 'vitest/config';
import react from '@vitejs/plugin-react';

export default defineProject({
  root: import.meta.dirname,
  plugins: [react()],
  test: {
    name: 'renderer',
    include: ['**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    testTimeout: 30_000,
    // Each file makes its own window from what it imports; to import all of React Aria anew for each takes longer
    // than most of them run.
    isolate: false,
  },
});
