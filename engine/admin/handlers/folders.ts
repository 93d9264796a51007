/** Folders of the engine's machine, for every Browse and for the data sources in files. Nothing is made or changed. */
import { access, constants, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import { readIfThere } from '../../dsn/atomic-file.ts';
import type { DsnStore } from '../../dsn/dsn-store.ts';
import { fileDsnFolder, setFileDsnFolder, systemFileDsnFolder } from '../../dsn/file-dsn-folder.ts';
import { fileError } from '../../dsn/file-error.ts';
import { rightsWouldHelp } from '../../dsn/odbc-file.ts';
import type { Environment } from '../../dsn/odbc-files.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../../error.ts';
import type { FolderListing } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

export interface FolderParts {
  readonly dsns: DsnStore;
  readonly env: Environment;
}

type Item = FolderListing['folders'][number];
type FileDsn = FolderListing['dataSources'][number];

/** More entries than a person looks through; the rest is left out of the folder's files. */
const most = 5000;

export function folderHandlers({
  dsns,
  env,
}: FolderParts): Pick<Handlers, 'folder.list' | 'fileDsn.setDirectory'> {
  async function fileDsn(file: string, path: string): Promise<FileDsn> {
    const blank = {
      name: path,
      scope: 'file' as const,
      driver: '',
      platform: '',
      description: '',
      ours: false,
    };
    try {
      const record = await dsns.get({ name: path, scope: 'file' });
      if (record !== null) return { ...record.entry, file, problem: '' };
      return {
        ...blank,
        file,
        problem: 'It has no section [ODBC], so that ODBC finds no data source in it.',
      };
    } catch (thrown) {
      return { ...blank, file, problem: asDrawbridgeError(thrown).message };
    }
  }

  async function known(defaultFolder: string): Promise<FolderListing['known']> {
    const places = [
      { kind: 'default' as const, path: defaultFolder },
      { kind: 'home' as const, path: homeFolder(env) },
      { kind: 'system' as const, path: systemFileDsnFolder(env) },
      { kind: 'root' as const, path: parse(defaultFolder).root },
    ];
    return places.filter(({ path }, at) => places.findIndex((other) => other.path === path) === at);
  }

  return {
    async 'folder.list'({ path }) {
      const defaultFolder = await fileDsnFolder(env);
      const wanted = path === '~' ? homeFolder(env) : path;
      if (wanted !== '' && !isAbsolute(wanted))
        throw new DrawbridgeError(
          SqlState.invalidParameterValue,
          `${path} is not the whole path of a folder.`,
        );
      const folder = resolve(wanted || defaultFolder);
      const { folders, files, dsnFiles } = await entriesOf(folder, folder === defaultFolder);
      const dataSources: FileDsn[] = [];
      for (const { name, path: file } of dsnFiles) dataSources.push(await fileDsn(name, file));
      const parent = dirname(folder);
      return {
        path: folder,
        parent: parent === folder ? '' : parent,
        folders,
        files,
        dataSources,
        defaultFolder,
        known: await known(defaultFolder),
        writable: (await mayWriteTo(folder)) || (await rightsWouldHelp(join(folder, 'new.dsn'), env)),
      };
    },

    async 'fileDsn.setDirectory'({ path, elevate }) {
      await setFileDsnFolder(path, env, { elevate });
      return {};
    },
  };
}

const homeFolder = (env: Environment): string => env['HOME'] || homedir();

interface Entries {
  readonly folders: Item[];
  readonly files: Item[];
  readonly dsnFiles: Item[];
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** `mayMiss`: the folder comes into being with the first data source in it. */
async function entriesOf(folder: string, mayMiss: boolean): Promise<Entries> {
  const found: Entries = { folders: [], files: [], dsnFiles: [] };
  if (mayMiss && (await isMissing(folder))) return found;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(`read the folder ${folder}`, error);
  });
  const shown = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => byName.compare(one.name, other.name));
  for (const entry of shown.slice(0, most)) {
    const item = { name: entry.name, path: join(folder, entry.name) };
    const kind = entry.isSymbolicLink() ? await stat(item.path).catch(() => null) : entry;
    if (kind?.isDirectory()) found.folders.push(item);
    else if (kind?.isFile()) (/\.dsn$/i.test(entry.name) ? found.dsnFiles : found.files).push(item);
  }
  return found;
}

async function isMissing(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) === null && (await readIfThere(folder)) === null;
}

async function mayWriteTo(folder: string): Promise<boolean> {
  let path = folder;
  while ((await stat(path).catch(() => null)) === null && dirname(path) !== path) path = dirname(path);
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
