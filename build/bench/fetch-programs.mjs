/** The measuring programs of driver/bench, built into a temporary folder, and the two ODBC drivers. */
import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { find, root } from '../run.mjs';

export const ourDriver = path.join(root, 'dist', 'driver', 'libdrawbridgeodbc.so');

const fetchAll = path.join(root, 'driver', 'bench', 'fetch_all.py');

export function psqlOdbc() {
  const found = readdirSync('/usr/lib')
    .map((folder) => path.join('/usr/lib', folder, 'odbc', 'psqlodbcw.so'))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error('psqlODBC (package odbc-postgresql) is not installed.');
  return found;
}

/** Each resolves to what the program prints: rows, bytes, seconds, clientCpuSeconds, firstRowMs, peakRssKiB. */
export function buildFetchPrograms({ folder, env }) {
  const output = path.join(folder, 'fetch');
  const configure = ['-S', path.join(root, 'driver'), '-B', output, '-DDRAWBRIDGE_BENCH=ON'];
  cmake([...configure, '-DCMAKE_BUILD_TYPE=Release'], env);
  cmake(['--build', output, '--target', 'fetch', 'fetch-libpq'], env);
  return {
    odbc: (connection, sql) => run(path.join(output, 'bench', 'fetch'), [connection, sql], env),
    libpq: (connection, sql) => run(path.join(output, 'bench', 'fetch-libpq'), [connection, sql], env),
    python: (connection, sql) => run('/usr/bin/python3', [fetchAll, connection, sql], env),
  };
}

function cmake(args, env) {
  const { status, stderr, error } = spawnSync(find('cmake') ?? 'cmake', args, { env, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(stderr);
}

async function run(program, args, env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (status !== 0) throw new Error(`${path.basename(program)} ended with ${status}`);
  return JSON.parse(output);
}
