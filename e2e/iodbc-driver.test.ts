/** The driver built for iODBC, whose wide characters have four bytes, through iODBC's own driver manager. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from './support/stage.ts';
import { missingTool } from './support/tools.ts';

const dist = path.resolve(import.meta.dirname, '..', 'dist');
const built = path.join(dist, 'driver-iodbc');
const tests = path.join(built, 'tests', 'iodbc');
const libraries = path.join(dist, 'iodbc', 'usr', 'lib', 'x86_64-linux-gnu');

describe.skipIf(missingTool(existsSync(path.join(tests, 'iodbc-application'))))('with iODBC', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.set();
  });

  afterAll(() => stage.leave());

  const run = (program: string) => {
    const { folder } = stage.place;
    return stage.place.run(path.join(tests, program), [], {
      env: {
        LD_LIBRARY_PATH: libraries,
        ODBCINI: path.join(folder, 'iodbc.ini'),
        ODBCINSTINI: path.join(folder, 'iodbcinst.ini'),
      },
    });
  };

  it('texts are converted by code points', async () => {
    const { status, stdout } = await run('iodbc-unit-test');
    expect(stdout).toMatch(/\d+ passed, 0 failed/);
    expect(status).toBe(0);
  });

  it('an application connects, lists, binds and fetches', async () => {
    const { folder } = stage.place;
    const library = path.join(built, 'libdrawbridgeodbc.so');
    await writeFile(path.join(folder, 'iodbcinst.ini'), '');
    await writeFile(
      path.join(folder, 'iodbc.ini'),
      `[ODBC Data Sources]\nHarbor=Drawbridge\n\n[Harbor]\nDriver=${library}\nRunDir=${stage.runDir}\n`,
    );
    const { status, stdout } = await run('iodbc-application');
    expect(stdout).toMatch(/\d+ passed, 0 failed/);
    expect(status).toBe(0);
  });
});
