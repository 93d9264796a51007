/** Where data sources are kept: one interface for ini files, the registry and whatever comes later. */

export type DsnScope = 'user' | 'system';

export interface DsnKey {
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
}

export interface DsnChange extends DsnKey {
  /** The DSN that becomes this one; absent for a new one, and the same name for an edit. */
  readonly previousName?: string;
  readonly description: string;
  /** All the values; what is not among them is removed. Secrets are refused: they belong in the vault. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Errors: 22023 a name or value that cannot be stored, 3D000 no such DSN, 42710 the name is taken, 42501 the DSN
 * belongs to another driver, 53100 and 58030 from the disk. A change that fails leaves everything as it was.
 */
export interface DsnStore {
  /** All data sources, those of other drivers too; user before system, then in the order of the file. */
  list(): Promise<readonly DsnEntry[]>;
  /** Null when there is none. */
  get(key: DsnKey): Promise<DsnRecord | null>;
  /** By name as an application would: the user's before the system's. Null when there is none of ours. */
  find(name: string): Promise<DsnRecord | null>;
  save(change: DsnChange): Promise<DsnEntry>;
  remove(key: DsnKey): Promise<void>;
}
