/** What the tracing settings rely on, asked of unixODBC itself. A program traces before it finds any data source. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasProgram, missingTool } from './support/tools.ts';
import { Workplace } from './support/workplace.ts';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.enter();
});
afterEach(() => place.leave());

const trace = (...args: readonly string[]) => place.drawbridge(['trace', ...args]);
const sizeAfterRun = async (file: string) => {
  await place.run('isql', ['-b', 'Nowhere'], { input: 'SELECT 1\n' });
  return (await stat(file).catch(() => ({ size: 0 }))).size;
};

describe.skipIf(missingTool(hasProgram('isql')))('the trace of unixODBC', () => {
  it('is written to the longest path that is accepted, while it is on, and to no longer one', async () => {
    const longest = path.join(place.folder, 'x').padEnd(62, 'x');
    expect((await trace('on', '--file', longest)).status).toBe(0);
    const size = await sizeAfterRun(longest);
    expect(size).toBeGreaterThan(100);
    expect((await trace('off')).status).toBe(0);
    expect(await sizeAfterRun(longest)).toBe(size);
    const longer = await trace('on', '--file', `${longest}x`);
    expect(longer.status).toBe(1);
    expect(longer.stderr).toContain('longer than 62 bytes');
  });

  it("is not switched by the user's file where the system's has a section of the same name", async () => {
    const system = path.join(place.folder, 'odbc', 'odbcinst.ini');
    const log = path.join(place.folder, 'odbc.log');
    await writeFile(system, '[ODBC]\nPooling=No\n');
    await writeFile(path.join(place.folder, '.odbcinst.ini'), `[ODBC]\nTrace=Yes\nTraceFile=${log}\n`);
    expect(await sizeAfterRun(log)).toBe(0);
    expect((await trace('status')).stdout).toBe('Tracing is off.\n');
    const refused = await trace('on', '--file', log);
    expect(refused.stderr).toContain('55000');
    expect((await trace('on', '--file', log, '--system')).status).toBe(0);
    expect(await sizeAfterRun(log)).toBeGreaterThan(100);
    expect((await trace('off')).status).toBe(0);
    expect(await readFile(system, 'utf8')).toBe('[ODBC]\nPooling=No\n');
  });
});
