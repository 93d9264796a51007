/** How the window reaches the engine, whatever lies between: one function that opens a connection. */
import type { AdminTransport } from '../../engine/admin/client.ts';

/** Rejects with SessionRefused when asking again is pointless, with any other error when it is not. */
export type OpenTransport = () => Promise<AdminTransport>;

/** The engine answers, but this window has not shown that it may talk to it. */
export class SessionRefused extends Error {
  override readonly name = 'SessionRefused';
}
