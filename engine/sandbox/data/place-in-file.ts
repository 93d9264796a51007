import type { JsonObject } from '../json.ts';
import { chance, choose } from './mix.ts';

/** Where a comment stands in a file: on a line or several, of the old or the new version. Most stand in none. */
export function placeInFile(seed: number, index: number): JsonObject | undefined {
  if (!chance(35, seed, index, 82)) return undefined;
  const removed = chance(30, seed, index, 83);
  const line = 1 + choose(900, seed, index, 84);
  const start = chance(30, seed, index, 87) ? Math.max(1, line - 1 - choose(20, seed, index, 88)) : null;
  return {
    path: `src/piers/größe_${index % 9}.ts`,
    from: removed ? line : null,
    to: removed ? null : line,
    start_from: removed ? start : null,
    start_to: removed ? null : start,
  };
}
