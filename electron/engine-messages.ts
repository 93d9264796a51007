/** What main and the engine's process say to each other beside the admin ports. */

/** From main, with a port in `ports`: serve the admin API on it. */
export const attachMessage = 'attach';

/** From main: end running statements in peace, then exit. */
export const stopMessage = 'stop';

/** From the engine's process: why it could not start. */
export interface EngineReport {
  readonly message: string;
  readonly hint: string;
}
