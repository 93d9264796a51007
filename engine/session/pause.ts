/** Whether the engine takes new work: while it is paused nothing new reads from Bitbucket. */
import { DrawbridgeError, SqlState } from '../error.ts';

export class Pause {
  #paused = false;
  readonly #changed: () => void;

  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  get paused(): boolean {
    return this.#paused;
  }

  set(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#changed();
  }

  /** Throws 57P03 while the engine is paused. */
  check(): void {
    if (!this.#paused) return;
    throw new DrawbridgeError(SqlState.cannotConnectNow, 'The Drawbridge engine is paused.', {
      hint: 'Resume it in the administrator, or with "drawbridge resume".',
    });
  }
}
