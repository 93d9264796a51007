import { defineConfig } from 'vite';
import { bundle } from './vite.engine.config.ts';

/** The command line. CommonJS, since only that can be loaded compiled: see bin/compiled-program.cjs. */
export default defineConfig(bundle('engine/cli/main.ts', 'cli.cjs', 'cjs', false));
