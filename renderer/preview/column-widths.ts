/** How wide the grid draws its columns, judged from the names and the first rows, in CSS pixels. */
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { cellText } from './cell-text.ts';
import type { ResultRow } from './run.ts';

export const narrowestColumn = 40;

const sampleRows = 100;
const padding = 24;
const narrowest = 56;
const widest = 340;
/** Wider than this nobody can read a line; the tooltip and copying have the rest. */
const widestFitting = 1200;
/** Measuring longer texts would only find that they are too wide. */
const longestMeasured = 80;
const nullWidth = 34;
const averageCharacter = 7.5;

/** The width of a text in pixels, in the font of the grid. */
export type MeasureText = (text: string) => number;

export function columnWidths(
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
  measure: MeasureText,
): readonly number[] {
  const sample = rows.slice(0, sampleRows);
  return columns.map(({ name }, index) => {
    const widths = sample.map((row) => cellWidth(row[index] ?? null, longestMeasured, measure));
    const content = Math.max(measure(name), ...widths);
    return Math.ceil(Math.min(widest, Math.max(narrowest, content + padding)));
  });
}

/** The width that shows the first rows of one column whole. */
export function fittingWidth(
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
  column: number,
  measure: MeasureText,
): number {
  const sample = rows.slice(0, sampleRows);
  const widths = sample.map((row) => cellWidth(row[column] ?? null, Infinity, measure));
  const content = Math.max(measure(columns[column]?.name ?? ''), ...widths);
  return Math.ceil(Math.min(widestFitting, Math.max(narrowest, content + padding)));
}

function cellWidth(value: string | null, longest: number, measure: MeasureText): number {
  return value === null ? nullWidth : measure(cellText(value).slice(0, longest));
}

/** Measures in the font that the page uses. */
export function measureInPage(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  // Browsers that guard against fingerprinting may refuse a canvas; an average character is close enough.
  if (context === null) return (text) => text.length * averageCharacter;
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  context.font = `${fontSize} ${fontFamily}`;
  return (text) => context.measureText(text).width;
}
