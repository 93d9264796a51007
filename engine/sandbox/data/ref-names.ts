/** Names of branches and tags, some of them hard on quoting, sorting and URLs. */
import { mix, pick } from './mix.ts';

const kinds = ['feature', 'bugfix', 'hotfix', 'chore'];
const topics = [
  'berths',
  'tides',
  'crane_lift',
  'fog-horn',
  'größe',
  '潮汐',
  'ünïcode/nested',
  'a#hash',
  'plus+sign',
  'semi;colon',
];

const longLived = [
  'main',
  'develop',
  'release/1.0%',
  'release/1.2',
  'release/1.10',
  'support_old',
  "it's-quoted",
];

/** The source branch of pull request `id`. */
export function branchName(seed: number, id: number): string {
  return `${pick(kinds, seed, id, 70)}/${pick(topics, seed, id, 71)}-${id}`;
}

/** The `index`-th branch of a repository. */
export function repositoryBranch(seed: number, index: number): string {
  return longLived[index] ?? branchName(seed, 10_000 + index);
}

/** The `index`-th tag: v0.1.0, v0.1.1 … so that natural and plain order differ from v0.1.10 on. */
export function tagName(seed: number, index: number): string {
  if (index === 5) return 'special-"$;><&#_=@!|.,/tag';
  if (index === 6) return 'ノート-2024';
  return `v${Math.trunc(index / 24)}.${Math.trunc((index % 24) / 12) + 1}.${index % 12}${mix(seed, index, 72) % 9 === 0 ? '-rc1' : ''}`;
}
