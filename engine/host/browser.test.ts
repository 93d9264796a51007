import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openInBrowser } from './browser.ts';

it.runIf(process.platform === 'linux')('the browser is not told the passphrase of the vault', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'browser-'));
  const opener = path.join(folder, 'xdg-open');
  await writeFile(opener, `#!/bin/sh\n{ echo "$1"; env; echo end; } > "${folder}/called"\n`);
  await chmod(opener, 0o755);
  const env = {
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    DISPLAY: ':0',
    DRAWBRIDGE_VAULT_KEY: 'nine lighthouses in a row',
    DRAWBRIDGE_VAULT_KEY_FD: '3',
  };
  expect(openInBrowser('https://bitbucket.example/consent', env)).toBe(true);
  const called = () => readFile(path.join(folder, 'called'), 'utf8').catch(() => '');
  await expect.poll(called, { timeout: 20_000 }).toMatch(/^https:\/\/bitbucket\.example[^]*\nend\n$/);
  expect(await called()).toContain('DISPLAY=:0');
  expect(await called()).not.toContain('DRAWBRIDGE_VAULT');
  await rm(folder, { recursive: true });
});
