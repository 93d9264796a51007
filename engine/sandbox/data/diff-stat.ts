/** Which files differ between two commits, and by how many lines. */
import type { JsonObject } from '../json.ts';
import { generated, type Collection } from './collection.ts';
import { talkativePullRequest } from './comments.ts';
import { hashOf } from './commits.ts';
import { choose, mix } from './mix.ts';
import { pullRequestEnds } from './pull-request-reference.ts';
import { link } from './site.ts';
import type { Repository } from './workspace.ts';

const folders = ['src/piers', 'docs', 'test/größe', 'assets 100%'];

/** More than one page holds. */
const manyFiles = 520;

function file(
  repository: Repository,
  commit: number,
  path: string,
  attributes: string | undefined,
): JsonObject {
  return {
    type: 'commit_file',
    path,
    escaped_path: encodeURI(path),
    attributes,
    links: { self: link(`${repository.api}/src/${hashOf(repository, commit)}/${encodeURI(path)}`) },
  };
}

function change(repository: Repository, ends: Ends, seed: number, index: number): JsonObject {
  const name = `${folders[index % folders.length] ?? 'src'}/file_${index}`;
  const share = choose(10, seed, index, 160);
  const status = share < 6 ? 'modified' : (['added', 'removed', 'renamed'][share % 3] ?? 'modified');
  const old = status === 'renamed' ? `${name}.old` : name;
  const isBinary = choose(12, seed, index, 161) === 0;
  const attributes = isBinary ? 'binary' : choose(9, seed, index, 165) === 0 ? 'executable' : undefined;
  return {
    type: 'diffstat',
    status,
    lines_added: status === 'removed' || isBinary ? 0 : choose(300, seed, index, 162),
    lines_removed: status === 'added' || isBinary ? 0 : choose(200, seed, index, 163),
    old: status === 'added' ? null : file(repository, ends.destination, old, attributes),
    new: status === 'removed' ? null : file(repository, ends.source, name, attributes),
  };
}

/** Places in the history. */
export interface Ends {
  readonly source: number;
  readonly destination: number;
}

export function diffStat(repository: Repository, ends: Ends): Collection {
  const seed = mix(repository.seed, ends.source, ends.destination);
  const busy = pullRequestEnds(repository, talkativePullRequest);
  const isBusy = busy?.source === ends.source && busy.destination === ends.destination;
  const length = isBusy ? manyFiles : choose(6, seed, 0, 164);
  return generated(length, (index) => change(repository, ends, seed, index));
}
