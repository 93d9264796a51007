/** What a shared library tells of itself by its file alone; it is never loaded. */
import { access, open, readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { Environment } from './odbc-files.ts';

export interface LibraryFacts {
  /** ISO 8601: when it was last changed. */
  readonly date: string;
  /** '' for what is no ELF file. */
  readonly platform: '32-bit' | '64-bit' | '';
  /** Texts in it that look like a version by the given pattern; each once. */
  readonly versions: readonly string[];
  /** The numbers at the end of the real file's name, such as 2.0.0; '' without any. */
  readonly fileVersion: string;
}

/** What SQLGetInfo must give for SQL_DRIVER_VER: ##.##.####, with more behind it if the driver likes. */
export const driverVersionText = /\0(\d{2}\.\d{2}\.\d{4})(?=[\0 ])/g;
export const dottedVersionText = /\0(\d{1,2}\.\d{1,3}\.\d{1,3})(?=\0)/g;

const largest = 32 * 1024 * 1024;
const known = new Map<string, LibraryFacts>();

/** null when there is no such file. */
export async function libraryFacts(path: string, versionText: RegExp): Promise<LibraryFacts | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  const key = `${path}\n${found.mtimeMs}\n${found.size}\n${versionText.source}`;
  const facts = known.get(key) ?? {
    date: found.mtime.toISOString(),
    platform: await platformOf(path),
    versions: found.size > largest ? [] : await textsIn(path, versionText),
    fileVersion: /\.so\.(\d+(?:\.\d+)+)$/.exec(basename(await realpath(path)))?.[1] ?? '',
  };
  known.set(key, facts);
  return facts;
}

/** The path of a library that is named without one, in the folders where the loader looks; null when not found. */
export async function findLibrary(name: string, env: Environment): Promise<string | null> {
  const folders = isAbsolute(name) ? [''] : libraryFolders(env);
  for (const folder of folders) {
    const path = join(folder, name);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/** As Debian's folders name them. */
const machines: ReadonlyMap<string, string> = new Map([
  ['x64', 'x86_64'],
  ['arm64', 'aarch64'],
  ['ia32', 'i386'],
]);

function libraryFolders(env: Environment): readonly string[] {
  const machine = machines.get(process.arch) ?? process.arch;
  const several = `${machine}-linux-gnu`;
  return [
    ...(env['LD_LIBRARY_PATH'] ?? '').split(':').filter((folder) => isAbsolute(folder)),
    `/usr/lib/${several}/odbc`,
    `/usr/lib/${several}`,
    `/lib/${several}`,
    '/usr/local/lib',
    '/usr/lib64',
    '/usr/lib',
    '/lib64',
    '/lib',
    '/opt/homebrew/lib',
  ];
}

/** The ELF header: four bytes of magic, then the class. */
async function platformOf(path: string): Promise<LibraryFacts['platform']> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 0);
    if (buffer.toString('latin1', 0, 4) !== '\u007fELF') return '';
    return buffer[4] === 1 ? '32-bit' : buffer[4] === 2 ? '64-bit' : '';
  } finally {
    await file.close();
  }
}

async function textsIn(path: string, text: RegExp): Promise<readonly string[]> {
  const bytes = await readFile(path).catch(() => null);
  const found = bytes?.toString('latin1').matchAll(text) ?? [];
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}
