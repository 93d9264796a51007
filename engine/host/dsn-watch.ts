/**
 * Notices when another program has changed one of the files that list data sources: another administrator, odbcinst,
 * or an editor. Folders are watched, not files, since careful writers replace the file.
 */
import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Milliseconds: a program that writes does so in several steps. */
const rest = 100;

/** Returns the function that ends the watch. A folder that is not there is left out. */
export function watchFiles(files: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, rest);
    timer.unref();
  };
  const folders = new Set(files.map((file) => dirname(file)));
  const watchers = [...folders].flatMap((folder) =>
    watchFolder(
      folder,
      new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file))),
      later,
    ),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function watchFolder(folder: string, names: ReadonlySet<string>, changed: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || names.has(name)) changed();
    });
    // A folder that goes away is no reason to stop; F5 still reads the files.
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}
