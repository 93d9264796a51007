/**
 * One look at a view or dialog as it stands: accessibility in every appearance, layout in small windows, and its
 * picture for docs/screenshots.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { axeFindingsIn, looks, type LookName } from '../support/accessible.ts';
import type { Administrator } from '../support/administrator.ts';
import { isDeep } from '../support/tools.ts';
import { expectLaidOut } from './check-layout.ts';
import { withFixedFacts } from './replace-facts.ts';

const usual = { width: 1100, height: 700 };
/** Forced colours are the system's own: whether they are left alone is looked at by the long tests. */
const order: readonly LookName[] = isDeep ? ['forced', 'dark', 'light'] : ['dark', 'light'];

const folder = path.resolve(import.meta.dirname, '..', '..', 'docs', 'screenshots');

/** Where pictures of every appearance and size go for whoever wants to look through them all. */
const allPictures = process.env['DRAWBRIDGE_PICTURES'];

export interface LookOptions {
  /** The picture in docs/ that this look makes; none by default. */
  readonly picture?: 'light' | 'dark' | 'both';
}

async function expectAccessible(page: Page, name: string, look: LookName): Promise<void> {
  expect.soft(await axeFindingsIn(look, page), `${name}, ${look}`).toEqual([]);
}

async function expectPicture(page: Page, file: string): Promise<void> {
  // On another machine fonts differ: there it has to be here, and is not compared.
  if (process.env['CI'] === 'true') {
    expect.soft(existsSync(path.join(folder, `${file}.png`)), `docs/screenshots/${file}.png`).toBe(true);
    return;
  }
  await expect.soft(page).toHaveScreenshot(`${file}.png`, { maxDiffPixels: 40 });
}

export class Looker {
  readonly #administrator: Administrator;

  constructor(administrator: Administrator) {
    this.#administrator = administrator;
  }

  async at(name: string, { picture }: LookOptions = {}): Promise<void> {
    const { page, place } = this.#administrator;
    for (const look of order) {
      await page.emulateMedia(looks[look]);
      await expectAccessible(page, name, look);
      if (picture === look || (picture === 'both' && look !== 'forced')) {
        const file = look === 'dark' ? `${name}-dark` : name;
        await withFixedFacts(page, place, () => expectPicture(page, file));
      }
      if (allPictures !== undefined)
        await page.screenshot({ path: path.join(allPictures, `${name}-${look}.png`) });
    }
    await expectLaidOut(page, name, usual, async ({ width }) => {
      if (allPictures !== undefined)
        await page.screenshot({ path: path.join(allPictures, `${name}-${width}.png`) });
    });
  }
}
