/**
 * Renaming over a file. Windows refuses that while another program has the file open, such as a scanner for viruses that
 * looks at every new one; so it is tried again for about a second.
 */
import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './file-error.ts';

const pausesMs = [10, 20, 40, 80, 160, 320, 640];
const held = new Set(['EPERM', 'EACCES', 'EBUSY']);

export interface RenameSteps {
  readonly platform: NodeJS.Platform;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

const diskSteps: RenameSteps = { platform: process.platform, rename, pause: (time) => delay(time) };

export async function renameWhenFree(from: string, to: string, steps = diskSteps): Promise<void> {
  for (const pause of steps.platform === 'win32' ? pausesMs : []) {
    try {
      return await steps.rename(from, to);
    } catch (error) {
      if (!held.has(errorCode(error))) throw error;
      await steps.pause(pause);
    }
  }
  return steps.rename(from, to);
}
