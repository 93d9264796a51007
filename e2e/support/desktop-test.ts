/** For specs of the desktop alone: starts and restarts it in one workplace. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { HostOption } from './administrator.ts';
import { StandInDesktop, type DesktopOptions } from './desktop-stand-in/desktop.ts';
import { Workplace } from './workplace.ts';

export interface Desk {
  readonly place: Workplace;
  /** Starts the desktop as its user does; resolves when its window is drawn, or when it has ended without one. */
  start(options?: Pick<DesktopOptions, 'backend' | 'words'>): Promise<StandInDesktop>;
  /** From now on the session bus says that icons in the tray are seen. */
  offerTray(): Promise<void>;
}

export const test = base.extend<HostOption & { desk: Desk }>({
  host: ['desktop', { option: true }],
  desk: async ({ browser }, use) => {
    const place = await Workplace.enter();
    await place.markPrepared();
    const bin = path.join(place.folder, 'bin');
    await mkdir(bin);
    const answer = async (isSeen: boolean) => {
      const file = path.join(bin, 'gdbus');
      await writeFile(file, `#!/bin/sh\necho '(${isSeen},)'\n`);
      await chmod(file, 0o755);
    };
    await answer(false);
    const env = { ...place.env, PATH: `${bin}${path.delimiter}${place.env['PATH']}` };
    const started: StandInDesktop[] = [];
    await use({
      place,
      offerTray: () => answer(true),
      async start(options = {}) {
        const desktop = new StandInDesktop({
          browser,
          home: place.folder,
          env,
          opened: () => undefined,
          ...options,
        });
        started.push(desktop);
        await desktop.start();
        return desktop;
      },
    });
    for (const desktop of started) {
      await desktop.app.exit(0);
      expect(desktop.faults).toEqual([]);
    }
    await place.leave();
  },
});

export { expect } from '@playwright/test';
