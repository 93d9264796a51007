/** What a shared library tells of itself by its file alone; it is never loaded. */
import { access, open, readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { Environment } from './odbc-files.ts';
import { peFacts, peHeadLength } from './pe-file.ts';

export interface LibraryFacts {
  /** ISO 8601: when it was last changed. */
  readonly date: string;
  /** '' for what is no library. */
  readonly platform: '32-bit' | '64-bit' | '';
  /** Texts in it that look like a version by the given pattern; each once. */
  readonly versions: readonly string[];
  /** The numbers at the end of the real file's name, such as 2.0.0, or of its version resource; '' without any. */
  readonly fileVersion: string;
  /** Of the version resource; '' without one. */
  readonly company: string;
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
  const facts = known.get(key) ?? (await factsOf(path, found, versionText));
  known.set(key, facts);
  return facts;
}

async function factsOf(
  path: string,
  { mtime, size }: { readonly mtime: Date; readonly size: number },
  versionText: RegExp,
): Promise<LibraryFacts> {
  const bytes = size > largest ? null : await readFile(path).catch(() => null);
  const head = bytes ?? (await headOf(path));
  const pe = peFacts(head);
  return {
    date: mtime.toISOString(),
    platform: pe?.platform ?? elfPlatform(head),
    versions: bytes === null ? [] : textsIn(bytes, versionText),
    fileVersion: pe?.version || (/\.so\.(\d+(?:\.\d+)+)$/.exec(basename(await realpath(path)))?.[1] ?? ''),
    company: pe?.company ?? '',
  };
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

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(peHeadLength), 0, peHeadLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The ELF header: four bytes of magic, then the class. */
function elfPlatform(head: Buffer): LibraryFacts['platform'] {
  if (head.toString('latin1', 0, 4) !== '\u007fELF') return '';
  return head[4] === 1 ? '32-bit' : head[4] === 2 ? '64-bit' : '';
}

function textsIn(bytes: Buffer, text: RegExp): readonly string[] {
  const found = bytes.toString('latin1').matchAll(text);
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}
