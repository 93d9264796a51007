#!/usr/bin/env node
// CommonJS on purpose: it is read without the thread pool, so the pool's size can still be set. Every statement that
// DuckDB works on occupies a thread, and with Node's four a few long ones would hold up files and name look-ups.
process.env.UV_THREADPOOL_SIZE ??= '32';

const { existsSync } = require('node:fs');
const path = require('node:path');
const { loadProgram } = require('./compiled-program.cjs');

const cli = path.join(__dirname, '..', 'dist', 'engine', 'cli.cjs');

async function run() {
  // Should nothing be left to wait for, that is no success.
  process.exitCode = 1;
  const { main } = loadProgram(cli).exports;
  process.exitCode = await main(process.argv.slice(2));
}

if (existsSync(cli)) {
  void run();
} else {
  process.stderr.write(
    'drawbridge: the engine is not built yet. Run "npm start" or "npm run build" first.\n',
  );
  process.exitCode = 1;
}
