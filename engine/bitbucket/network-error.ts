/** Failures of connections, by the codes that Node and undici give them. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { tlsTrouble } from './tls-trouble.ts';

export interface NetworkFailure {
  readonly error: DrawbridgeError;
  /** Whether the same call may succeed a moment later. */
  readonly passing: boolean;
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const passingConnectFailures = new Set([
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What a thrown transport error means. `host` is the API's host and port, `proxy` the address of the proxy or ''. */
export function networkFailure(thrown: unknown, host: string, proxy: string): NetworkFailure {
  if (thrown instanceof DrawbridgeError) return { error: thrown, passing: false };
  const { code, message } = describe(thrown);
  const tls = tlsTrouble(code, host);
  if (tls !== null) {
    const details = { hint: tls.hint, cause: thrown };
    return { passing: false, error: new DrawbridgeError(SqlState.cannotConnect, tls.message, details) };
  }
  if (neverConnected.has(code)) {
    return {
      passing: passingConnectFailures.has(code),
      // With a proxy it is the only one that is connected to.
      error:
        proxy === ''
          ? new DrawbridgeError(SqlState.cannotConnect, `${host} cannot be reached (${code})`, {
              hint: 'Check the network, ApiURL and Proxy.',
              cause: thrown,
            })
          : new DrawbridgeError(
              SqlState.cannotConnect,
              `The proxy ${new URL(proxy).host} on the way to ${host} cannot be reached (${code})`,
              { hint: 'Check Proxy, or HTTPS_PROXY in the environment of the engine.', cause: thrown },
            ),
    };
  }
  const refused = /Proxy response \((\d+)\)/.exec(message)?.[1];
  if (refused !== undefined) {
    const login = refused === '407';
    return {
      passing: false,
      error: new DrawbridgeError(
        SqlState.cannotConnect,
        login
          ? `The proxy wants a user and a password for the way to ${host}, or other ones (status 407)`
          : `The proxy refused the way to ${host} (status ${refused})`,
        {
          hint: login
            ? 'Name the user in Proxy, as in http://user@proxy.example.com:3128, and give ProxyPassword.'
            : 'Check Proxy, and whether the proxy lets this computer reach that address.',
          cause: thrown,
        },
      ),
    };
  }
  return {
    passing: true,
    error: new DrawbridgeError(
      SqlState.connectionLost,
      `The connection to ${host} was cut (${code || message})`,
      {
        hint: 'Run the statement again; if it keeps failing, check the network.',
        cause: thrown,
      },
    ),
  };
}

/** A call that took longer than Timeout allows. */
export function timedOut(host: string, timeoutMs: number): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.connectionLost,
    `${host} did not answer a call within ${timeoutMs / 1000} seconds`,
    { hint: 'Raise Timeout, or lower PageSize so that each call has less to do.' },
  );
}

/** Connecting to several addresses of one name yields an AggregateError, whose first error tells. */
function describe(thrown: unknown): { code: string; message: string } {
  const error = thrown instanceof AggregateError ? (thrown.errors[0] as unknown) : thrown;
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  const own = (error as NodeJS.ErrnoException).code;
  if (own === undefined && error.cause !== undefined) return describe(error.cause);
  return { code: own ?? '', message: error.message };
}
