/** A PostgreSQL server of the system's newest version, in a temporary folder, on a Unix socket only. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { atEnd } from './undo.mjs';

const versions = '/usr/lib/postgresql';
const port = 5432;
/** Milliseconds. */
const patience = 30_000;

export async function startPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-bench-postgres-'));
  const remove = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const options = { cwd: folder, env: { ...process.env, HOME: folder }, ...identity(folder) };
  const data = path.join(folder, 'data');
  const initdb = ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  succeed(spawnSync(program('initdb'), initdb, { ...options, encoding: 'utf8' }));

  const settings = ['-c', 'listen_addresses=', '-k', folder, '-p', String(port), '-c', 'fsync=off'];
  const log = ['-c', 'logging_collector=on', '-c', 'log_directory=log'];
  const args = ['-D', data, ...settings, ...log];
  const server = spawn(program('postgres'), args, { ...options, stdio: 'ignore' });
  // SIGQUIT makes it and its children end at once.
  const kill = atEnd(() => server.kill('SIGQUIT'));
  const ended = once(server, 'exit');
  const deadline = performance.now() + patience;
  while (spawnSync(program('pg_isready'), ['-q', '-h', folder, '-p', String(port)]).status !== 0) {
    if (server.exitCode !== null || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start; its log is in ${data}`);
    }
    await wait(50);
  }

  return {
    folder,
    port,
    /** Makes a table of a CSV file with a heading. */
    load(table, columns, csv) {
      const connection = ['-h', folder, '-p', String(port), '-U', 'bench', '-d', 'postgres'];
      const commands = [
        `CREATE TABLE ${table} (${columns})`,
        `\\copy ${table} FROM '${csv}' WITH (FORMAT csv, HEADER)`,
        `VACUUM (ANALYZE, FREEZE) ${table}`,
      ].flatMap((command) => ['-c', command]);
      const rest = ['-q', '-X', '-v', 'ON_ERROR_STOP=1', ...commands];
      succeed(spawnSync(program('psql'), [...connection, ...rest], { encoding: 'utf8' }));
    },
    async stop() {
      kill();
      await ended;
      remove();
    },
  };
}

function program(name) {
  const newest = readdirSync(versions)
    .filter((version) => existsSync(path.join(versions, version, 'bin', name)))
    .toSorted((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error(`There is no ${name} in ${versions}.`);
  return path.join(versions, newest, 'bin', name);
}

/** PostgreSQL refuses to run as root; then it is the system's user `postgres`, to whom the folder is given. */
function identity(folder) {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [id('-u'), id('-g')];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

function succeed({ status, stderr, error }) {
  if (status !== 0) throw error ?? new Error(stderr);
}
