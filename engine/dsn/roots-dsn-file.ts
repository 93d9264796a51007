/** Which data sources in files an administrator keeps for this machine: those in folders that only root changes. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';

/** `.dsn`, as ODBC wants the name to end. */
const ending = /\.dsn$/i;
const writableByOthers = 0o022;
const sticky = 0o1000;

/**
 * Whether the file, which may still be missing, is a `.dsn` below folders that belong to root alone, so that nobody
 * else can put another file or a link in its place.
 */
export async function isRootsDsnFile(file: string): Promise<boolean> {
  if (!isAbsolute(file) || !ending.test(file)) return false;
  const target = await realpath(file).catch(() => null);
  if (target === null) {
    // A link that leads nowhere may lead anywhere tomorrow.
    if ((await lstat(file).catch(() => null)) !== null) return false;
    return isRoots(await nearestFolder(dirname(file)));
  }
  if (!ending.test(target) || !(await stat(target)).isFile()) return false;
  return isRoots(dirname(target));
}

/** The folder itself, or the nearest above it that is there, without links in its path. */
async function nearestFolder(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => null);
  return real ?? nearestFolder(dirname(folder));
}

async function isRoots(folder: string): Promise<boolean> {
  const { uid, mode } = await stat(folder);
  if (uid !== 0 || (mode & writableByOthers) !== 0) return false;
  return dirname(folder) === folder || isKept(folder);
}

/** In a folder such as /tmp everybody may make files, and nobody may replace those of root. */
async function isKept(path: string): Promise<boolean> {
  const above = dirname(path);
  if (above === path) return true;
  const { uid, mode } = await stat(above);
  if (uid !== 0 || ((mode & writableByOthers) !== 0 && (mode & sticky) === 0)) return false;
  return isKept(above);
}
