/**
 * Holds the endpoints against the newest description of Bitbucket's API that is at hand, which knows what was removed.
 * It stands beside the one that DRAWBRIDGE_OPENAPI names; without it the tests are skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiTables } from './tables.ts';
import type { TableDef } from './table.ts';

const besideRepository = join(import.meta.dirname, '../../../shared/bitbucket/openapi.json');
const file = join(dirname(process.env['DRAWBRIDGE_OPENAPI'] ?? besideRepository), 'openapi-2026-08.json');
const isPresent = existsSync(file);
const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

interface Named {
  readonly name?: string;
}

interface Item {
  readonly parameters?: readonly Named[];
  readonly get?: { readonly parameters?: readonly Named[]; readonly deprecated?: boolean };
}

describe.skipIf(!isPresent)(`beside the description of August 2026${note}`, () => {
  const paths = isPresent
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Readonly<Record<string, Item>> }).paths
    : {};
  const items = new Map(Object.entries(paths).map(([path, item]) => [nameless(path), item]));

  const itemOf = ({ endpoint }: TableDef): Item | undefined => items.get(nameless(endpoint?.path ?? ''));

  it.each(apiTables)('$name has an endpoint that is there, or is retired', (table) => {
    const item = itemOf(table);
    expect(item?.get === undefined).toBe(table.retired !== undefined);
    expect(item?.get?.deprecated ?? false).toBe(false);
  });

  it.each(apiTables.filter(({ retired }) => retired === undefined))(
    '$name sends parameters of its own that its endpoint has',
    (table) => {
      const item = itemOf(table);
      const known = [...(item?.parameters ?? []), ...(item?.get?.parameters ?? [])].map(({ name }) => name);
      const filters = table.columns.flatMap(({ filter }) =>
        filter?.via === 'parameter' ? [filter.field] : [],
      );
      expect(known).toEqual(
        expect.arrayContaining([...filters, ...Object.keys(table.endpoint?.parameters ?? {})]),
      );
    },
  );
});

function nameless(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
}
