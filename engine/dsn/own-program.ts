/**
 * How this program's command line is started by others, such as pkexec: whole paths, since they have their own PATH.
 *
 * The desktop's own binary is no answer: a fuse keeps the packed one from running as Node. Packed, it has its code in
 * an archive that Node cannot read either, and takes the command `drawbridge` that was installed beside it. From plain
 * files it takes the Node that has started it, which build/start.mjs names, else that of PATH.
 */
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
 * Program and first arguments; null where there is none. The desktop looks once, when it is asked first: what comes into
 * a folder of PATH later is never run with administrator rights.
 */
export function ownProgram(
  env: Environment,
  facts: ProgramFacts = ownFacts,
): Promise<readonly string[] | null> {
  const known = found.get(facts) ?? findOwnProgram(env, facts);
  found.set(facts, known);
  return known;
}

const found = new WeakMap<ProgramFacts, Promise<readonly string[] | null>>();

async function findOwnProgram(
  env: Environment,
  { execPath, isDesktop, script }: ProgramFacts,
): Promise<readonly string[] | null> {
  if (!isDesktop) return [execPath, script];
  const isPacked = /\.asar[\\/]/.test(script);
  const node = isPacked ? null : ((await startingNode(env)) ?? (await findProgram('node', env)));
  if (node !== null) return [node, script];
  const installed = await findProgram('drawbridge', env);
  return installed === null ? null : [installed];
}

async function startingNode({ DRAWBRIDGE_NODE: node = '' }: Environment): Promise<string | null> {
  return isAbsolute(node) && (await isProgram(node)) ? node : null;
}

/** The whole path of a program that PATH leads to. */
export async function findProgram(
  name: string,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const names = platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of pathOf(env, platform).split(delimiter)) {
    for (const file of names.map((each) => join(folder, each)))
      if (isAbsolute(folder) && (await isProgram(file))) return file;
  }
  return null;
}

/** Windows writes it `Path`, and a copy of the environment does not know that letters of both sizes are the same. */
function pathOf(env: Environment, platform: NodeJS.Platform): string {
  const isPath = (name: string) => (platform === 'win32' ? name.toUpperCase() : name) === 'PATH';
  return Object.entries(env).find(([name]) => isPath(name))?.[1] ?? '';
}

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
