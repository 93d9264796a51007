import { expect, test } from 'vitest';
import type { ChartData } from './chart-data.ts';
import { drawChart } from './chart-plot.ts';

const frame = { width: 600, height: 300, xLabel: 'State', yLabel: 'Sum' };
const spec = { kind: 'bar', x: 0, y: 1, series: null, aggregate: 'sum' } as const;
const upTo = (y: number): ChartData => ({
  points: [{ x: 'OPEN', y, series: '', rows: 1 }],
  scale: 'text',
  series: [''],
  missing: 0,
  otherGroups: 0,
  otherSeries: 0,
  unit: null,
  grouped: 0,
});

/** The numbers beside the vertical axis, with the room that each has to its left. */
function labels(y: number) {
  const texts = [...drawChart(spec, upTo(y), frame).querySelectorAll('text')];
  return texts.flatMap(({ textContent, attributes }) => {
    const room = /^translate\(([\d.]+),/.exec(attributes.getNamedItem('transform')?.value ?? '')?.[1];
    return /^[\d,]+$/.test(textContent) ? [{ text: textContent, room: Number(room) }] : [];
  });
}

test('numbers beside the vertical axis are not cut, however long they are', () => {
  for (const y of [30, 350_000_000, 90_000_000_000_000]) {
    const shown = labels(y);
    expect(shown.length).toBeGreaterThan(3);
    for (const { text, room } of shown) expect(room, text).toBeGreaterThan(text.length * 6);
  }
  expect(labels(30)[0]?.room).toBe(64);
});
