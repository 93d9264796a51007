import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { openSessionLog, type SessionLog } from './session-log.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-log-'));
  file = path.join(folder, 'not', 'yet', 'there.log');
});

afterEach(() => rm(folder, { recursive: true }));

async function kindsAt(verbosity: number): Promise<string[]> {
  const log = openSessionLog(file, verbosity, 'abcdef0123456789') as SessionLog;
  log.session('opened');
  log.statement({ statement: 'SELECT 1', commandTag: 'SELECT 1', milliseconds: 3 });
  log.call({
    method: 'GET',
    target: '/user',
    status: 200,
    ms: 1.5,
    bytes: 20,
    attempt: 1,
    statementId: null,
    cancelled: false,
    problem: null,
    rateLimit: null,
  });
  log.error(new DrawbridgeError(SqlState.undefinedTable, 'no such table'), 'SELECT * FROM x');
  await log.flush();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
}

describe('the log of a connection', () => {
  it('is kept only where LogFile says so', () => {
    expect(openSessionLog('', 4, 'abcdef')).toBeNull();
  });

  it('makes its folder, and writes what the verbosity allows in order', async () => {
    expect(await kindsAt(1)).toEqual(['error']);
    await rm(file);
    expect(await kindsAt(2)).toEqual(['statement', 'error']);
    await rm(file);
    expect(await kindsAt(3)).toEqual(['statement', 'call', 'error']);
    await rm(file);
    expect(await kindsAt(4)).toEqual(['session', 'statement', 'call', 'error']);
  });

  it('does not show the key of the session, which opens further channels', async () => {
    await kindsAt(4);
    expect(await readFile(file, 'utf8')).not.toContain('abcdef0123456789');
  });

  it('fails nothing when it cannot be written', async () => {
    const notAFolder = path.join(folder, 'file');
    await writeFile(notAFolder, '');
    const log = openSessionLog(path.join(notAFolder, 'place.log'), 4, 'abcdef') as SessionLog;
    log.session('opened');
    await expect(log.flush()).resolves.toBeUndefined();
  });
});
