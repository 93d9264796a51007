/**
 * What BI tools call through ODBC, in their order (driver/tests/replay), against an engine and an offline Bitbucket:
 * every call's result, and what it costs in calls to Bitbucket.
 */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { harborProperties, Stage } from './support/stage.ts';
import { hasDriver, missingTool, replayProgram } from './support/tools.ts';

let stage: Stage;

const present = hasDriver && existsSync(replayProgram);

beforeAll(async () => {
  stage = await Stage.set();
  await stage.place.drawbridge(['driver', 'install']);
  // The list of schemas is fetched once, and kept.
  await (await stage.connect()).query('SELECT SchemaName FROM sys_schemas');
});

afterAll(() => stage.leave());

beforeEach(() => stage.calm());

const start = (sequence: string, connection: string) =>
  stage.place.run(replayProgram, [sequence], { env: { DRAWBRIDGE_TEST_CONNECTION: connection } });

/** The calls to Bitbucket that a sequence has cost. */
async function replay(sequence: string, connection = 'DSN=Harbor'): Promise<readonly string[]> {
  const { stdout } = await start(sequence, connection);
  expect(stdout).toMatch(/^1 passed, 0 failed$/m);
  return stage.sandbox.requests.map(({ path, query }) => `${path}?${query}`);
}

describe.skipIf(missingTool(present))('no call is made when', () => {
  it.each([
    'tableau connects and grades the driver',
    'tableau probes what the data source can do',
    'tableau walks the catalog and comes back with the database that was picked',
    'tableau describes a table without executing anything',
    'tableau keeps a connection in its pool',
    'power query connects and asks for every information type',
    'power query comes back to a connection of the pool',
    'power query fills its navigator',
    'microsoft query connects and lists the tables',
  ])('%s', async (sequence) => {
    expect(await replay(sequence)).toEqual([]);
  });
});

describe.skipIf(missingTool(present))('no more calls are made than needed when', () => {
  it.each([
    // One row of each: TOP 1, LIMIT 1, MAX(1).
    ['tableau finds out how rows are limited and grouped', 3],
    // 100 rows are two pages.
    ['tableau reads a preview in blocks of columns', 2],
    // One for a count; 40 pages of 2,000 rows; 34 of those that are merged or declined; 40 by their date.
    ['tableau asks for the marks of a dashboard', 115],
    // 300 rows are declined.
    ['microsoft query reads a result into a sheet', 6],
  ])('%s', async (sequence, calls) => {
    expect(await replay(sequence)).toHaveLength(calls);
  });

  it('tableau reads a preview by the driver’s name, with the server, the user and the password of its dialog', async () => {
    const connection = [
      'DRIVER={Drawbridge ODBC Driver for Bitbucket}',
      'SERVER=bitbucket.org;PORT=443;DATABASE=Bitbucket',
      `UID=bridge;PWD=${stage.sandbox.accessToken}`,
      ...harborProperties(stage.sandbox),
    ].join(';');
    const sequence = 'tableau reads a preview in blocks of columns';
    expect(await replay(sequence, connection)).toHaveLength(2);
    const refused = await start(sequence, connection.replace(/PWD=[^;]*/, 'PWD=wrong'));
    expect(refused).toMatchObject({ status: 1, stdout: expect.stringContaining('28000') as string });
  });

  it.each(['power query previews a table and closes early', 'microsoft query cancels and goes on'])(
    '%s',
    async (sequence) => {
      // Which page has come when the cursor is closed is chance; that the tenth has not, is not.
      stage.sandbox.faults.hold({ path: '/pullrequests', page: 10 });
      const asked = (await replay(sequence)).length;
      expect(asked).toBeGreaterThan(0);
      // All 2,000 rows would be 40.
      expect(asked).toBeLessThan(40);
    },
  );
});
