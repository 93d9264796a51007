/** What the desktop's main process and the engine's process say to each other beside the admin ports. */
import type { KeyStoreAnswer } from '../auth/desktop-keeper.ts';

export interface EngineState {
  readonly sessions: number;
  readonly isPaused: boolean;
  /** Names of data sources that wait for somebody to sign in, as far as this computer knows. */
  readonly signedOut: readonly string[];
}

/** Why the engine could not start. */
export interface EngineReport {
  readonly kind: 'report';
  readonly message: string;
  readonly hint: string;
}

/** Something for the key store, which only main reaches. */
export interface KeyStoreQuestion {
  readonly kind: 'key-store';
  readonly id: number;
  readonly operation: 'wrap' | 'unwrap';
  /** base64 */
  readonly text: string;
}

export interface KeyStoreReply {
  readonly kind: 'key-store';
  readonly id: number;
  readonly answer: KeyStoreAnswer;
}

export type FromEngine =
  | EngineReport
  | KeyStoreQuestion
  | { readonly kind: 'state'; readonly state: EngineState }
  /** A page that a sign-in under way leads to: show it in the system's browser. */
  | { readonly kind: 'open'; readonly address: string };

export type ToEngine =
  /** With a port in `ports`: serve the admin API on it. */
  | { readonly kind: 'attach' }
  /** End running statements in peace, then exit. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'pause'; readonly isPaused: boolean }
  /** The window wants this address in the system's browser; answered by the same, if it is announced. */
  | { readonly kind: 'open'; readonly address: string }
  | KeyStoreReply;
