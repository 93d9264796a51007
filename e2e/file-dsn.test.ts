/** Data sources in files: made by our command, used by ODBC applications and PostgreSQL clients with FILEDSN. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetched, odbcCalls } from './support/odbc.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';
import type { Outcome } from './support/workplace.ts';

const count = 'SELECT count(*) FROM Branches';

let stage: Stage;
let folder: string;
let file: string;
beforeAll(async () => {
  stage = await Stage.set();
  if (hasDriver) await stage.place.drawbridge(['driver', 'install']);
  folder = path.join(stage.place.folder, 'shared reports');
  await mkdir(folder);
  file = path.join(folder, 'Harbor.dsn');
  const made = await dsn('add', file, ...harborProperties(stage.sandbox), '--secrets', '-');
  expect(made.stderr).toContain('Added the file data source');
  // It runs three commands, each a process of its own.
}, 120_000);
afterAll(() => stage.leave());

const dsn = (verb: string, ...args: string[]): Promise<Outcome> =>
  stage.place.drawbridge(['dsn', verb, ...args, '--file'], {
    input: `AccessToken=${stage.sandbox.accessToken}\n`,
  });
const query = (database: string): Promise<Outcome> => stage.psql(database, ['-c', count]);
const odbc = (connect: string) => odbcCalls(stage.place, { connect, sql: count });
const messagesOf = async (connect: string): Promise<string> =>
  (await odbc(connect)).flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message)).join('\n');

it('holds no secret', async () => {
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^\[ODBC]\nDRIVER=.*libdrawbridgeodbc/);
  expect(text).not.toContain(stage.sandbox.accessToken);
});

describe.skipIf(missingTool(hasProgram('psql')))('psql', () => {
  it('connects by the path, with the secret that the vault keeps for it, with and without .dsn', async () => {
    expect(await query(`FILEDSN=${file}`)).toMatchObject({ status: 0, stdout: '42\n' });
    expect(await query(`FILEDSN=${file.replace(/\.dsn$/, '')};MaxRows=5`)).toMatchObject({ stdout: '42\n' });
  });

  it('is told of a file that is not there, or that belongs to another driver', async () => {
    expect((await query(`FILEDSN=${folder}/nothing`)).stderr).toMatch(
      /There is no data source in a file .*nothing\.dsn/,
    );
    await writeFile(path.join(folder, 'other.dsn'), '[ODBC]\nDRIVER=SQLite3\n');
    expect((await query(`FILEDSN=${folder}/other`)).stderr).toMatch(/other\.dsn belongs to another driver/);
  });
});

describe.skipIf(missingTool(hasDriver))('an ODBC application', () => {
  it('connects by the path, with the secret that the vault keeps for it', async () => {
    expect(fetched(await odbc(`FILEDSN=${file}`))).toEqual([['42']]);
  });

  it('finds a file by its name alone in the folder that was set', async () => {
    const directory = await stage.place.drawbridge(['dsn', 'directory', folder]);
    expect(directory.stderr).toBe('');
    expect(fetched(await odbc('FILEDSN=Harbor'))).toEqual([['42']]);
    expect((await stage.place.drawbridge(['dsn', 'directory'])).stdout).toBe(`${folder}\n`);
    expect((await dsn('list')).stdout).toContain(file);
  });

  it('uses a copy of the file with the secrets of the original', async () => {
    const copy = path.join(folder, 'copy.dsn');
    await copyFile(file, copy);
    expect(fetched(await odbc(`FILEDSN=${copy}`))).toEqual([['42']]);
    expect((await dsn('show', copy)).stderr).toContain(`copied from ${file}`);
  });

  it('gets no secret for a file that sends it elsewhere', async () => {
    const forged = path.join(folder, 'forged.dsn');
    const text = await readFile(file, 'utf8');
    const elsewhere = text.replace(
      stage.sandbox.apiUrl,
      stage.sandbox.apiUrl.replace('127.0.0.1', 'localhost'),
    );
    expect(elsewhere).not.toBe(text);
    await writeFile(forged, elsewhere);
    stage.sandbox.clearRequests();
    expect(await messagesOf(`FILEDSN=${forged}`)).toContain('AccessToken is missing');
    const sent = JSON.stringify(stage.sandbox.requests);
    expect(sent).not.toContain(stage.sandbox.accessToken);
  });

  it('goes on after the file has been renamed by the command, and ends with its removal', async () => {
    const copied = await dsn('copy', file, path.join(folder, 'second.dsn'));
    expect(copied.stderr).toContain('Added');
    expect(fetched(await odbc(`FILEDSN=${folder}/second.dsn`))).toEqual([['42']]);
    expect((await dsn('remove', path.join(folder, 'second.dsn'))).status).toBe(0);
    expect(await messagesOf(`FILEDSN=${folder}/second.dsn`)).toMatch(/not found/);
  });
});
