/**
 * Holds endpoints and parameters against the newest description of Bitbucket's API that is at hand, which knows what was
 * removed: DRAWBRIDGE_OPENAPI_NEWEST names it, else it is looked for beside the one that DRAWBRIDGE_OPENAPI names or
 * beside the repository, and elsewhere the tests are skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiTables } from './tables.ts';
import type { TableDef, WriteCall } from './table.ts';

const besideRepository = join(import.meta.dirname, '../../../shared/bitbucket/openapi.json');
const besideOther = join(
  dirname(process.env['DRAWBRIDGE_OPENAPI'] ?? besideRepository),
  'openapi-2026-08.json',
);
const file = process.env['DRAWBRIDGE_OPENAPI_NEWEST'] ?? besideOther;
const isPresent = existsSync(file);
const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

interface Parameters {
  readonly parameters?: readonly { readonly name?: string }[];
}
type Operation = Parameters & { readonly deprecated?: boolean };
type Item = Parameters & Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Operation>>>;

/** Parameters that the endpoint's text or the page on filtering speaks of, and its list of parameters lacks. */
const promisedInWords: Readonly<Record<string, readonly string[]>> = {
  Users: ['q'],
  WorkspaceMembers: ['q'],
  PullRequests: ['q', 'sort'],
  PullRequestReviewers: ['q', 'sort'],
  PullRequestParticipants: ['q', 'sort'],
  PullRequestComments: ['q', 'sort'],
};

describe.skipIf(!isPresent)(`beside the newest OpenAPI document${note}`, () => {
  const { paths = {} } = isPresent
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Readonly<Record<string, Item>> })
    : {};
  const items = new Map(Object.entries(paths).map(([path, item]) => [nameless(path), item]));
  const itemOf = ({ endpoint }: TableDef): Item | undefined => items.get(nameless(endpoint?.path ?? ''));

  it.each(apiTables)('$name has an endpoint that is there, or is retired', (table) => {
    const { get } = itemOf(table) ?? {};
    expect(get === undefined).toBe(table.retired !== undefined);
    expect(get?.deprecated ?? false).toBe(false);
  });

  it.each(apiTables.filter(({ writes }) => writes !== undefined))(
    '$name is written by calls that are there',
    ({ writes: { insert, update, delete: remove } = {} }) => {
      const actions = Object.values(update?.actions ?? {}).flat();
      const calls = [insert, update, ...actions, remove].filter((call) => call !== undefined);
      const operationOf = ({ method, path }: WriteCall): Operation | undefined =>
        items.get(nameless(path))?.[method === 'POST' ? 'post' : method === 'PUT' ? 'put' : 'delete'];
      const lacking = calls.filter(
        (call) => operationOf(call)?.deprecated ?? operationOf(call) === undefined,
      );
      expect(lacking).toEqual([]);
      const reads = calls.flatMap(({ read }) => read ?? []);
      expect(reads.filter((path) => items.get(nameless(path))?.get === undefined)).toEqual([]);
    },
  );

  const alive = apiTables.filter(({ retired }) => retired === undefined);

  it.each(alive)('$name sends only parameters that its endpoint has', (table) => {
    const item = itemOf(table);
    const known = [...(item?.parameters ?? []), ...(item?.get?.parameters ?? [])].map(({ name }) => name);
    const lacking = sent(table).filter((name) => !known.includes(name));
    expect(lacking).toEqual(promisedInWords[table.name] ?? []);
  });
});

function sent({ columns, endpoint }: TableDef): readonly string[] {
  const filters = columns.flatMap(({ filter }) => filter ?? []);
  return [
    ...new Set([
      ...Object.keys(endpoint?.parameters ?? {}),
      ...filters.filter(({ via }) => via === 'parameter').map(({ field }) => field),
      ...(filters.some(({ via }) => via === 'q') ? ['q'] : []),
      ...(columns.some(({ sort }) => sort !== undefined) ? ['sort'] : []),
    ]),
  ];
}

function nameless(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
}
