import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const entries = { cli: 'engine/cli/main.ts', 'electron-engine': 'engine/host/desktop-process.ts' };

/**
 * One file a program, libraries included but for native code: finding and reading hundreds of small modules, of which Node
 * has to guess what the CommonJS ones export, took two thirds of the time in which a command starts.
 */
export default defineConfig({
  root,
  logLevel: 'warn',
  ssr: { noExternal: ['@duckdb/node-api', 'lossless-json', 'undici', 'ws', 'zod'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/engine',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(entries)
          .map(([name, file]) => [name, path.join(root, file)] as const)
          .filter(([, file]) => existsSync(file)),
      ),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
