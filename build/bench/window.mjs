/**
 * The window in Chromium: what it loads at its start, and a result of 100,000 rows: its first paint after the last row
 * has arrived, by marks that Preview sets (renderer/preview/run-query.ts and use-paint-mark.ts), and its scrolling.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { root } from '../run.mjs';
import { runProgram, startProgram, temporaryPlace } from './programs.mjs';
import { median, summary } from './statistics.mjs';
import { atEnd } from './undo.mjs';
import { chromiumOptions } from '../chromium.mjs';

/** kB (1000 bytes) of gzip, as the build of the window enforces it. */
const startUpLimit = 220;
/** Milliseconds. */
const paintLimit = 150;
/** Milliseconds that a frame may take at 60 a second before the next one is missed. */
const frame = 1000 / 60;
const rows = 100_000;
const scrolledFrames = 240;

const lastRow = 'preview.last-row';
const painted = 'preview.painted';

const statement = `SELECT range AS Id, 'A title of some length, number ' || range AS Title, range % 7 AS Kind,
  CASE range % 4 WHEN 0 THEN 'OPEN' WHEN 1 THEN 'MERGED' WHEN 2 THEN 'DECLINED' ELSE NULL END AS State,
  DATE '2020-01-01' + CAST(range % 2000 AS INTEGER) AS CreatedOn, range * 1.5 AS Size, range % 2 = 0 AS IsDraft,
  'branch/' || range AS SourceBranchName, 'main' AS DestinationBranchName, hash(range) AS Hash,
  'Somebody ' || range % 50 AS Author, repeat('x', CAST(range % 90 AS INTEGER)) AS Description
FROM range(${rows})`;

export async function windowPaint(runs) {
  const place = temporaryPlace();
  await runProgram(['dsn', 'add', 'Bench', 'ApiURL=sandbox:'], place.env);
  const host = await startProgram(['host'], place.env);
  const browser = await chromium.launch(chromiumOptions);
  const forget = atEnd(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(host.ready.admin);
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.getByRole('textbox', { name: 'SQL' }).fill(statement);
  await page.getByRole('textbox', { name: 'Row limit' }).fill(String(rows));
  const paints = [];
  const missed = [];
  for (let run = 0; run < runs; run += 1) {
    paints.push(await firstPaint(page));
    missed.push(await missedFrames(page));
  }
  await browser.close();
  forget();
  await host.stop();
  place.remove();
  const startUp = startUpKilobytes();
  return [
    {
      title: 'The window in Chromium',
      header: ['', 'measured', 'limit'],
      rows: [
        ['start-up bundle, kB gzip', startUp.toFixed(1), String(startUpLimit)],
        [
          `first paint of ${rows.toLocaleString('en')} rows after the last, ms`,
          summary(paints),
          String(paintLimit),
        ],
        [`frames missed of ${scrolledFrames} while scrolling 10 rows a frame`, summary(missed), '–'],
      ],
      exceeded: startUp > startUpLimit || median(paints) > paintLimit,
    },
  ];
}

/** Milliseconds from the arrival of the last row to the frame that shows the whole result. */
async function firstPaint(page) {
  await page.evaluate(() => performance.clearMarks());
  await page.getByRole('button', { name: 'Run' }).click();
  const marks = await page.waitForFunction(
    ([from, to]) => {
      const last = performance.getEntriesByName(from).at(-1)?.startTime;
      const end = performance.getEntriesByName(to).at(-1)?.startTime;
      return last !== undefined && end !== undefined && end > last ? { last, end } : null;
    },
    [lastRow, painted],
    { timeout: 120_000 },
  );
  const { last, end } = await marks.jsonValue();
  return end - last;
}

/** How many more frames there would have been, had each come in time. */
function missedFrames(page) {
  return page.evaluate(
    ([frames, expected]) =>
      new Promise((resolve) => {
        const grid = document.querySelector('.grid');
        grid.scrollTop = 0;
        let count = 0;
        let missed = 0;
        let before = performance.now();
        const step = (now) => {
          missed += Math.max(0, Math.round((now - before) / expected) - 1);
          before = now;
          grid.scrollTop += 240;
          count += 1;
          if (count === frames) resolve(missed);
          else requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    [scrolledFrames, frame],
  );
}

/** What index.html names: the build writes everything into it that is loaded before the first view. */
function startUpKilobytes() {
  const folder = path.join(root, 'dist', 'renderer');
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const files = new Set(
    [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file),
  );
  return (
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0) / 1000
  );
}
