/** What lies in the tree of a commit, and which commits changed a file. Files are added as the history goes on. */
import { type JsonObject, textAt } from '../json.ts';
import { hashOf, refTarget } from './commits.ts';
import { choose } from './mix.ts';
import { ancestry, pushAt } from './pushes.ts';
import { link } from './site.ts';
import type { Repository, Workspace } from './workspace.ts';

const folders = ['src/piers', 'docs', 'test/größe', 'assets 100%'];
const types = ['text/markdown', 'text/x-shellscript', 'image/png', null];
const mostFiles = 14;

/** Only in so old a commit does a file have the name that it had first. */
const oldName = 40;

function generatedPaths(repository: Repository, commit: number | undefined): readonly string[] {
  if (commit === undefined || repository.plan.commits === 0) return [];
  const count = Math.max(2, mostFiles - Math.trunc((commit * mostFiles) / repository.plan.commits));
  const made = Array.from(
    { length: count },
    (_, index) => `${folders[index % folders.length] ?? 'src'}/file_${index}`,
  );
  return ['README.md', 'bin/run.sh', ...made];
}

/** By path the text of what was pushed; undefined: it was generated. */
export function filesAt(
  workspace: Workspace,
  repository: Repository,
  commit: number,
): ReadonlyMap<string, string | undefined> {
  const below = ancestry(workspace, repository, commit);
  const files = new Map<string, string | undefined>(
    generatedPaths(repository, below.generated).map((path) => [path, undefined]),
  );
  for (const place of below.pushed.toReversed()) {
    for (const [path, content] of pushAt(workspace, repository, place)?.files ?? []) {
      if (content === null) files.delete(path);
      else files.set(path, content);
    }
  }
  return files;
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

function file(repository: Repository, hash: string, path: string, content?: string): JsonObject {
  const size =
    content === undefined
      ? choose(90_000, repository.seed, path.length * 7, 380)
      : Buffer.byteLength(content);
  const kind = content === undefined ? path.length % types.length : types.length - 1;
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
  workspace: Workspace,
  repository: Repository,
  commit: number,
  directory: string,
  depth: number,
): readonly JsonObject[] | undefined {
  const contents = filesAt(workspace, repository, commit);
  const files = [...contents.keys()];
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
    ...files.filter(isShown).map((path) => file(repository, hash, path, contents.get(path))),
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
  if (!filesAt(workspace, repository, commit).has(path)) return undefined;
  const { pushed, generated: first } = ancestry(workspace, repository, commit);
  const written = pushed.flatMap((at) => {
    const content = pushAt(workspace, repository, at)?.files.get(path);
    if (typeof content !== 'string') return [];
    const entry = file(repository, hashOf(repository, at), path, content);
    return [{ ...entry, commit: refTarget(workspace, repository, at) }];
  });
  if (first === undefined || !generatedPaths(repository, first).includes(path)) return written;
  const every = 9 + choose(20, repository.seed, path.length, 381);
  const changes = Array.from({ length: 4 }, (_, index) => first + index * every);
  const generated = changes
    .filter((at) => at < repository.plan.commits)
    .map((at) => ({
      ...file(repository, hashOf(repository, at), at < first + oldName ? path : `${path}.old`),
      commit: refTarget(workspace, repository, at),
    }));
  return [...written, ...generated];
}
