/** How this program's command line is started by others, such as pkexec: whole paths, since they have their own PATH. */
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from './odbc-files.ts';

export interface ProgramFacts {
  /** The binary that runs this code. */
  readonly execPath: string;
  /** It is the desktop's, which runs no scripts. */
  readonly isDesktop: boolean;
  /** `bin/drawbridge.cjs` of this very program. */
  readonly script: string;
}

/** This file is two folders below the program's, built or not. */
const ownFacts: ProgramFacts = {
  execPath: process.execPath,
  isDesktop: process.versions['electron'] !== undefined,
  script: fileURLToPath(new URL('../../bin/drawbridge.cjs', import.meta.url)),
};

/**
 * Program and first arguments; null where there is none: the desktop's own binary runs no scripts, and Node reads no
 * script inside a package's archive.
 */
export async function ownProgram(
  env: Environment,
  { execPath, isDesktop, script }: ProgramFacts = ownFacts,
): Promise<readonly string[] | null> {
  if (!isDesktop) return [execPath, script];
  const node = /\.asar[\\/]/.test(script) ? null : await findProgram('node', env);
  if (node !== null) return [node, script];
  const installed = await findProgram('drawbridge', env);
  return installed === null ? null : [installed];
}

/** The whole path of a program that PATH leads to. */
export async function findProgram(name: string, env: Environment): Promise<string | null> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const path = join(folder, name);
    const isProgram = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isProgram) return path;
  }
  return null;
}
