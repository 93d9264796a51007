/** Programs that tests need. In continuous integration a missing one fails; elsewhere its tests are skipped, visibly. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const strict = process.env['CI'] === 'true';

/** Whether the long tests run, which look at everything in every way. */
export const isDeep = process.env['DRAWBRIDGE_DEEP'] !== undefined;

export function missingTool(present: boolean): boolean {
  return !present && !strict;
}

export const hasProgram = (name: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

export const hasPythonModule = (name: string): boolean =>
  spawnSync('/usr/bin/python3', ['-c', `import ${name}`]).status === 0;

const driverFolder = path.resolve(import.meta.dirname, '..', '..', 'dist', 'driver');

export const builtDriver = path.join(driverFolder, 'libdrawbridgeodbc.so');

/** Runs the calls of BI tools; its arguments name the sequences. */
export const replayProgram = path.join(driverFolder, 'tests', 'replay-application');

export const hasDriver = existsSync(builtDriver);
