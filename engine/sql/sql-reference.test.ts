/** docs/sql.md against the code that it tells of. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAllowedFunction } from './allowed-functions.ts';
import { periodNames } from './date-periods.ts';
import { macroNames } from './macros.ts';
import { normalise } from './normalise.ts';

let page: string;

beforeAll(async () => {
  page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'sql.md'), 'utf8');
});

const words = (text: string): ReadonlySet<string> => new Set(text.match(/\b[A-Z][A-Z0-9_]*\b/g));

describe('the page about SQL', () => {
  it('names every date literal and every function that is made here', () => {
    const named = words(page);
    const missing = [...periodNames, ...macroNames].filter((name) => !named.has(name.toUpperCase()));
    expect(missing).toEqual([]);
  });

  it('names no date literal that there is not', () => {
    const literals = [...words(page)].filter((word) => word.startsWith('L_'));
    expect(literals.filter((word) => !periodNames.includes(word))).toEqual([]);
  });

  it('says of no function that is there that it is not', () => {
    const [, list = ''] = page.split('### Not there');
    const first = [...list.matchAll(/^\| ([A-Z_, ]+)/gm)].flatMap(([, names]) => (names ?? '').split(', '));
    const absent = first.map((name) => name.trim()).filter((name) => name !== '');
    expect(absent.length).toBeGreaterThan(4);
    // Of these two names DuckDB has another function.
    const other = ['FORMAT', 'TO_DAYS'];
    expect(absent.filter((name) => isAllowedFunction(name) && !other.includes(name))).toEqual([]);
  });

  it('has examples that are queries', () => {
    const examples = [...page.matchAll(/```sql\n([^]*?)```/g)].map(([, sql]) => sql ?? '');
    expect(examples.length).toBeGreaterThan(0);
    for (const sql of examples) expect(normalise(sql).kind.kind).toBe('select');
  });
});
