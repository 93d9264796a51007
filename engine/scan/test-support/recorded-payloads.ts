/**
 * Real replies of Bitbucket, where a folder with them is at hand: DRAWBRIDGE_PAYLOADS names it, else it is looked for
 * beside the repository. They belong to others and are not part of the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../bitbucket/json.ts';

const besideRepository = join(import.meta.dirname, '../../../../shared/bitbucket/payloads');
const folder = process.env['DRAWBRIDGE_PAYLOADS'] ?? besideRepository;

export const payloadsArePresent = existsSync(folder);

type Members = Readonly<Record<string, unknown>>;

/** The objects of a file: of a page, of a list, one alone, or kept by a program beside the address they came from. */
export function payloadObjects(name: string): readonly Members[] {
  const content = parseJson(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return (
    itemsOf(content)
      .filter(isMembers)
      // The last of the kept pages is an empty object.
      .filter((item) => Object.keys(item).length > 0)
      .map((item) => (isMembers(item['data']) ? item['data'] : item))
  );
}

function itemsOf(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  if (!isMembers(content)) return [];
  if (Array.isArray(content['values'])) return content['values'];
  // Pages by their queries.
  const pages = Object.entries(content).filter(([name]) => name.includes('='));
  return pages.length === 0 ? [content] : pages.flatMap(([, page]) => itemsOf(page));
}

/** The paths of all values that are neither objects nor lists; lists are passed through, as `list[]`. */
export function scalarPaths(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => scalarPaths(item, `${path}[]`));
  if (!isMembers(value)) return [path];
  return Object.entries(value).flatMap(([name, member]) =>
    scalarPaths(member, path === '' ? name : `${path}.${name}`),
  );
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
