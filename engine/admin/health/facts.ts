/** What is so on this computer, as the rules of health see it. Looking it up calls nobody. */
import type { AuthScheme } from '../../dsn/connection-properties.ts';
import type { DsnEntry } from '../../dsn/dsn-store.ts';
import type { PropertyCategory } from '../../dsn/property.ts';
import type { Note } from './note.ts';

export type LibraryFact =
  | { readonly kind: 'there' }
  /** The path that the data source, or the driver's registration, names. */
  | { readonly kind: 'gone' | '32-bit' | 'no library'; readonly library: string }
  /** The data source names the driver by a name that unixODBC does not know. */
  | { readonly kind: 'unregistered'; readonly name: string };

export type VaultFact =
  | { readonly kind: 'open'; readonly signIn: SignInFact | null }
  | {
      readonly kind: 'locked';
      readonly sqlState: string;
      readonly message: string;
      readonly hint: string;
      /** A new vault may take its place. */
      readonly replaceable: boolean;
    };

export interface SignInFact {
  readonly account: string;
  /** Empty where Bitbucket has not said. */
  readonly scopes: readonly string[];
  /** ISO 8601: the end of the access token. */
  readonly expiresAt: string;
  readonly renewable: boolean;
}

export interface WrongValue {
  readonly keyword: string;
  readonly message: string;
  readonly hint: string;
  /** Where the property sheet shows it; null: it is no property at all. */
  readonly page: PropertyCategory | null;
}

export type ValuesFact =
  | { readonly kind: 'wrong'; readonly wrong: readonly WrongValue[] }
  | {
      readonly kind: 'right';
      readonly scheme: AuthScheme;
      readonly renews: boolean;
      readonly readOnly: boolean;
      /** Properties that the scheme needs and that neither file nor vault has. */
      readonly missing: readonly string[];
    };

export interface OtherAccountsFact {
  /** What only this account's vault holds, such as `AccessToken` and `the sign-in`. */
  readonly kept: readonly string[];
  /** unixODBC finds the driver for every account. */
  readonly registered: boolean;
  /** The folder or file that keeps them from the driver's library. */
  readonly closedLibrary: string | null;
  /** The engine's run folder is open to them. */
  readonly servesThem: boolean;
}

export interface HealthFacts {
  readonly entry: DsnEntry;
  readonly library: LibraryFact;
  readonly vault: VaultFact;
  readonly values: ValuesFact;
  /** Secret properties that stand in the file. */
  readonly secretsInFile: readonly string[];
  /** Of System data sources. */
  readonly others: OtherAccountsFact | null;
  /** What was found out about the data source as it is now. */
  readonly note: Note | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}
