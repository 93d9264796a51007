/**
 * What a chart draws, worked out from the rows: never more points than can be told apart. What is left out is
 * counted, so that the chart can say it. Times are milliseconds since 1970 in UTC.
 */
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { scaleOf, type ChartScale, type ChartSpec } from './chart-spec.ts';
import { Tally } from './chart-tally.ts';
import { beginningOf, timeUnit, type TimeUnit } from './chart-time.ts';
import type { ResultRow } from './run.ts';

export interface ChartPoint {
  readonly x: string | number;
  readonly y: number;
  /** '' where there is one series only. */
  readonly series: string;
  /** How many rows it stands for. */
  readonly rows: number;
}

export interface ChartData {
  readonly points: readonly ChartPoint[];
  readonly scale: ChartScale;
  readonly series: readonly string[];
  /** Rows without a value to draw. */
  readonly missing: number;
  /** Bars that there is no room for. */
  readonly otherGroups: number;
  readonly otherSeries: number;
  /** What times were drawn together by; null: each is drawn for itself. */
  readonly unit: TimeUnit | null;
  /** Rows behind points that stand for several of them; 0 where each row of a scatter has its own. */
  readonly grouped: number;
}

const mostBars = 40;
const mostSeries = 6;
const mostPoints = 2000;
/** Into so many parts each axis is cut where rows are drawn together. */
const cells = 120;

export function chartData(
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
  rowCount: number,
  spec: ChartSpec,
): ChartData {
  const column = columns[spec.x];
  // Each bar is a group of its own, whatever its type.
  const scale = spec.kind === 'bar' && scaleOf(column) === 'number' ? 'text' : scaleOf(column);
  const shown = shownSeries(rows, rowCount, spec.series);
  const read = reader(spec, scale);
  const raw: ChartPoint[] = [];
  let missing = 0;
  for (let index = 0; index < rowCount; index += 1) {
    const row = rows[index];
    const series = spec.series === null ? '' : (row?.[spec.series] ?? '');
    if (!shown.names.has(series)) continue;
    const point = row === undefined ? null : read(row);
    if (point === null) missing += 1;
    else raw.push({ ...point, series, rows: 1 });
  }
  const isTimed = scale === 'time' && spec.kind !== 'scatter';
  const unit = isTimed ? timeUnit(raw.map(({ x }) => Number(x))) : null;
  const facts = { scale, series: [...shown.names], missing, otherSeries: shown.others, unit };
  if (spec.kind === 'scatter') return { ...facts, ...scattered(raw), otherGroups: 0 };
  const placed = unit === null ? raw : timed(raw, unit);
  const points = aggregated(spec.kind === 'line' ? coarser(placed) : placed, spec);
  return spec.kind === 'line'
    ? { ...facts, points: byX(points), otherGroups: 0, grouped: 0 }
    : { ...facts, ...highest(points, scale), grouped: 0 };
}

function reader(
  { kind, x, y, aggregate }: ChartSpec,
  scale: ChartScale,
): (row: ResultRow) => { x: string | number; y: number } | null {
  const counts = kind !== 'scatter' && (y === null || aggregate === 'count');
  return (row) => {
    const place = valueAt(row[x] ?? null, scale);
    const height = counts ? 1 : y === null ? null : valueAt(row[y] ?? null, 'number');
    return place === null || typeof height !== 'number' ? null : { x: place, y: height };
  };
}

function valueAt(text: string | null, scale: ChartScale): string | number | null {
  if (text === null || scale === 'text') return text;
  const value = scale === 'number' ? Number(text) : Date.parse(isoTime(text));
  return Number.isFinite(value) ? value : null;
}

/** `2026-01-02 03:04:05.6` without a zone is in UTC here. */
function isoTime(text: string): string {
  const iso = text.replace(' ', 'T');
  if (!iso.includes('T')) return `${iso}T00:00:00Z`;
  return /(Z|[+-]\d\d(:?\d\d)?)$/.test(iso) ? iso.replace(/([+-]\d\d)$/, '$1:00') : `${iso}Z`;
}

/** The series with the most rows. */
function shownSeries(rows: readonly ResultRow[], rowCount: number, series: number | null) {
  if (series === null) return { names: new Set(['']), others: 0 };
  const counts = new Map<string, number>();
  for (let index = 0; index < rowCount; index += 1) {
    const name = rows[index]?.[series] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
  return {
    names: new Set(names.slice(0, mostSeries).toSorted()),
    others: Math.max(0, names.length - mostSeries),
  };
}

function aggregated(raw: readonly ChartPoint[], { y, aggregate }: ChartSpec): readonly ChartPoint[] {
  const tallies = new Map<string, { readonly point: ChartPoint; readonly tally: Tally }>();
  for (const point of raw) {
    const key = JSON.stringify([point.x, point.series]);
    const known = tallies.get(key) ?? { point, tally: new Tally() };
    tallies.set(key, known);
    known.tally.add(point.y);
  }
  return [...tallies.values()].map(({ point, tally }) => ({
    ...point,
    y: tally.value(y === null ? 'count' : aggregate),
    rows: tally.count,
  }));
}

function byX(points: readonly ChartPoint[]): readonly ChartPoint[] {
  return points.toSorted((a, b) => (a.x < b.x ? -1 : a.x > b.x ? 1 : 0));
}

/** The places of a line that has more of them than there is room for, moved to the beginning of their part. */
function coarser(raw: readonly ChartPoint[]): readonly ChartPoint[] {
  const places = new Set(raw.map(({ x }) => x));
  const [least, step] = partsOf(raw.map(({ x }) => x));
  if (places.size <= mostPoints || step === 0) return raw;
  return raw.map((point) =>
    typeof point.x === 'number'
      ? { ...point, x: least + Math.floor((point.x - least) / step) * step }
      : point,
  );
}

function timed(raw: readonly ChartPoint[], unit: TimeUnit): readonly ChartPoint[] {
  return raw.map((point) =>
    typeof point.x === 'number' ? { ...point, x: beginningOf(point.x, unit) } : point,
  );
}

/** The groups whose bars are the longest, all series together. */
function highest(points: readonly ChartPoint[], scale: ChartScale) {
  const sizes = new Map<string | number, number>();
  for (const { x, y } of points) sizes.set(x, (sizes.get(x) ?? 0) + Math.abs(y));
  const order = [...sizes].toSorted((a, b) => b[1] - a[1]).map(([x]) => x);
  const kept = new Map(order.slice(0, mostBars).map((x, index) => [x, index]));
  const shown = points.filter(({ x }) => kept.has(x));
  const inOrder =
    scale === 'text' ? shown.toSorted((a, b) => (kept.get(a.x) ?? 0) - (kept.get(b.x) ?? 0)) : byX(shown);
  return { points: inOrder, otherGroups: Math.max(0, order.length - mostBars) };
}

/** Beyond some thousands the points only hide each other: those in one cell of a fine grid become one. */
function scattered(raw: readonly ChartPoint[]) {
  if (raw.length <= mostPoints) return { points: raw, grouped: 0 };
  const [left, width] = partsOf(raw.map(({ x }) => x));
  const [bottom, height] = partsOf(raw.map(({ y }) => y));
  const together = new Map<string, ChartPoint>();
  for (const point of raw) {
    const x = typeof point.x === 'number' ? middleOf(point.x, left, width) : point.x;
    const y = middleOf(point.y, bottom, height);
    const key = JSON.stringify([x, y, point.series]);
    together.set(key, { x, y, series: point.series, rows: (together.get(key)?.rows ?? 0) + 1 });
  }
  return { points: [...together.values()], grouped: raw.length };
}

function middleOf(value: number, least: number, step: number): number {
  return step === 0 ? value : least + (Math.min(cells - 1, Math.floor((value - least) / step)) + 0.5) * step;
}

/** Where the parts of an axis begin, and how wide each is; 0: there is nothing to divide. */
function partsOf(values: readonly (string | number)[]): readonly [least: number, step: number] {
  let least = Infinity;
  let greatest = -Infinity;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return Number.isFinite(least) ? [least, (greatest - least) / cells] : [0, 0];
}
