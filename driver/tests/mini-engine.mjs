/**
 * A stand-in for the engine: the driver's side of docs/driver-protocol.md over DuckDB, with a few tables of its
 * own. It lets the driver's tests run alone; the same tests run against a real engine, too (run-with-engine.mjs).
 *
 *   node mini-engine.mjs RUN_FOLDER     writes endpoint.json there, prints one line when ready, ends with SIGTERM
 *                                       or with its input
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Connection } from './stand-in/connection.mjs';
import { setup } from './stand-in/sample-data.mjs';

const runFolder = process.argv[2];
if (runFolder === undefined) {
  console.error('usage: mini-engine.mjs RUN_FOLDER');
  process.exit(2);
}

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const first = await instance.connect();
await first.run(setup);

mkdirSync(runFolder, { recursive: true });
chmodSync(runFolder, 0o700);
const socket = join(runFolder, '.s.PGSQL.54330');
rmSync(socket, { force: true });
const server = createServer((client) => new Connection(client, instance));
server.listen(socket, () => {
  const file = join(runFolder, 'endpoint.json');
  writeFileSync(
    `${file}.new`,
    JSON.stringify({
      format: 1,
      product: '0.1.0',
      protocol: 1,
      pid: process.pid,
      startedAt: new Date().toISOString(),
      port: 54330,
      socket,
      tcp: null,
      pipe: null,
      password: 'none',
      admin: null,
    }),
    { mode: 0o600 },
  );
  renameSync(`${file}.new`, file);
  console.log('{"event":"ready"}');
});
process.on('SIGTERM', () => process.exit(0));
process.stdin
  .resume()
  .on('end', () => process.exit(0))
  .on('error', () => process.exit(0));
