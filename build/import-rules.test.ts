import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderRules, type FolderRule } from './import-rules.ts';

const root = path.resolve(import.meta.dirname, '..');
const importPattern =
  /(?:^|[\s;])(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/g;

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map((match) => ({
    specifier: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('/*')
    ? name.startsWith(pattern.slice(0, -1))
    : name === pattern || name.startsWith(`${pattern}/`);

/** What is wrong with one import of one file, or null. */
function violation(rule: FolderRule, file: string, { specifier, typeOnly }: Import): string | null {
  if (specifier.startsWith('.')) {
    const target = path.relative(root, path.resolve(root, path.dirname(file), specifier.split('?')[0] ?? ''));
    const allowed = [rule.folder, 'engine/error.ts', ...rule.mayImport];
    return allowed.some((place) => target === place || target.startsWith(`${place}/`)) ? null : target;
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return rule.folder === 'renderer' ? specifier : null;
  }
  if (typeOnly) return null;
  return (rule.packages ?? []).some((pattern) => matches(pattern, specifier)) ? null : specifier;
}

const sources = ['engine', 'renderer', 'electron'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.config\.ts$|\/test-support\//.test(file)),
);

describe('folders', () => {
  for (const rule of folderRules) {
    it(`${rule.folder} imports only what it may`, () => {
      const found = sources
        .filter((file) => file.startsWith(`${rule.folder}/`))
        .flatMap((file) => importsOf(file).map((one) => ({ file, wrong: violation(rule, file, one) })))
        .filter(({ wrong }) => wrong !== null)
        .map(({ file, wrong }) => `${file} imports ${wrong}`);
      expect(found).toEqual([]);
    });
  }

  it('has a rule for every folder that holds sources', () => {
    const uncovered = sources.filter(
      (file) =>
        file !== 'engine/error.ts' && !folderRules.some(({ folder }) => file.startsWith(`${folder}/`)),
    );
    expect(uncovered).toEqual([]);
  });
});
