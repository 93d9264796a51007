import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { messages } from '../renderer/messages.ts';

const root = path.resolve(import.meta.dirname, '..');

const sources = ['renderer', 'electron']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(root, folder, file),
    ),
  )
  .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.endsWith('messages.ts'))
  .map((file) => readFileSync(file, 'utf8'));

/** The paths of all texts: `dsn.add`, `health.words.good`. */
function pathsOf(part: object, before = ''): readonly string[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? pathsOf(value, `${before}${key}.`)
      : [`${before}${key}`],
  );
}

const alias = /const (\w+) = messages((?:\.\w+)*);/g;

/** The paths that a file names: by `messages` itself, or by a constant that stands for a part of it. */
function namedIn(source: string): readonly string[] {
  const uses = source.replaceAll(alias, '');
  const quoted = [...uses.matchAll(/'(\w+)'/g)].map(([, word = '']) => word);
  const aliases = [...source.matchAll(alias)].map(([, name = '', part = '']) => ({
    name,
    part: part.slice(1),
  }));
  return [{ name: 'messages', part: '' }, ...aliases].flatMap(({ name, part }) => {
    const below = (keys: readonly string[]) => [part, ...keys].filter((key) => key !== '').join('.');
    const find = (before: string, after: string) => [
      ...uses.matchAll(new RegExp(`${before}${name}${after}`, 'g')),
    ];
    return [
      ...find(String.raw`(?<!\w)(?<!\w\.)`, String.raw`((?:\s*\??\.\s*\w+)+)`).map(([, chain = '']) =>
        below(chain.split(/[\s?.]+/)),
      ),
      ...find(String.raw`const \{([^{}]*)\} = `, ';').flatMap(([, list = '']) =>
        list.split(',').map((key) => below([key.trim()])),
      ),
      // A computed key is one of the words of that file.
      ...find(String.raw`(?<![\w.])`, String.raw`\[`).flatMap(() => quoted.map((word) => below([word]))),
      ...(texts.includes(part) ? [part] : []),
    ];
  });
}

const texts = pathsOf(messages);

/** What a function of the messages says when all that it counts is one. */
function ofOne(say: (...counts: number[]) => unknown): string {
  try {
    return String(say(...Array.from({ length: say.length }, () => 1)));
  } catch {
    // It takes words or lists, not counts.
    return '';
  }
}

function functionsIn(part: object): readonly ((...counts: number[]) => unknown)[] {
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === 'function'
      ? [value as (...counts: number[]) => unknown]
      : typeof value === 'object' && value !== null
        ? functionsIn(value)
        : [],
  );
}

it('counts one thing in the singular', () => {
  const said = functionsIn(messages).map(ofOne);
  expect(said).toContain('1 row so far');
  expect(said.filter((text) => /(?<![\d.,])1 (?:API )?(?!(?:has|is|ms|was)\b)[a-z]+s\b/.test(text))).toEqual(
    [],
  );
});

it('has no text that nothing shows', () => {
  const named = new Set(sources.flatMap(namedIn));
  // Of a part that is taken whole, every text may be shown.
  const isNamed = (key: string): boolean =>
    [...named].some((name) => name === key || key.startsWith(`${name}.`) || name.startsWith(`${key}.`));
  expect(texts.filter((key) => !isNamed(key))).toEqual([]);
});
