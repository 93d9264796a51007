import { expect, test } from 'vitest';
import { defaultModes, modeValues } from './modes.ts';
import { startSandbox } from './sandbox.ts';
import { call } from './testing/call.ts';

test('the default of every mode is the first of its values', () => {
  const firsts = Object.entries(modeValues).map(([name, [value]]) => [name, value]);
  expect({ ...Object.fromEntries(firsts), tieSeed: 1 }).toEqual(defaultModes);
});

test('a sandbox starts in the modes that it is given, and returns to them', async () => {
  const sandbox = await startSandbox({ modes: { size: 'absent' } });
  try {
    const size = async (): Promise<number | undefined> =>
      (await call(sandbox, '/workspaces/lighthouse/projects')).body.size;
    expect(await size()).toBeUndefined();
    sandbox.modes.size = 'present';
    expect(await size()).toBe(3);
    sandbox.resetModes();
    expect(await size()).toBeUndefined();
  } finally {
    await sandbox.close();
  }
});
