import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasTray } from './tray-presence.ts';

async function busThat(script: string): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-bus-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, 'gdbus'), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(folder, 'gdbus'), 0o755);
  return { PATH: folder };
}

test('on Linux the session bus says whether icons are shown', async () => {
  const asks = 'case "$*" in *NameHasOwner*StatusNotifierWatcher) ;; *) exit 1;; esac';
  expect(await hasTray('linux', await busThat(`${asks}; echo "(true,)"`))).toBe(true);
  expect(await hasTray('linux', await busThat(`${asks}; echo "(false,)"`))).toBe(false);
  expect(await hasTray('linux', await busThat('exit 1'))).toBe(false);
  expect(await hasTray('linux', { PATH: '/nowhere' })).toBe(false);
  expect(await hasTray('win32', { PATH: '/nowhere' })).toBe(true);
});
