import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { EngineLog } from './engine-log.ts';
import { openSessionLog } from './session-log.ts';

const attempt = {
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
} as const;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-log-'));
  file = path.join(folder, 'not', 'yet', 'there.log');
});

afterEach(() => rm(folder, { recursive: true }));

async function kindsAt(verbosity: number): Promise<string[]> {
  const log = openSessionLog({ file, verbosity, session: 'abcdef0123456789' });
  log.session('opened');
  log.statement({ statement: 'SELECT 1', commandTag: 'SELECT 1', milliseconds: 3 });
  log.call(attempt);
  log.error(new DrawbridgeError(SqlState.undefinedTable, 'no such table'), 'SELECT * FROM x');
  await log.flush();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
}

describe('the log of a connection', () => {
  it('writes no file unless LogFile says so, and the engine hears of it all the same', async () => {
    const engineLog = new EngineLog();
    const log = openSessionLog({ file: '', verbosity: 0, session: 'abcdef0123456789', engineLog });
    log.session('opened');
    await log.flush();
    expect(engineLog.entries).toMatchObject([
      { id: 1, session: 'abcdef01', kind: 'session', event: 'opened' },
    ]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says the same to the file and to the engine, whatever the verbosity keeps out of the file', async () => {
    const engineLog = new EngineLog();
    const log = openSessionLog({ file, verbosity: 2, session: 'abcdef0123456789', engineLog });
    log.statement({ statement: 'SELECT 1', commandTag: 'SELECT 1', milliseconds: 3 });
    log.call({ ...attempt, target: '/user' });
    log.error(new DrawbridgeError(SqlState.undefinedTable, 'no such table'), 'SELECT * FROM x');
    await log.flush();
    const lines = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const [statement, call, error] = engineLog.entries.map(({ id: _id, ...entry }) => entry);
    expect(lines).toEqual([statement, error]);
    expect(call).toMatchObject({ kind: 'call', target: '/user' });
  });

  it('tells the engine of a call once, however many sessions hear of it', () => {
    const engineLog = new EngineLog();
    const call = { ...attempt };
    for (const session of ['one', 'two'])
      openSessionLog({ file: '', verbosity: 0, session, engineLog }).call(call);
    expect(engineLog.entries).toMatchObject([{ kind: 'call', session: '' }]);
  });

  it('shows no secret of the connection, nor what looks like one, on any way', async () => {
    const engineLog = new EngineLog();
    const canary = 'canary-0123';
    const log = openSessionLog({ file, verbosity: 4, session: 'abcdef', secrets: [canary], engineLog });
    const error = new DrawbridgeError(
      SqlState.sourceFailed,
      `Bearer other-canary was refused for ${canary}`,
      {
        hint: `https://me:${canary}@proxy.example`,
      },
    );
    log.error(error, `SELECT '${canary}'`);
    log.statement({ statement: `SELECT '${canary}'`, commandTag: 'SELECT 1', milliseconds: 1 });
    log.call({ ...attempt, target: `/x?access_token=other-canary&y=${canary}` });
    log.notice({ sqlState: SqlState.warning, message: `PWD=other-canary;${canary}` });
    await log.flush();
    for (const text of [await readFile(file, 'utf8'), JSON.stringify(engineLog.entries)])
      expect(text).not.toContain('canary');
  });

  it('leaves literals of a statement as they were typed', () => {
    const engineLog = new EngineLog();
    const statement = "SELECT 1 WHERE Password = 'typed by the user'";
    const log = openSessionLog({
      file: '',
      verbosity: 0,
      session: 'abcdef',
      secrets: ['canary-0123'],
      engineLog,
    });
    log.statement({ statement, commandTag: 'SELECT 1', milliseconds: 1 });
    expect(engineLog.entries).toMatchObject([{ statement }]);
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
    const log = openSessionLog({
      file: path.join(notAFolder, 'place.log'),
      verbosity: 4,
      session: 'abcdef',
    });
    log.session('opened');
    await expect(log.flush()).resolves.toBeUndefined();
  });
});
