import { defineProject } from 'vitest/config';
import react from '@vitejs/plugin-react';

export default defineProject({
  root: import.meta.dirname,
  plugins: [react()],
  test: { name: 'renderer', include: ['**/*.test.{ts,tsx}'], environment: 'happy-dom', testTimeout: 30_000 },
});
