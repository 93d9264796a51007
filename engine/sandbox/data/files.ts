/** What lies in the tree of a commit, and which commits changed a file. Files are added as the history goes on. */
import { type JsonObject, textAt } from '../json.ts';
import { hashOf, refTarget } from './commits.ts';
import { choose } from './mix.ts';
import { link } from './site.ts';
import type { Repository, Workspace } from './workspace.ts';

const folders = ['src/piers', 'docs', 'test/größe', 'assets 100%'];
const types = ['text/markdown', 'text/x-shellscript', 'image/png', null];
const mostFiles = 14;

/** Only in so old a commit does a file have the name that it had first. */
const oldName = 40;

function filePaths(repository: Repository, commit: number): readonly string[] {
  const count = Math.max(2, mostFiles - Math.trunc((commit * mostFiles) / repository.plan.commits));
  const made = Array.from(
    { length: count },
    (_, index) => `${folders[index % folders.length] ?? 'src'}/file_${index}`,
  );
  return ['README.md', 'bin/run.sh', ...made];
}

/** Of the path, without itself. */
function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function linksOf(repository: Repository, hash: string, path: string): JsonObject {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const self = `${repository.api}/src/${hash}/${encoded}`;
  return {
    self: link(self),
    meta: link(`${self}?format=meta`),
    history: link(`${repository.api}/filehistory/${hash}/${encoded}`),
  };
}

function file(repository: Repository, hash: string, path: string): JsonObject {
  const size = choose(90_000, repository.seed, path.length * 7, 380);
  const kind = path.length % types.length;
  return {
    type: 'commit_file',
    path,
    escaped_path: encodeURI(path),
    size,
    mimetype: types[kind] ?? null,
    attributes: kind === 1 ? ['executable'] : kind === 2 ? ['binary'] : [],
    links: linksOf(repository, hash, path),
  };
}

/** Everything below `directory`, level by level, to that depth; undefined if there is no such directory. */
export function tree(
  repository: Repository,
  commit: number,
  directory: string,
  depth: number,
): readonly JsonObject[] | undefined {
  const files = filePaths(repository, commit);
  const directories = [...new Set(files.flatMap(parentsOf))];
  if (directory !== '' && !directories.includes(directory)) return undefined;
  const hash = hashOf(repository, commit);
  const reference = { type: 'commit', hash, links: linksOf(repository, hash, '') };
  const level = (path: string): number => path.split('/').length;
  const top = directory === '' ? 0 : level(directory);
  const isShown = (path: string): boolean =>
    (directory === '' || path.startsWith(`${directory}/`)) && level(path) - top <= depth;
  const shown = [
    ...directories
      .filter(isShown)
      .map((path) => ({ type: 'commit_directory', path, links: linksOf(repository, hash, path) })),
    ...files.filter(isShown).map((path) => file(repository, hash, path)),
  ];
  return shown
    .map((entry): JsonObject => ({ ...entry, commit: reference }))
    .sort((a, b) => level(textAt(a, 'path')) - level(textAt(b, 'path')));
}

/** The changes from the commit on back, the newest first; undefined if the commit has no such file. */
export function fileHistory(
  workspace: Workspace,
  repository: Repository,
  commit: number,
  path: string,
): readonly JsonObject[] | undefined {
  if (!filePaths(repository, commit).includes(path)) return undefined;
  const every = 9 + choose(20, repository.seed, path.length, 381);
  const changes = Array.from({ length: 4 }, (_, index) => commit + index * every);
  return changes
    .filter((at) => at < repository.plan.commits)
    .map((at) => ({
      ...file(repository, hashOf(repository, at), at < commit + oldName ? path : `${path}.old`),
      commit: refTarget(workspace, repository, at),
    }));
}
