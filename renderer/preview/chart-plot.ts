/** The one file that knows what draws charts: Observable Plot, from our own data to an SVG. */
import * as Plot from '@observablehq/plot';
import { chartSpec, type ChartSpec } from './chart-spec.ts';
import type { ChartData, ChartPoint } from './chart-data.ts';

export interface ChartFrame {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly xLabel: string;
  readonly yLabel: string;
}

export const seriesColours = [1, 2, 3, 4, 5, 6].map((number) => `var(--chart-${number})`);

/** Left of the vertical axis, in CSS pixels: enough for numbers up to a million. */
const usualMargin = 64;
/** Of a digit in the chart's font, and of the tick with its gaps. */
const digitWidth = 6.5;
const tickRoom = 14;

export function drawChart(spec: ChartSpec, data: ChartData, frame: ChartFrame): Element {
  const chart = plotChart(spec, data, frame, usualMargin);
  const labels = chart.querySelectorAll('[aria-label="y-axis tick label"] text');
  const longest = Math.max(0, ...Array.from(labels, ({ textContent }) => textContent.length));
  const margin = Math.ceil(longest * digitWidth + tickRoom);
  return withoutExtras(margin > usualMargin ? plotChart(spec, data, frame, margin) : chart);
}

function plotChart(spec: ChartSpec, data: ChartData, frame: ChartFrame, marginLeft: number): Element {
  const { kind } = chartSpec.parse(spec);
  const { points, scale, series } = data;
  const place = (point: ChartPoint) => (scale === 'time' ? new Date(point.x) : point.x);
  const rows = points.map((point) => ({ ...point, x: place(point) }));
  return Plot.plot({
    width: frame.width,
    height: frame.height,
    marginLeft,
    marginBottom: kind === 'bar' && scale === 'text' ? 84 : 42,
    x: {
      label: frame.xLabel,
      ...(kind === 'bar' ? { type: 'band' as const, domain: bandDomain(rows) } : {}),
      ...(kind === 'bar' && scale === 'text' ? { tickRotate: -35, tickFormat: short } : {}),
    },
    y: { label: frame.yLabel, grid: true, ...(kind === 'scatter' ? {} : { zero: true }) },
    color: { type: 'ordinal', domain: [...series], range: seriesColours },
    marks:
      kind === 'bar'
        ? [Plot.barY(rows, { x: 'x', y: 'y', fill: 'series' }), Plot.ruleY([0])]
        : kind === 'line'
          ? [Plot.lineY(rows, { x: 'x', y: 'y', z: 'series', stroke: 'series', strokeWidth: 1.8 })]
          : [
              Plot.dot(rows, {
                x: 'x',
                y: 'y',
                fill: 'series',
                r: data.grouped > 0 ? 'rows' : 3,
                fillOpacity: 0.7,
              }),
            ],
  });
}

function withoutExtras(chart: Element): Element {
  // The page's policy admits no style element that it has not marked itself; chart-view.css says the same.
  for (const style of chart.querySelectorAll('style')) style.remove();
  // The view says the whole in words; names of its groups would be read as text of a picture.
  for (const named of chart.querySelectorAll('[aria-label]')) named.removeAttribute('aria-label');
  return chart;
}

function bandDomain(rows: readonly { readonly x: string | number | Date }[]): (string | number | Date)[] {
  return [...new Map(rows.map(({ x }) => [x instanceof Date ? x.getTime() : x, x])).values()];
}

function short(label: string | number): string {
  const text = String(label);
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}
