/** The one way in which ODBC's own ini files are changed. */
import { type FileSteps, updateAtomically } from './atomic-file.ts';

export interface OdbcFileOptions {
  /** For a file that is new; an old one keeps its mode. */
  readonly mode: number;
  /** Ask for administrator rights where this account may not write. */
  readonly elevate?: boolean | undefined;
  readonly steps?: FileSteps | undefined;
}

/** As `updateAtomically`. Rights beyond those of this account are not asked for yet: a refusal is 58030. */
export function updateOdbcFile(
  file: string,
  change: (bytes: Buffer) => Buffer,
  { mode, steps }: OdbcFileOptions,
): Promise<void> {
  return updateAtomically(file, change, { mode, steps });
}
