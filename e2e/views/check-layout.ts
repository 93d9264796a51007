/** What a designer measures with a ruler: nothing is cut off, nothing lies over what one wants to press. */
import { expect, type Page } from '@playwright/test';
import { isDeep } from '../support/tools.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The faults of the view as it lies in the window now, one sentence each. */
function faultsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}”`;
    /** The control that is drawn stands beside it. */
    const isForReadersOnly = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      const parent = element.parentElement;
      return width < 2 || height < 2 || (parent !== null && isForReadersOnly(parent));
    };
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`The page is ${root.scrollWidth} px wide.`);
    if (root.scrollHeight > innerHeight) faults.push(`The page is ${root.scrollHeight} px high.`);

    const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')];
    const top: ParentNode = dialogs.at(-1) ?? document;
    const scrollers = [...document.querySelectorAll('*')].map((element) => ({
      element,
      top: element.scrollTop,
      left: element.scrollLeft,
      hides: ['hidden', 'clip'].includes(getComputedStyle(element).overflowY),
    }));
    const moved = () =>
      scrollers.filter(
        ({ element, ...before }) => element.scrollTop !== before.top || element.scrollLeft !== before.left,
      );
    for (const element of top.querySelectorAll<HTMLElement>(
      'button, a[href], input, textarea, [role="tab"], [role="option"]',
    )) {
      // What is there for screen readers alone, or in a grid that draws only what is seen.
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (element.closest('[aria-hidden="true"], [inert], [role="grid"], .visually-hidden') !== null)
        continue;
      if (isForReadersOnly(element)) continue;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const hidden = moved().find(({ hides }) => hides);
      const box = element.getBoundingClientRect();
      const x = box.x + box.width / 2;
      const y = box.y + Math.min(box.height, innerHeight - box.y) / 2;
      const hit = document.elementFromPoint(x, y);
      const label = element.closest('label');
      const reached =
        hit !== null &&
        (element.contains(hit) || hit.contains(element) || (label !== null && label.contains(hit)));
      if (hidden !== undefined) faults.push(`${nameOf(element)} is cut off by .${hidden.element.className}`);
      else if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || y > innerHeight)
        faults.push(`${nameOf(element)} lies outside of the window`);
      else if (!reached)
        faults.push(`${nameOf(element)} lies under ${hit === null ? 'nothing' : nameOf(hit)}`);
      if (element.tagName === 'BUTTON' && element.scrollWidth > element.clientWidth + 1)
        faults.push(`${nameOf(element)} cuts its text`);
      for (const { element: scroller, top: y0, left: x0 } of moved()) {
        scroller.scrollTop = y0;
        scroller.scrollLeft = x0;
      }
    }
    return faults;
  });
}

/** What a page has of 1100×700 at 200 % zoom, and the smallest window, which seldom shows more. */
const zoomed: Size = { width: 550, height: 350 };
const smallest: Size = { width: 900, height: 600 };
const sizes: readonly Size[] = isDeep ? [smallest, zoomed] : [zoomed];

export async function expectLaidOut(
  page: Page,
  name: string,
  usual: Size,
  shown: (size: Size) => Promise<void>,
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    // Parts that measure themselves draw in the next frame.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await shown(size);
    const faults = await faultsOf(page);
    expect.soft(faults, `${name} at ${size.width}×${size.height}`).toEqual([]);
  }
  await page.setViewportSize(usual);
}
