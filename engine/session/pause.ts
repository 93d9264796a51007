/**
 * Whether the engine takes new work: while it is paused nothing new reads from Bitbucket. What has begun before goes on,
 * so whoever may call later asks at its start.
 */
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
    this.gate()();
  }

  /** Lets calls through, or throws 57P03, as it is now: for good. */
  gate(): () => void {
    if (!this.#paused) return () => undefined;
    const refusal = new DrawbridgeError(SqlState.cannotConnectNow, 'The Drawbridge engine is paused.', {
      hint: 'Resume it in the administrator, or with "drawbridge resume".',
    });
    return () => {
      throw refusal;
    };
  }
}
