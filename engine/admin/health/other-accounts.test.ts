import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { otherAccountsFact } from './other-accounts.ts';

it.skipIf(process.platform === 'win32')(
  'finds what keeps others from the library and from the engine',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'other-accounts-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [inner, library, runFolder] = [
      join(folder, 'driver'),
      join(folder, 'driver', 'x.so'),
      join(folder, 'run'),
    ];
    await mkdir(inner);
    await mkdir(runFolder);
    await writeFile(library, '');
    // The temporary folder itself may be closed where somebody has put it into his own.
    const outside = (await factsOf(tmpdir())).closedLibrary;
    async function factsOf(path: string) {
      return otherAccountsFact({ library: path, registered: true, kept: [], runFolder });
    }
    const closed = async (...modes: readonly (readonly [path: string, mode: number])[]) => {
      for (const [path, mode] of modes) await chmod(path, mode);
      return (await factsOf(library)).closedLibrary;
    };
    expect(await closed()).toBe(outside ?? folder);
    expect(await closed([folder, 0o711], [inner, 0o700])).toBe(outside ?? inner);
    expect(await closed([inner, 0o711], [library, 0o600])).toBe(outside ?? library);
    expect(await closed([library, 0o644], [runFolder, 0o700])).toBe(outside);
    expect((await factsOf(library)).servesThem).toBe(false);
    await chmod(runFolder, 0o711);
    expect((await factsOf(library)).servesThem).toBe(outside === null);
  },
);
