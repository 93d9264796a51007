/** Whether a result is one that the statement may have. */
import { expect } from 'vitest';
import type { GeneratedQuery } from './query-arbitrary.ts';
import { withLiterals } from './query-values.ts';
import type { Reference, ReferenceResult } from './reference-run.ts';

type Rows = ReferenceResult['rows'];

export async function compareResults(
  { expected }: GeneratedQuery,
  ours: Rows,
  truth: Rows,
  reference: Reference,
): Promise<void> {
  switch (expected.kind) {
    case 'sequence':
      expect(ours).toEqual(truth);
      return;
    case 'multiset':
      expect(sorted(ours)).toEqual(sorted(truth));
      return;
    case 'part': {
      const all = (await reference.run(withLiterals(expected.all))).rows;
      const { limit, offset, keys } = expected;
      const part = all.slice(offset, offset + limit);
      expect(ours.map((row) => row.slice(0, keys))).toEqual(part.map((row) => row.slice(0, keys)));
      expect(surplus(ours, all)).toEqual([]);
    }
  }
}

const sorted = (rows: Rows): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();

/** Rows that `all` has not, or not so often. */
function surplus(rows: Rows, all: Rows): readonly string[] {
  const left = sorted(all).slice();
  return sorted(rows).filter((row) => {
    const place = left.indexOf(row);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}
