/**
 * What another account of this computer, such as that of a service, would miss of a System data source. Only files are
 * looked at: nobody is asked, and nothing is tried under another name.
 */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OtherAccountsFact } from './facts.ts';

export interface OtherAccountsPlaces {
  /** The library that the driver manager loads here; null: none. */
  readonly library: string | null;
  /** unixODBC finds the library for every account: the data source names its path, or the machine's file its name. */
  readonly registered: boolean;
  /** Names of what only this account's vault holds. */
  readonly kept: readonly string[];
  readonly runFolder: string;
}

export async function otherAccountsFact(places: OtherAccountsPlaces): Promise<OtherAccountsFact> {
  const { library, registered, kept, runFolder } = places;
  return {
    kept,
    registered,
    closedLibrary: library === null ? null : await closedToOthers(library, readBit),
    servesThem: (await closedToOthers(runFolder, passBit)) === null,
  };
}

/** Rights of those who are neither the owner nor in the file's group. */
const readBit = 0o004;
const passBit = 0o001;

/** The folder nearest to the root, or the file itself, that keeps others out. Null: none does, or it is not there. */
async function closedToOthers(path: string, wanted: number): Promise<string | null> {
  const parent = dirname(path);
  const above = parent === path ? null : await closedToOthers(parent, passBit);
  if (above !== null) return above;
  const mode = await stat(path).then(
    (found) => found.mode,
    () => wanted,
  );
  return (mode & wanted) === 0 ? path : null;
}
