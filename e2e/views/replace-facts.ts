/**
 * Facts that differ from run to run, replaced in the page by fixed ones while a picture is taken: else every run of
 * the tests would make new pictures. What is replaced keeps its length where a column is as wide as its text.
 */
import type { Page } from '@playwright/test';
import type { Workplace } from '../support/workplace.ts';

interface Replacement {
  readonly pattern: string;
  readonly by: string;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function replacements(place: Workplace): readonly Replacement[] {
  return [
    { pattern: escaped(place.folder), by: '/home/erika' },
    { pattern: escaped(process.cwd()), by: '/opt/drawbridge' },
    { pattern: String.raw`(?<=http://(?:localhost|127\.0\.0\.1):)\d+|(?<=[Pp]ort )\d{4,5}\b`, by: '33333' },
    { pattern: String.raw`(?<=pid )\d+`, by: '4711' },
    { pattern: String.raw`(?<=unixODBC )\d[\d.]*`, by: '2.3.12' },
    { pattern: String.raw`(?<=DuckDB |Node(?:\.js)? )v?\d[\d.]*`, by: '1.0' },
    { pattern: String.raw`\b\d{1,2}:\d\d:\d\d(?:\.\d+)?(?=\s*[AP]M\b|$|\D)`, by: '10:12:00' },
    { pattern: String.raw`\b\d{1,2}:\d\d(?=\s*[AP]M\b)`, by: '10:12' },
    { pattern: String.raw`(?<=\d)\s*[AP]M\b`, by: ' AM' },
    { pattern: String.raw`\b[A-Z][a-z]{2} \d{1,2}, 20\d\d(?=, \d)`, by: 'Nov 20, 2026' },
    { pattern: String.raw`\b\d{1,2}/\d{1,2}/\d\d\b`, by: '11/20/26' },
    { pattern: String.raw`\b\d+(?:\.\d)? (?:ms|s)\b`, by: '12 ms' },
  ];
}

/** Runs `act` while the page shows the fixed facts, and puts the true ones back. */
export async function withFixedFacts(page: Page, place: Workplace, act: () => Promise<void>): Promise<void> {
  const changed = await page.evaluateHandle((list) => {
    const fixed = (text: string) =>
      list.reduce((done, { pattern, by }) => done.replaceAll(new RegExp(pattern, 'g'), by), text);
    const back: (() => void)[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node as Text;
      const { data } = text;
      const replaced = fixed(data);
      if (replaced === data) continue;
      text.data = replaced;
      back.push(() => {
        if (text.data === replaced) text.data = data;
      });
    }
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'input, textarea',
    )) {
      const { value } = field;
      const replaced = fixed(value);
      if (replaced === value) continue;
      field.value = replaced;
      back.push(() => {
        if (field.value === replaced) field.value = value;
      });
    }
    return back;
  }, replacements(place));
  try {
    await act();
  } finally {
    await changed.evaluate((back) => {
      for (const restore of back) restore();
    });
    await changed.dispose();
  }
}
