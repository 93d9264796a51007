/** Keeps a file that is of no use now, and may be again, beside its place: `vault.json` becomes `vault-2026-05-04.json`. */
import { link, rm } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { syncFolder } from '../dsn/atomic-file.ts';
import { errorCode, fileError } from '../dsn/file-error.ts';

/** Resolves to the new path; no file is ever replaced. */
export async function setFileAside(path: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  const stem = join(dir, `${name}-${new Date().toISOString().slice(0, 10)}`);
  try {
    for (let number = 1; ; number += 1) {
      const aside = `${stem}${number === 1 ? '' : `-${number}`}${ext}`;
      if (!(await linked(path, aside))) continue;
      await rm(path);
      await syncFolder(dirname(path));
      return aside;
    }
  } catch (error) {
    throw fileError(`set the file ${path} aside`, error);
  }
}

/** False where the name is taken. Renaming would replace what has it. */
async function linked(path: string, name: string): Promise<boolean> {
  try {
    await link(path, name);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
