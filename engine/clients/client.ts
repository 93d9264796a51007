/**
 * What an application needs to read a data source: steps, text to paste, files to open. Each application is one
 * `Client` in a file of its own and one line in `clients.ts`. Everything here is a pure function of the facts, which
 * hold no secret, so that no text and no file can.
 */
import type { TableDef } from '../catalog/table.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';

export interface ClientFacts {
  readonly dsn: DsnKey;
  /** A User data source of the same name comes first wherever a System one is asked for by its name. */
  readonly hidden: boolean;
  readonly defaultSchema: string;
  /** Characters that the ODBC driver reports for a text without a limit, and the most that it reports. */
  readonly longestText: number;
  /** Where a data source in a file sends its secrets, as far as that is no default; of others it is not asked. */
  readonly addresses: readonly (readonly [keyword: string, value: string])[];
  /** Where the engine's socket is, or will be once it runs. */
  readonly runDir: string;
  readonly port: number;
  readonly running: boolean;
  /** null: the engine does not listen on TCP. */
  readonly tcp: TcpAddress | null;
}

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** A table that was chosen for a file, in the schema under which applications find it. */
export interface ChosenTable {
  readonly schema: string;
  readonly table: TableDef;
}

/** Something to copy; it works as it stands. */
export interface ClientText {
  readonly title: string;
  readonly text: string;
}

export interface ClientGuide {
  readonly steps: readonly string[];
  readonly texts: readonly ClientText[];
  /** What does not work yet, and what to heed. */
  readonly notes: readonly string[];
}

export type FileKind = 'tds' | 'tdc' | 'pbids' | 'odc' | 'dqy';

export interface MadeFile {
  /** A file name without folders. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

export interface ClientFile {
  /** The ending of its name as well. */
  readonly kind: FileKind;
  readonly title: string;
  readonly help: string;
  /** How many tables are chosen for it. */
  readonly tables: 'none' | 'one' | 'several';
  /** Throws 22023 when the tables don't suit. */
  make(facts: ClientFacts, tables: readonly ChosenTable[]): MadeFile;
}

export interface Client {
  readonly id: string;
  readonly title: string;
  /** `tested`: a test of this repository runs the texts as they are printed. `by hand`: somebody has run them. */
  readonly trial: 'tested' | 'by hand' | 'untested';
  readonly files: readonly ClientFile[];
  guide(facts: ClientFacts): ClientGuide;
}
