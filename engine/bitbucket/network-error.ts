/** Failures of connections, by the codes that Node and undici give them. */
import { DrawbridgeError, SqlState } from '../error.ts';

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
/** Mostly it is the clock that is wrong. */
const outOfTime = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO)/;

/** What a thrown transport error means. `host` is the API's host and port. */
export function networkFailure(thrown: unknown, host: string): NetworkFailure {
  if (thrown instanceof DrawbridgeError) return { error: thrown, passing: false };
  const { code, message } = describe(thrown);
  if (outOfTime.has(code)) {
    const error = `The certificate of ${host} is not valid at this time (${code})`;
    const hint = `The clock of this computer says ${new Date().toISOString()}. Where that is wrong, set it; where it is right, the certificate has to be renewed.`;
    return {
      passing: false,
      error: new DrawbridgeError(SqlState.cannotConnect, error, { hint, cause: thrown }),
    };
  }
  if (certificate.test(code)) {
    return {
      passing: false,
      error: new DrawbridgeError(
        SqlState.cannotConnect,
        `The certificate of ${host} is not trusted (${code})`,
        {
          hint: 'If a proxy or a company certificate stands in between, name its PEM file in CACertificate.',
          cause: thrown,
        },
      ),
    };
  }
  if (neverConnected.has(code)) {
    return {
      passing: passingConnectFailures.has(code),
      error: new DrawbridgeError(SqlState.cannotConnect, `${host} cannot be reached (${code})`, {
        hint: 'Check the network, ApiURL and Proxy.',
        cause: thrown,
      }),
    };
  }
  if (/Proxy response/.test(message)) {
    return {
      passing: false,
      error: new DrawbridgeError(SqlState.cannotConnect, `The proxy refused the way to ${host}: ${message}`, {
        hint: 'Check Proxy and the rights that the proxy wants.',
        cause: thrown,
      }),
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
