/**
 * Notices when another program has changed one of ODBC's files: another administrator, odbcinst, a command, or an
 * editor. Folders are watched, not files, since careful writers replace the file.
 */
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Milliseconds: a program that writes does so in several steps. */
const rest = 100;

/** Returns the function that ends the watch. A folder that is not there is waited for. */
export function watchFiles(files: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, rest);
    timer.unref();
  };
  const folders = new Set(files.map((file) => dirname(file)));
  const ends = [...folders].map((folder) =>
    watchFolder(
      folder,
      new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file))),
      later,
    ),
  );
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

function watchFolder(folder: string, names: ReadonlySet<string>, changed: () => void): () => void {
  let watcher: FSWatcher | null = null;
  const end = (): void => {
    watcher?.close();
    watcher = null;
  };
  const start = (): void => {
    end();
    if (existsSync(folder)) {
      watcher = tryWatch(folder, (name) => {
        if (name === null || names.has(name)) changed();
        if (!existsSync(folder)) start();
      });
      return;
    }
    let missing = folder;
    while (!existsSync(dirname(missing)) && dirname(missing) !== missing) missing = dirname(missing);
    const arrived = (): void => {
      start();
      if (existsSync(folder)) changed();
    };
    watcher = tryWatch(dirname(missing), (name) => {
      if (name === null || name === basename(missing)) arrived();
    });
    // It may have come before the watch began.
    if (watcher !== null && existsSync(missing)) arrived();
  };
  start();
  return end;
}

function tryWatch(folder: string, told: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => told(name));
    // A folder that goes away is no reason to stop; F5 still reads the files.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
