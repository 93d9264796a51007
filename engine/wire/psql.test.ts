import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fakeSessions, idsAndTitles } from './test-support/fake-session.ts';
import { isMissing, runProgram } from './test-support/run-program.ts';
import type { ProgramResult } from './test-support/run-program.ts';
import { scriptedPort, scriptedServer } from './test-support/scripted-server.ts';
import type { ScriptedServer } from './test-support/scripted-server.ts';

const sessions = fakeSessions((text) => {
  if (text.startsWith('BROKEN')) {
    throw new DrawbridgeError(SqlState.undefinedColumn, 'There is no column x', {
      position: 8,
      hint: 'Look again.',
    });
  }
  return idsAndTitles([
    [1, 'Grüße aus Köln'],
    [2, null],
  ]);
});

describe.skipIf(isMissing('psql'))('psql (skipped where it is not installed)', () => {
  let running: ScriptedServer;

  beforeAll(async () => {
    running = await scriptedServer(sessions, { tcp: { host: '127.0.0.1', port: 0, password: 'geheim' } });
  });

  afterAll(async () => {
    await running.stop();
  });

  it('reads the results of several statements through the socket', async () => {
    const { status, stdout, stderr } = await psql(running.folder, scriptedPort, 'SELECT 1; SELECT 2');
    expect(stderr).toBe('');
    expect(stdout).toBe('1|Grüße aus Köln\n2|\n1|Grüße aus Köln\n2|\n');
    expect(status).toBe(0);
  });

  it('points at the place of an error in the whole text', async () => {
    const { status, stderr } = await psql(running.folder, scriptedPort, 'SELECT 1; BROKEN x');
    expect(stderr).toContain(
      'ERROR:  There is no column x\nLINE 1: SELECT 1; BROKEN x\n                         ^\nHINT:  Look again.',
    );
    expect(status).toBe(1);
  });

  it('proves its password over TCP', async () => {
    const { stdout } = await psql('127.0.0.1', running.server.tcp?.port ?? 0, 'SELECT 1', 'geheim');
    expect(stdout).toBe('1|Grüße aus Köln\n2|\n');
  });

  it('is refused with a wrong password', async () => {
    const { status, stderr } = await psql('127.0.0.1', running.server.tcp?.port ?? 0, 'SELECT 1', 'falsch');
    expect(stderr).toContain('The password is wrong');
    expect(status).toBe(2);
  });
});

async function psql(host: string, port: number, sql: string, password?: string): Promise<ProgramResult> {
  const args = ['-X', '-h', host, '-p', String(port), '-U', 'erika', '-d', 'Sandbox', '-At', '-c', sql];
  return runProgram('psql', args, {
    PGCLIENTENCODING: 'UTF8',
    ...(password === undefined ? {} : { PGPASSWORD: password }),
  });
}
