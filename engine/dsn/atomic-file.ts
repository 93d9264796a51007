/**
 * Writing a file so that it is either the old one or the new one, whatever fails and whenever the power goes:
 * a temporary file in the same folder, flushed to the disk, is renamed over the old one.
 *
 * Symbolic links are followed (the file they lead to is replaced, not the link); mode and, where permitted,
 * owner of the old file are kept. Failures are 53100 (no space left) or 58030, and leave no temporary file.
 */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readFile, readlink, realpath, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode, fileError } from './file-error.ts';
import { withLock } from './file-lock.ts';
import { renameWhenFree } from './patient-rename.ts';

/** The steps that change something, handed in so that tests can let each one fail. */
export interface FileSteps {
  /** Throws EEXIST when the file is there. */
  create(path: string, mode: number): Promise<StepFile>;
  rename(from: string, to: string): Promise<void>;
}

export type StepFile = Pick<FileHandle, 'writeFile' | 'chmod' | 'chown' | 'sync' | 'close'>;

const diskSteps: FileSteps = Object.freeze({
  create: (path: string, mode: number) => open(path, 'wx', mode),
  rename: (from: string, to: string) => renameWhenFree(from, to),
});

export interface AtomicOptions {
  /** For a file that is new; an old one keeps its mode. */
  readonly mode: number;
  readonly steps?: FileSteps | undefined;
}

/** The file's bytes, or null when there is none. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw fileError(`read the file ${path}`, error);
  }
}

/** Replaces or creates the file, and its folder (0700) where that is missing. */
export async function writeAtomically(path: string, bytes: Buffer, options: AtomicOptions): Promise<void> {
  await writeIfStillValid(path, bytes, options, () => Promise.resolve(true));
}

/**
 * Reads, changes and writes. Our own processes do so one after the other. When another program has written
 * meanwhile, `change` is asked again with what is there now, so that its edits are not lost. `change` gets an empty
 * buffer for a missing file; nothing is written, and no lock taken, when it returns what it got.
 */
export async function updateAtomically(
  path: string,
  change: (bytes: Buffer) => Buffer,
  options: AtomicOptions,
): Promise<void> {
  if ((await edited(path, change)) === null) return;
  await withLock(await lockOf(path), () => updateAlone(path, change, options), { what: `the file ${path}` });
}

async function updateAlone(
  path: string,
  change: (bytes: Buffer) => Buffer,
  options: AtomicOptions,
): Promise<void> {
  for (;;) {
    const edit = await edited(path, change);
    if (edit === null) return;
    const { before, after } = edit;
    const unchanged = async () => {
      const now = await readIfThere(path);
      return now === null || before === null ? now === before : now.equals(before);
    };
    if (await writeIfStillValid(path, after, options, unchanged)) return;
  }
}

interface Edit {
  readonly before: Buffer | null;
  readonly after: Buffer;
}

/** Null when there is nothing to write. */
async function edited(path: string, change: (bytes: Buffer) => Buffer): Promise<Edit | null> {
  const before = await readIfThere(path);
  const after = change(before ?? Buffer.alloc(0));
  return (before?.equals(after) ?? after.length === 0) ? null : { before, after };
}

/** Beside the file itself, so that whoever reaches it by another way waits at the same lock. */
async function lockOf(path: string): Promise<string> {
  const target = await followLinks(path).catch((error: unknown) => {
    throw fileError(`write the file ${path}`, error);
  });
  return join(dirname(target), `.${basename(target)}.lock`);
}

/** As writeAtomically. False, with nothing changed, when `stillValid` says so just before the rename. */
export async function writeIfStillValid(
  path: string,
  bytes: Buffer,
  { mode, steps = diskSteps }: AtomicOptions,
  stillValid: () => Promise<boolean>,
): Promise<boolean> {
  let temporary: string | null = null;
  try {
    const target = await followLinks(path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const old = await statIfThere(target);
    temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    const file = await steps.create(temporary, 0o600);
    try {
      await file.writeFile(bytes);
      await keepOwner(file, old);
      await file.chmod(old === null ? mode : old.mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await stillValid())) return false;
    await steps.rename(temporary, target);
    temporary = null;
    await syncFolder(dirname(target));
    return true;
  } catch (error) {
    throw fileError(`write the file ${path}`, error);
  } finally {
    if (temporary !== null) await rm(temporary, { force: true });
  }
}

async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  try {
    // A link that leads to a file which is not there yet.
    if ((await lstat(path)).isSymbolicLink())
      return await followLinks(resolve(dirname(path), await readlink(path)));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return path;
}

interface Owned {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

async function statIfThere(path: string): Promise<Owned | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Only root may give a file to another owner; for everyone else the new file is their own. */
async function keepOwner(file: StepFile, old: Owned | null): Promise<void> {
  if (old === null || (old.uid === process.getuid?.() && old.gid === process.getgid?.())) return;
  try {
    await file.chown(old.uid, old.gid);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
  }
}

/** Makes the rename itself durable; some file systems cannot, which costs nothing else. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
