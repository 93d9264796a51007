/** From the first byte of a connection to a client that may open a session. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { authenticate } from './authenticate.ts';
import { sendNegotiateVersion } from './backend-message.ts';
import type { Inbox } from './inbox.ts';
import type { Outbox } from './outbox.ts';
import type { ScramVerifier } from './scram.ts';
import { parseStartup, readStartupParameters, spokenVersion, unknownProtocolOptions } from './startup.ts';
import type { StartupRequest } from './startup.ts';

/** What PostgreSQL accepts, too. */
const longestStartup = 10_000;
const notSupported = Buffer.from('N');

export interface HandshakeContext {
  /** null: the transport is proof enough. */
  readonly verifier: ScramVerifier | null;
  /** The number of the driver protocol. */
  readonly protocolVersion: number;
  cancel(processId: number, secret: number): void;
}

/** Null when the connection has done what it came for (a cancel request) or has gone; throws what refuses it. */
export async function shakeHands(
  inbox: Inbox,
  outbox: Outbox,
  context: HandshakeContext,
): Promise<StartupRequest | null> {
  let refusals = 0;
  for (;;) {
    const body = await inbox.untyped(longestStartup);
    if (body === null) {
      if (!inbox.cut) return null;
      throw new DrawbridgeError(SqlState.protocolViolation, 'The startup message ends too early');
    }
    const message = parseStartup(body);
    if (message.kind === 'encryption') {
      // One request each for TLS and GSSAPI; more makes no sense.
      refusals += 1;
      if (refusals > 2)
        throw new DrawbridgeError(SqlState.protocolViolation, 'Encryption was refused already');
      outbox.writer.raw(notSupported);
      outbox.flush();
      continue;
    }
    if (message.kind === 'cancel') {
      context.cancel(message.processId, message.secret);
      return null;
    }
    const unknown = unknownProtocolOptions(message.parameters);
    if (message.version > spokenVersion || unknown.length > 0) {
      sendNegotiateVersion(outbox.writer, spokenVersion, unknown);
    }
    const request = readStartupParameters(message.parameters, context.protocolVersion);
    if (context.verifier === null) return request;
    return (await authenticate(inbox, outbox, context.verifier)) ? request : null;
  }
}
