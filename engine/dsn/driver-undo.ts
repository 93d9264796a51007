/**
 * What odbcinst.ini files were before the driver was registered in them, kept beside the driver's library, so that
 * uninstalling gives each back byte for byte. Where somebody has changed a file since, only our section goes.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeAtomically } from './atomic-file.ts';
import { type IniPair, readSection, removeSection, writeSection } from './ini-file.ts';
import type { LibraryChange } from './machine-library.ts';
import { type OdbcFileOptions, updateOdbcFile } from './odbc-file.ts';

interface Undo {
  /** base64; null where there was no file. */
  readonly before: string | null;
  /** A digest of what registering wrote. */
  readonly after: string;
}

type UndoOptions = Pick<OdbcFileOptions, 'elevate' | 'env'>;

export class DriverUndo {
  readonly #path: string;
  readonly #options: UndoOptions;

  /** `folder` is that of the library. */
  constructor(folder: string, options: UndoOptions) {
    this.#path = join(folder, 'undo.json');
    this.#options = options;
  }

  /** Files that were changed by a registration that has not been undone. */
  async files(): Promise<readonly string[]> {
    return [...(await this.#read()).keys()];
  }

  /** Makes the section of this name hold the pairs. */
  async write(file: string, name: string, pairs: readonly IniPair[], library?: LibraryChange): Promise<void> {
    const undos = await this.#read();
    const there = (await readIfThere(file)) !== null;
    const known = undos.get(file);
    let undo: Undo | undefined;
    await updateOdbcFile(
      file,
      (bytes) => {
        const after = writeSection(bytes, name, pairs);
        const before =
          known?.after === digest(bytes) ? known.before : there ? bytes.toString('base64') : null;
        undo = { before, after: digest(after) };
        return after;
      },
      { mode: 0o644, ...this.#options, command: ['driver', 'install', '--system'], library },
    );
    if (undo === undefined || (known === undefined && wasThere(undo, name, pairs))) return;
    undos.set(file, undo);
    await this.#write(undos);
  }

  /** Takes the section away where `isOurs` says so of its pairs. */
  async undo(
    file: string,
    name: string,
    isOurs: (pairs: readonly IniPair[]) => boolean,
    library?: LibraryChange,
  ): Promise<void> {
    const undos = await this.#read();
    const undo = undos.get(file);
    let gone = false;
    const change = (bytes: Buffer): Buffer => {
      const pairs = readSection(bytes, name);
      gone = false;
      if (pairs === null || !isOurs(pairs)) return bytes;
      const before = typeof undo?.before === 'string' ? Buffer.from(undo.before, 'base64') : null;
      if (undo?.after === digest(bytes)) {
        gone = before === null;
        return before ?? Buffer.alloc(0);
      }
      const replaced = before === null ? null : readSection(before, name);
      return replaced === null ? removeSection(bytes, name) : writeSection(bytes, name, replaced);
    };
    const command = ['driver', 'uninstall', '--system'];
    await updateOdbcFile(file, change, { mode: 0o644, ...this.#options, command, library });
    if (gone && (await readIfThere(file))?.length === 0) await rm(file);
    if (undos.delete(file)) await this.#write(undos);
  }

  async #read(): Promise<Map<string, Undo>> {
    const bytes = await readIfThere(this.#path);
    try {
      return new Map(Object.entries(JSON.parse(bytes?.toString() ?? '{}') as Record<string, Undo>));
    } catch {
      // Without it our section still goes.
      return new Map();
    }
  }

  async #write(undos: ReadonlyMap<string, Undo>): Promise<void> {
    if (undos.size > 0) {
      const text = JSON.stringify(Object.fromEntries(undos), null, 2);
      return writeAtomically(this.#path, Buffer.from(`${text}\n`), { mode: 0o600 });
    }
    await rm(this.#path, { force: true });
  }
}

/** Whether what stood there before was this registration already, of which nothing is known. */
function wasThere({ before }: Undo, name: string, pairs: readonly IniPair[]): boolean {
  const section = before === null ? null : readSection(Buffer.from(before, 'base64'), name);
  return section !== null && JSON.stringify(section) === JSON.stringify(pairs);
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
