/**
 * Bundles main and preload into dist/electron, each into one file: a sandboxed preload script can load nothing
 * else. Both are CommonJS, the only form that a sandboxed preload script may have. The engine's process is built
 * with the engine.
 */
import { join } from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

const outDir = join(import.meta.dirname, '..', 'dist', 'electron');

function bundle(name: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { external: ['electron'], noExternal: true, builtins: [/^node:/] },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input: { [name]: join(import.meta.dirname, `${name}.ts`) },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  publicDir: 'icons',
  environments: { main: bundle('main'), preload: bundle('preload') },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload']) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
});
