/** What axe finds in a page, in each way it may look. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Light comes last, so that a page is left as most people see it. */
export const looks = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
  light: { colorScheme: 'light', forcedColors: 'none' },
} as const;

export type LookName = keyof typeof looks;

export interface AxeOptions {
  /** A selector: what lies outside of it is not looked at. */
  readonly within?: string;
  /** The only rules that are asked; all of them by default. */
  readonly rules?: readonly string[];
}

/** Of the page as it stands: each violation with its places, in one line. */
export async function axeFindings(
  page: Page,
  { within, rules }: AxeOptions = {},
): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page });
  if (within !== undefined) axe.include(within);
  if (rules !== undefined) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

export interface LookOptions extends Pick<AxeOptions, 'within'> {
  readonly looks?: readonly LookName[];
  /** The only rules for looks other than light, where a view is looked at often: most differ in colours alone. */
  readonly rulesElsewhere?: readonly string[];
}

const everyLook: readonly LookName[] = ['dark', 'forced', 'light'];

/** Puts the page into each look in turn. */
export async function expectAccessible(
  page: Page,
  { within, looks: names = everyLook, rulesElsewhere }: LookOptions = {},
): Promise<void> {
  for (const name of names) {
    await page.emulateMedia(looks[name]);
    const rules = name === 'light' ? undefined : rulesElsewhere;
    const options = { ...(within !== undefined && { within }), ...(rules !== undefined && { rules }) };
    expect(await axeFindings(page, options), name).toEqual([]);
  }
}
