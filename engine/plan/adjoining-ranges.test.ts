import { expect, test } from 'vitest';
import { withoutSeams } from './adjoining-ranges.ts';
import type { Predicate } from './scan-request.ts';

const compare = (operator: '>=' | '<' | '=', year: number, column = 'A'): Predicate => ({
  kind: 'compare',
  column,
  operator,
  value: { kind: 'timestamp', text: `${year}-01-01T00:00:00.000000` },
});
const range = (from: number, to: number, column = 'A'): Predicate => ({
  kind: 'and',
  terms: [compare('>=', from, column), compare('<', to, column)],
});

test('ranges that touch or lie over each other are one', () => {
  expect(withoutSeams([range(2024, 2025), range(2022, 2023), range(2023, 2024), range(2022, 2024)])).toEqual([
    range(2022, 2025),
  ]);
});

test('others stay', () => {
  const arms = [compare('=', 2020), range(2020, 2021), range(2022, 2023), range(2021, 2022, 'B')];
  expect(withoutSeams(arms)).toEqual(arms);
});

test('an arm that says more is no range', () => {
  const more: Predicate = {
    kind: 'and',
    terms: [compare('>=', 2020), compare('<', 2021), compare('=', 2020, 'B')],
  };
  expect(withoutSeams([more, range(2021, 2022), range(2022, 2023)])).toEqual([more, range(2021, 2023)]);
});
