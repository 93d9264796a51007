/** What axe finds in a page, in each way it may look. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

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

/** Of the page as it stands in a look: only colours differ from one look to the next, so light alone is asked everything. */
export function axeFindingsIn(
  look: LookName,
  page: Page,
  options: Pick<AxeOptions, 'within'> = {},
): Promise<readonly string[]> {
  return axeFindings(page, look === 'light' ? options : { ...options, rules: ['color-contrast'] });
}

/**
 * Of what opens only in the middle of a spec: `e2e/views.spec.ts` looks at the views themselves. Asks in each look in
 * turn, and in the browser alone: the desktop shows the same page.
 */
export async function expectAccessible(
  page: Page,
  { within }: Pick<AxeOptions, 'within'> = {},
): Promise<void> {
  if (test.info().project.name !== 'browser') return;
  for (const name of ['dark', 'forced', 'light'] as const) {
    await page.emulateMedia(looks[name]);
    const options = within === undefined ? {} : { within };
    expect(await axeFindingsIn(name, page, options), name).toEqual([]);
  }
}
