import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INTEGER } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunkOf, column, endless, fakeSessions } from './test-support/fake-session.ts';
import { isMissing, runProgram } from './test-support/run-program.ts';
import { scriptedPort, scriptedServer } from './test-support/scripted-server.ts';
import type { ScriptedServer } from './test-support/scripted-server.ts';

const sessions = fakeSessions((sql) =>
  sql === 'endless'
    ? endless()
    : {
        columns: [column('n', 23)],
        ...(sql === 'echo' ? { parameterTypes: [23] } : {}),
        commandTag: 'SELECT 3',
        *chunks([first]) {
          yield chunkOf([INTEGER], [[first === undefined ? 1 : Number(first)], [null], [3]]);
        },
      },
);

const missing = isMissing('cc') || isMissing('pg_config');

describe.skipIf(missing)('a C client over libpq (skipped without a C compiler or libpq)', () => {
  let running: ScriptedServer;
  let folder: string;

  beforeAll(async () => {
    running = await scriptedServer(sessions);
    folder = await mkdtemp(join(tmpdir(), 'drawbridge-libpq-'));
    const source = fileURLToPath(new URL('test-support/libpq-client.c', import.meta.url));
    const includes = (await runProgram('pg_config', ['--includedir'])).stdout.trim();
    const built = await runProgram('cc', [
      '-Wall',
      '-o',
      join(folder, 'client'),
      source,
      `-I${includes}`,
      '-lpq',
    ]);
    expect(built.stderr).toBe('');
  });

  afterAll(async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(task: string, sql: string): Promise<string> {
    const where = `host=${running.folder} port=${scriptedPort} user=erika dbname=Sandbox`;
    const { stdout, stderr } = await runProgram(join(folder, 'client'), [where, task, sql]);
    expect(stderr).toBe('');
    return stdout;
  }

  it('reads row by row', async () => {
    expect(await run('rows', 'echo')).toBe('7\nNULL\n3\nend SELECT 3\nrows 3\nafter SELECT 3\n');
  });

  it('cancels in the middle of the rows, and goes on with another statement', async () => {
    expect(await run('cancel', 'endless')).toBe('error 57014\nafter SELECT 3\n');
  });

  it('cancels although it has read nothing', async () => {
    expect(await run('stall', 'endless')).toBe('error 57014\nafter SELECT 3\n');
    expect(sessions.counts.openCursors).toBe(0);
  });
});
