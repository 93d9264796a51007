/**
 * One look at a view or dialog as it stands: accessibility in every appearance, layout in small windows, and its
 * picture for docs/screenshots. Only in the browser: the desktop shows the same page.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Administrator } from '../support/administrator.ts';
import { expectLaidOut } from './check-layout.ts';
import { withFixedFacts } from './replace-facts.ts';

const usual = { width: 1100, height: 700 };
const light = { colorScheme: 'light', forcedColors: 'none' } as const;
const dark = { colorScheme: 'dark', forcedColors: 'none' } as const;
const forced = { colorScheme: 'light', forcedColors: 'active' } as const;
const looks = [
  ['forced', forced],
  ['dark', dark],
  ['light', light],
] as const;

const folder = path.resolve(import.meta.dirname, '..', '..', 'docs', 'screenshots');

/** Where pictures of every appearance and size go for whoever wants to look through them all. */
const allPictures = process.env['DRAWBRIDGE_PICTURES'];

export interface LookOptions {
  /** The picture in docs/ that this look makes; none by default. */
  readonly picture?: 'light' | 'dark' | 'both';
}

async function expectAccessible(page: Page, name: string, look: (typeof looks)[number]): Promise<void> {
  const axe = new AxeBuilder({ page });
  // Only colours differ from one look to the next.
  if (look[0] !== 'light') axe.withRules(['color-contrast']);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect.soft(found, `${name}, ${look[0]}`).toEqual([]);
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
  readonly #isBrowser: boolean;

  constructor(administrator: Administrator, host: 'browser' | 'desktop') {
    this.#administrator = administrator;
    this.#isBrowser = host === 'browser';
  }

  async at(name: string, { picture }: LookOptions = {}): Promise<void> {
    if (!this.#isBrowser) return;
    const { page, place } = this.#administrator;
    for (const look of looks) {
      await page.emulateMedia(look[1]);
      await expectAccessible(page, name, look);
      if (picture === look[0] || (picture === 'both' && look[0] !== 'forced')) {
        const file = look[0] === 'dark' ? `${name}-dark` : name;
        await withFixedFacts(page, place, () => expectPicture(page, file));
      }
      if (allPictures !== undefined)
        await page.screenshot({ path: path.join(allPictures, `${name}-${look[0]}.png`) });
    }
    await expectLaidOut(page, name, usual, async ({ width }) => {
      if (allPictures !== undefined)
        await page.screenshot({ path: path.join(allPictures, `${name}-${width}.png`) });
    });
  }
}
