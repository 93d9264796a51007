/**
 * The first messages of a connection: encryption requests (refused, the transport is local), cancel requests, and the
 * startup message with its parameters. https://www.postgresql.org/docs/15/protocol-flow.html#id-1.10.6.7.3
 */
import type { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { SessionRequest } from '../session/session.ts';
import { MessageReader } from './message-reader.ts';

/** 3.0, as startup messages say it: the major number in the upper half. */
export const spokenVersion = 0x0003_0000;

export type StartupMessage =
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel'; readonly processId: number; readonly secret: number }
  | { readonly kind: 'startup'; readonly version: number; readonly parameters: ReadonlyMap<string, string> };

/** `body` is what follows the length field. Throws 08P01; another major version is 0A000. */
export function parseStartup(body: Buffer): StartupMessage {
  const reader = new MessageReader(body);
  const code = reader.uint32();
  switch (code) {
    case 80877103: // SSLRequest
    case 80877104: // GSSENCRequest
      reader.end();
      return { kind: 'encryption' };
    case 80877102: {
      const request = { kind: 'cancel', processId: reader.int32(), secret: reader.uint32() } as const;
      reader.end();
      return request;
    }
    default:
  }
  const major = code >>> 16;
  if (major !== 3) {
    throw new DrawbridgeError(
      SqlState.featureNotSupported,
      `Version ${major}.${code & 0xffff} of the PostgreSQL protocol is not spoken here`,
      { hint: 'Use a client that speaks version 3.0.' },
    );
  }
  const parameters = new Map<string, string>();
  for (let name = reader.cstring(); name !== ''; name = reader.cstring())
    parameters.set(name, reader.cstring());
  reader.end();
  return { kind: 'startup', version: code, parameters };
}

/** Options of the protocol itself that nobody here knows; they are named to the client, not refused. */
export function unknownProtocolOptions(parameters: ReadonlyMap<string, string>): string[] {
  return [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
}

export interface StartupRequest {
  readonly session: SessionRequest;
  /** The ODBC driver, which is told what PostgreSQL's protocol has no place for. */
  readonly ofDriver: boolean;
}

/** What the parameters ask for; `protocol` is the driver protocol's number. Throws what refuses the connection. */
export function readStartupParameters(
  parameters: ReadonlyMap<string, string>,
  protocol: number,
): StartupRequest {
  const user = parameters.get('user') ?? '';
  if (user === '')
    throw new DrawbridgeError(SqlState.invalidAuthorization, 'The startup message names no user');
  refuseOtherProtocol(parameters.get('drawbridge_protocol'), protocol);
  refuseOtherEncoding(parameters.get('client_encoding'));
  if (!['', 'false', 'off', 'no', '0'].includes((parameters.get('replication') ?? '').toLowerCase())) {
    throw new DrawbridgeError(SqlState.featureNotSupported, 'Replication is not supported');
  }
  const sibling = parameters.get('drawbridge_session') ?? null;
  const database = parameters.get('database') ?? '';
  // The driver's database is a connection string, which may say nothing; PostgreSQL clients mean the user's then.
  const ofDriver = parameters.has('drawbridge_protocol') || sibling !== null;
  return {
    ofDriver,
    session: {
      database: database === '' && !ofDriver ? user : database,
      user,
      sibling,
      applicationName: parameters.get('application_name') ?? '',
      settings: settingsOf(parameters),
      client: 'wire',
    },
  };
}

function refuseOtherProtocol(asked: string | undefined, spoken: number): void {
  if (asked === undefined || asked === String(spoken)) return;
  throw new DrawbridgeError(
    SqlState.protocolViolation,
    `The driver speaks version ${asked} of the Drawbridge protocol, this engine speaks version ${spoken}`,
    { hint: 'Install the driver and the engine of the same release, then restart the engine.' },
  );
}

/** SQL_ASCII is what psql says in the C locale; it means "bytes as they are". */
const acceptedEncodings = new Set(['', 'UTF8', 'UNICODE', 'SQLASCII', 'AUTO']);

function refuseOtherEncoding(asked: string | undefined): void {
  if (asked === undefined || acceptedEncodings.has(asked.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))) return;
  throw new DrawbridgeError(SqlState.invalidParameterValue, `The client encoding ${asked} is not supported`, {
    hint: 'Set client_encoding to UTF8.',
  });
}

/** What the startup message says besides settings, or what has been read already. */
const noSettings = new Set([
  'user',
  'database',
  'replication',
  'options',
  'client_encoding',
  'application_name',
]);

/** Of the options that a server's command line would have, settings are understood: `-c name=value`, `--name=value`. */
function settingsOf(parameters: ReadonlyMap<string, string>): Map<string, string> {
  const settings = new Map<string, string>();
  const words = optionWords(parameters.get('options') ?? '');
  for (const [index, word] of words.entries()) {
    const assignment = word.startsWith('--')
      ? word.slice(2)
      : /^-c./.test(word)
        ? word.slice(2)
        : word === '-c'
          ? (words[index + 1] ?? '')
          : '';
    const [, name, value] = /^([\w.-]+)=([^]*)$/.exec(assignment) ?? [];
    if (name !== undefined && value !== undefined) settings.set(name.replaceAll('-', '_'), value);
  }
  for (const [name, value] of parameters) {
    const own = noSettings.has(name) || name.startsWith('_pq_.') || name.startsWith('drawbridge_');
    if (!own) settings.set(name, value);
  }
  return settings;
}

/** Separated by spaces; a backslash takes the character behind it as it is. */
function optionWords(options: string): string[] {
  const words = options.match(/(?:\\[^]|[^\s\\])+/g) ?? [];
  return words.map((word) => word.replaceAll(/\\([^])/g, '$1'));
}
