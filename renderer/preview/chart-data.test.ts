import { describe, expect, it } from 'vitest';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { chartData } from './chart-data.ts';
import { defaultChart, type ChartSpec } from './chart-spec.ts';
import type { ResultRow } from './run.ts';

const column = (name: string, type: string): ResultColumn => ({ name, type, align: 'left' });
const state = column('State', 'character varying');
const created = column('CreatedOn', 'timestamp');
const comments = column('Comments', 'integer');
const size = column('Size', 'bigint');

const draw = (
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
  spec: Partial<ChartSpec> = {},
) => {
  const suggested = defaultChart(columns);
  if (suggested === null) throw new Error('nothing to draw');
  return chartData(columns, rows, rows.length, { ...suggested, ...spec });
};
const xy = ({ points }: ReturnType<typeof draw>) => points.map(({ x, y }) => [x, y]);

describe('the kind of chart that column types suggest', () => {
  it('is a line for a time, bars for a text, points for two numbers', () => {
    expect(defaultChart([comments, created])).toMatchObject({ kind: 'line', x: 1, y: 0 });
    expect(defaultChart([comments, state])).toMatchObject({ kind: 'bar', x: 1, y: 0 });
    expect(defaultChart([comments, size])).toMatchObject({ kind: 'scatter', x: 0, y: 1 });
  });

  it('counts rows where the only numbers tell rows apart', () => {
    expect(defaultChart([column('Id', 'bigint'), state])).toMatchObject({ y: null, aggregate: 'count' });
    expect(defaultChart([])).toBeNull();
  });
});

describe('bars', () => {
  const rows = [
    ['OPEN', '2'],
    ['MERGED', '7'],
    ['OPEN', '3'],
    [null, '1'],
    ['OPEN', null],
  ];

  it('put groups together, the longest first, and count what has no value', () => {
    const data = draw([state, comments], rows);
    expect(xy(data)).toEqual([
      ['MERGED', 7],
      ['OPEN', 5],
    ]);
    expect(data.missing).toBe(2);
    expect(xy(draw([state, comments], rows, { aggregate: 'average' }))).toEqual([
      ['MERGED', 7],
      ['OPEN', 2.5],
    ]);
  });

  it('leave out the smallest groups where there is no room, and say how many', () => {
    const many = Array.from({ length: 50 }, (_, index) => [`s${index}`, String(index)]);
    const data = draw([state, comments], many);
    expect(data.points).toHaveLength(40);
    expect(data.points[0]).toMatchObject({ x: 's49' });
    expect(data.otherGroups).toBe(10);
  });
});

describe('a line', () => {
  it('goes through times in their order, in UTC', () => {
    const rows = [
      ['2026-01-02 00:00:00', '1'],
      ['2026-01-01 12:00:00', '2'],
    ];
    expect(xy(draw([created, comments], rows))).toEqual([
      [Date.UTC(2026, 0, 1, 12), 2],
      [Date.UTC(2026, 0, 2), 1],
    ]);
  });

  it('draws many times by the month, and says so', () => {
    const rows = Array.from({ length: 400 }, (_, day) => [
      new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
      '1',
    ]);
    const data = draw([column('On', 'date'), comments], rows);
    expect(data.unit).toBe('month');
    expect(data.points[0]).toMatchObject({ x: Date.UTC(2025, 0), y: 31 });
    expect(data.points).toHaveLength(14);
  });

  it('has the series with the most rows, and counts the others', () => {
    const rows = Array.from({ length: 30 }, (_, index) => ['2026-01-01', String(index), `s${index % 8}`]);
    const data = draw([column('On', 'date'), comments, state], rows, { series: 2 });
    expect(data.series).toHaveLength(6);
    expect(data.otherSeries).toBe(2);
  });
});

describe('points', () => {
  it('of 100,000 rows become some thousands that stand for all of them', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => [String(index % 997), String(index % 1009)]);
    const data = draw([comments, size], rows);
    expect(data.grouped).toBe(100_000);
    expect(data.points.length).toBeLessThanOrEqual(120 * 120);
    expect(data.points.reduce((sum, point) => sum + point.rows, 0)).toBe(100_000);
  });

  it('that are few stay as they are', () => {
    expect(draw([comments, size], [['1', '2']])).toMatchObject({ grouped: 0, points: [{ x: 1, y: 2 }] });
  });
});
