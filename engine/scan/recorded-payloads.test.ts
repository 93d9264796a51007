/** Holds the columns against real replies: each value of a payload is a column, or left out for a reason. */
import { describe, expect, it } from 'vitest';
import type { CellValue, TableDef } from '../catalog/table.ts';
import { placesOf, rowDecoder, unfolded } from './row-decoder.ts';
import { leftOut, recordings } from './test-support/recordings.ts';
import { payloadObjects, payloadsArePresent, scalarPaths } from './test-support/recorded-payloads.ts';
import { tableNamed } from './test-support/sandbox-scan.ts';

const note = payloadsArePresent ? '' : ' (skipped: there are none here)';

function isColumn(table: TableDef, path: string): boolean {
  return table.columns.some((column) =>
    placesOf(column).some(
      (place) =>
        path === place ||
        // An object that is not there.
        place.startsWith(`${path}.`) ||
        (column.type === 'JSON' && (path.startsWith(`${place}.`) || path.startsWith(`${place}[`))),
    ),
  );
}

function decode(table: TableDef, objects: readonly unknown[]): ReadonlyMap<string, readonly CellValue[]> {
  const names = table.columns.map(({ name }) => name);
  // The address says of the parent what the objects don't.
  const parents = table.columns.filter(({ filter }) => filter?.via === 'path');
  const bound = new Map(parents.map(({ name }) => [name, '1']));
  const { values } = rowDecoder(table, names).decode(unfolded(table, objects), bound);
  return new Map(names.map((name, index) => [name, values[index] ?? []]));
}

/** Of the list that a table unfolds, each item stands in the list's place. */
function pathsIn({ unfold }: TableDef, object: unknown): readonly string[] {
  const paths = scalarPaths(object);
  return unfold === undefined
    ? paths
    : paths.map((path) => (path.startsWith(`${unfold}[]`) ? path.replace('[]', '') : path));
}

describe.skipIf(!payloadsArePresent)(`recorded payloads${note}`, () => {
  it.each(recordings)(
    'of $table are in columns',
    ({ table: name, files, lacksKeys, omissions = {}, wrap }) => {
      const table = tableNamed(name);
      const recorded = files.flatMap(payloadObjects);
      const objects = wrap === undefined ? recorded : recorded.map(wrap);
      expect(objects.length).toBeGreaterThan(0);
      const paths = [...new Set(objects.flatMap((object) => pathsIn(table, object)))];
      const own = paths.filter((path) => isColumn(table, path) || !leftOut.some(([form]) => form.test(path)));
      const left = own.filter((path) => !isColumn(table, path));
      expect(left.sort()).toEqual(Object.keys(omissions).sort());
      expect(left.length).toBeLessThanOrEqual(Math.max(1, own.length / 10));

      const rows = decode(table, objects);
      for (const key of table.primaryKey) {
        expect(rows.get(key)?.length).toBeGreaterThan(0);
        if (lacksKeys !== true) expect(rows.get(key)).not.toContain(null);
      }
    },
  );

  it('of activity are of known kinds, with a time, someone, and a key of their own', () => {
    const { files = [] } = recordings.find(({ table }) => table === 'PullRequestActivity') ?? {};
    const objects = files.flatMap(payloadObjects);
    const rows = decode(tableNamed('PullRequestActivity'), objects);
    expect(new Set(rows.get('Kind'))).toEqual(new Set(['comment', 'approval', 'update']));
    for (const name of ['Date', 'UserUUID', 'WebURL']) expect(rows.get(name)).not.toContain(null);
    expect(new Set(rows.get('Key')).size).toBe(objects.length);
  });
});
