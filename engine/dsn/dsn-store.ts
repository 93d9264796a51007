/** Where data sources are kept: one interface for ini files, single files, the registry and whatever comes later. */

export type DsnScope = 'user' | 'system' | 'file';

export interface DsnKey {
  /** In scope `file` the absolute path of the file. */
  readonly name: string;
  readonly scope: DsnScope;
}

export interface DsnEntry extends DsnKey {
  /** The driver's name where it is known, otherwise what the DSN says of its driver. */
  readonly driver: string;
  /** `64-bit`, or '' where the place does not tell. */
  readonly platform: string;
  readonly description: string;
  /** Made for our driver; others are listed but never changed. */
  readonly ours: boolean;
}

export interface DsnRecord {
  readonly entry: DsnEntry;
  /** What it says of its driver: the path of a library, or a name. Absent where the store keeps none. */
  readonly library?: string;
  /** As the store has them, without Driver and Description. Secrets that were written by hand are among them. */
  readonly values: ReadonlyMap<string, string>;
  /** Another text as soon as anything of the data source has changed. */
  readonly revision: string;
  /** Where it came from, in a file that was copied from there by hand. */
  readonly copyOf?: string | undefined;
}

export interface DsnChange extends DsnKey {
  /** The DSN that becomes this one; absent for a new one, and the same name for an edit. */
  readonly previousName?: string | undefined;
  /** What the caller had before it; another one since then is 40001. */
  readonly revision?: string | undefined;
  readonly description: string;
  /** All the values; what is not among them is removed. Secrets are refused: they belong in the vault. */
  readonly values: ReadonlyMap<string, string>;
}

export interface WriteOptions {
  /** Ask for administrator rights where they are needed; see odbc-file.ts. */
  readonly elevate?: boolean | undefined;
}

/** A line of a store's file that ODBC does not understand. */
export interface DsnProblem {
  readonly scope: DsnScope;
  readonly message: string;
  readonly hint: string;
}

/**
 * Errors: 22023 a name or value that cannot be stored, 3D000 no such DSN, 42710 the name is taken, 42501 the DSN
 * belongs to another driver or its file may not be written, 40001 it has changed meanwhile, 53100 and 58030 from the
 * disk. A change that fails leaves everything as it was.
 */
export interface DsnStore {
  /** The User and System data sources, those of other drivers too; user first, then in the order of the file. */
  list(): Promise<readonly DsnEntry[]>;
  /** What may keep a data source out of the list. */
  problems(): Promise<readonly DsnProblem[]>;
  /** Null when there is none. */
  get(key: DsnKey): Promise<DsnRecord | null>;
  /** By name as an application would: the user's before the system's. Null when there is none of ours. */
  find(name: string): Promise<DsnRecord | null>;
  /** The key as the store spells it: a file's path made whole. */
  keyOf(key: DsnKey): Promise<DsnKey>;
  save(change: DsnChange, options?: WriteOptions): Promise<DsnEntry>;
  /** All of one scope, or none of them. */
  saveAll(changes: readonly DsnChange[], options?: WriteOptions): Promise<readonly DsnEntry[]>;
  remove(key: DsnKey, options?: WriteOptions): Promise<void>;
}
