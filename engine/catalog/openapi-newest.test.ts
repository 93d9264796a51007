/**
 * That every endpoint and parameter of the model still exists, beside the newest description of Bitbucket's API where a
 * copy of that is at hand: DRAWBRIDGE_OPENAPI_NEWEST names it, else it is looked for beside the repository, and
 * elsewhere the tests are skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiTables } from './tables.ts';
import type { TableDef } from './table.ts';

const besideRepository = join(import.meta.dirname, '../../../shared/bitbucket/openapi-2026-08.json');
const file = process.env['DRAWBRIDGE_OPENAPI_NEWEST'] ?? besideRepository;
const isPresent = existsSync(file);
const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

interface Parameters {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
}
type Item = Parameters & { readonly get?: Parameters };

/** Parameters that the endpoint's text or the page on filtering speaks of, and its list of parameters lacks. */
const promisedInWords: Readonly<Record<string, readonly string[]>> = {
  PullRequests: ['q', 'sort'],
  PullRequestReviewers: ['q', 'sort'],
  PullRequestParticipants: ['q', 'sort'],
  PullRequestComments: ['q', 'sort'],
};

describe.skipIf(!isPresent)(`beside the newest OpenAPI document${note}`, () => {
  const { paths = {} } = isPresent
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly paths: Readonly<Record<string, Item>> })
    : {};
  const alive = apiTables.filter(({ retired }) => retired === undefined);

  it.each(alive)('$name has an endpoint that exists, with the parameters that it is sent', (table) => {
    const wanted = nameless(table.endpoint?.path ?? '');
    const [, item] = Object.entries(paths).find(([path]) => nameless(path) === wanted) ?? [];
    expect(item?.get).toBeDefined();
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
