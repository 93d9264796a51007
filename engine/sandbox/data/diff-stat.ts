/** Which files differ between two commits, and by how many lines. */
import type { JsonObject } from '../json.ts';
import { collectionOf, generated, type Collection } from './collection.ts';
import { talkativePullRequest } from './comments.ts';
import { hashOf } from './commits.ts';
import { filesAt } from './files.ts';
import { choose, mix } from './mix.ts';
import { pullRequestEnds } from './pull-request-reference.ts';
import { pushAt } from './pushes.ts';
import { link } from './site.ts';
import type { Repository, Workspace } from './workspace.ts';

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

/** A commit that was pushed beside the one that it follows; undefined for one that was generated. */
export function pushedDiffStat(
  workspace: Workspace,
  repository: Repository,
  place: number,
): Collection | undefined {
  const pushed = pushAt(workspace, repository, place);
  if (pushed === undefined) return undefined;
  const { parent } = pushed;
  const before = parent === undefined ? new Map<string, undefined>() : filesAt(workspace, repository, parent);
  const entries = [...pushed.files]
    .filter(([path, content]) => content !== null || before.has(path))
    .map(([path, content]): JsonObject => {
      const status = content === null ? 'removed' : before.has(path) ? 'modified' : 'added';
      return {
        type: 'diffstat',
        status,
        lines_added: lines(content),
        lines_removed: lines(before.get(path)),
        old: status === 'added' ? null : file(repository, parent ?? place, path, undefined),
        new: status === 'removed' ? null : file(repository, place, path, undefined),
      };
    });
  return collectionOf(entries);
}

/** What was generated has no text, and counts as none. */
function lines(content: string | null | undefined): number {
  return (content ?? '').split('\n').filter((line) => line !== '').length;
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
