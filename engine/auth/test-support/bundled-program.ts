/** A program of a test that runs in processes of its own: bundled, since Node 20 runs no TypeScript. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

/** The folder of what the programs import. */
export const authFolder = join(import.meta.dirname, '..');

/** Starts the program with these arguments; its errors are seen. */
export type StartProgram = (...args: readonly string[]) => ChildProcess;

/** `sources`: TypeScript by file name; the first one is the program. `folder` is the test's own. */
export async function bundledProgram(
  folder: string,
  sources: Readonly<Record<string, string>>,
): Promise<StartProgram> {
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text);
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(folder, Object.keys(sources)[0] ?? ''),
      outDir: 'out',
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'program.mjs', chunkFileNames: '[name].mjs' } },
    },
  });
  const program = join(folder, 'out', 'program.mjs');
  return (...args) => spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}
