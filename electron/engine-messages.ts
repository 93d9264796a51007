/** What main and the engine's process say to each other beside the admin ports. */
import type { KeyStoreAnswer } from '../engine/auth/desktop-keeper.ts';

/** From main, with a port in `ports`: serve the admin API on it. */
export const attachMessage = 'attach';

/** From main: end running statements in peace, then exit. */
export const stopMessage = 'stop';

/** From the engine's process: why it could not start. */
export interface EngineReport {
  readonly kind: 'report';
  readonly message: string;
  readonly hint: string;
}

/** From the engine's process: something for the key store, which only main reaches. */
export interface KeyStoreQuestion {
  readonly kind: 'key-store';
  readonly id: number;
  readonly operation: 'wrap' | 'unwrap';
  /** base64 */
  readonly text: string;
}

/** From main: the answer to the question of this id. */
export interface KeyStoreReply {
  readonly kind: 'key-store';
  readonly id: number;
  readonly answer: KeyStoreAnswer;
}

export type FromEngine = EngineReport | KeyStoreQuestion;
