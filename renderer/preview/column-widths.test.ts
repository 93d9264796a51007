import { expect, test } from 'vitest';
import { columnWidths, fittingWidth } from './column-widths.ts';

const measure = (text: string) => text.length * 10;
const column = (name: string) => ({ name, type: 'text', align: 'left' }) as const;

test('a column is as wide as its longest text, name or value', () => {
  const columns = [column('LongColumnName'), column('Id')];
  expect(columnWidths(columns, [['x', '1234567890']], measure)).toEqual([164, 124]);
});

test('widths stay within bounds', () => {
  const [narrow, wide] = columnWidths([column('a'), column('b')], [['1', 'x'.repeat(1_000_000)]], measure);
  expect(narrow).toBe(56);
  expect(wide).toBe(340);
});

test('without rows the names decide', () => {
  expect(columnWidths([column('CreatedOn')], [], measure)).toEqual([114]);
});

test('a value is measured as it is shown, with its signs for line breaks', () => {
  expect(columnWidths([column('a')], [['one\ntwo']], measure)).toEqual([114]);
});

test('a column that is fitted shows its first rows whole, as far as anybody can read', () => {
  const columns = [column('a'), column('b')];
  expect(fittingWidth(columns, [['x', 'y'.repeat(100)]], 1, measure)).toBe(1024);
  expect(fittingWidth(columns, [['x', 'y'.repeat(1000)]], 1, measure)).toBe(1200);
});
