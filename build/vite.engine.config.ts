import path from 'node:path';
import { defineConfig, type UserConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/**
 * One file a program, libraries included but for native code: finding and reading hundreds of small modules, of which Node
 * has to guess what the CommonJS ones export, took two thirds of the time in which a command starts.
 */
export const bundle = (entry: string, file: string, format: 'cjs' | 'es', first: boolean): UserConfig => ({
  root,
  logLevel: 'warn',
  ssr: { noExternal: ['@duckdb/node-api', 'lossless-json', 'undici', 'ws', 'zod'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/engine',
    emptyOutDir: first,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: path.join(root, entry),
      // What is loaded late comes by require(), too: a program that V8 has compiled before has no import().
      output: { format, entryFileNames: file, codeSplitting: false, dynamicImportInCjs: false },
    },
  },
});

/** The engine as the desktop starts it. */
export default defineConfig(bundle('engine/host/desktop-process.ts', 'electron-engine.js', 'es', true));
