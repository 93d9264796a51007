/** What a client is told when its session is open. */
import type { Session } from '../session/session.ts';
import { sendAuthentication, sendBackendKey, sendNotice, sendParameterStatus } from './backend-message.ts';
import type { MessageWriter } from './message-writer.ts';
import type { StartupRequest } from './startup.ts';

/** What a cancel request must know. */
export interface BackendKey {
  readonly processId: number;
  readonly secret: number;
}

export interface Versions {
  /** The number of the driver protocol (docs/driver-protocol.md). */
  readonly protocolVersion: number;
  readonly productVersion: string;
}

export function sendGreeting(
  out: MessageWriter,
  request: StartupRequest,
  session: Session,
  key: BackendKey,
  { protocolVersion, productVersion }: Versions,
): void {
  const status: Readonly<Record<string, string>> = {
    // Clients read the number in front; 15 is the version whose behaviour is followed here.
    server_version: `15.0 (Drawbridge ${productVersion})`,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    application_name: request.session.applicationName,
    session_authorization: request.session.user,
    is_superuser: 'off',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres',
    TimeZone: 'UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
    default_transaction_read_only: 'off',
    in_hot_standby: 'off',
    drawbridge_version: productVersion,
    drawbridge_protocol: String(protocolVersion),
    drawbridge_session: session.key,
    ...Object.fromEntries(session.reported),
  };
  sendAuthentication(out, 0);
  for (const [name, value] of Object.entries(status)) sendParameterStatus(out, name, value);
  sendBackendKey(out, key.processId, key.secret);
  for (const notice of session.notices) sendNotice(out, notice);
}
