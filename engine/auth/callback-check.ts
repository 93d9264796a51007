/**
 * Whether the browser could come back to a callback address: tried before anybody is sent to Bitbucket, on IPv4 and
 * IPv6, since `localhost` may mean either.
 */
import { createServer } from 'node:net';
import { DrawbridgeError, SqlState } from '../error.ts';
import { errorCode } from '../dsn/file-error.ts';
import { loopbackPort } from './callback-listener.ts';

export interface CallbackCheck {
  readonly port: number;
  /** Null: free on both. */
  readonly problem: DrawbridgeError | null;
  /** The same address with a port that is free now; null where there is no need or none was found. */
  readonly suggestion: string | null;
}

const hosts = ['127.0.0.1', '::1'] as const;
const firstSuggestion = 33333;
const suggestionsTried = 50;

/** Throws 22023 for an address that is not on this computer. */
export async function checkCallback(callbackUrl: string): Promise<CallbackCheck> {
  if (!URL.canParse(callbackUrl)) {
    throw new DrawbridgeError(SqlState.invalidParameterValue, `${callbackUrl} is not an address.`, {
      hint: 'Use an address such as http://localhost:33333.',
    });
  }
  const port = loopbackPort(callbackUrl);
  const refusals = await refusalsOf(port);
  if (refusals.length === 0) return { port, problem: null, suggestion: null };
  return { port, problem: taken(port, refusals), suggestion: await suggestionFor(callbackUrl, port) };
}

interface Refusal {
  readonly family: string;
  readonly code: string;
}

async function refusalsOf(port: number): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const host of hosts) {
    const code = await tryPort(host, port);
    const withoutIpv6 = host === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT');
    if (code !== null && !withoutIpv6)
      refusals.push({ family: host === '::1' ? 'IPv6 (::1)' : 'IPv4 (127.0.0.1)', code });
  }
  return refusals;
}

/** Null when the port could be had; it is given back at once. */
function tryPort(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errorCode(error)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** The next free ports are easier to remember than one by chance. */
async function suggestionFor(callbackUrl: string, port: number): Promise<string | null> {
  const start = port >= 1024 && port < 65_000 ? port + 1 : firstSuggestion;
  for (let candidate = start; candidate < start + suggestionsTried; candidate += 1) {
    if ((await refusalsOf(candidate)).length > 0) continue;
    const url = new URL(callbackUrl);
    url.port = String(candidate);
    // As people write it, and as it stands in the consumer: without the slash that URL adds.
    return url.pathname === '/' && !callbackUrl.endsWith('/') ? url.href.slice(0, -1) : url.href;
  }
  return null;
}

function taken(port: number, refusals: readonly Refusal[]): DrawbridgeError {
  const families = refusals.map(({ family }) => family).join(' and ');
  const codes = [...new Set(refusals.map(({ code }) => code))];
  const inUse = codes.every((code) => code === 'EADDRINUSE');
  return new DrawbridgeError(
    SqlState.wrongState,
    inUse
      ? `Port ${port} on ${families} is in use by another program or another sign-in, so the browser could not come back.`
      : `Drawbridge may not use port ${port} on ${families} (${codes.join(', ')}).`,
    {
      hint: 'End that one, or use another port: it must be changed here and in the OAuth consumer in Bitbucket.',
    },
  );
}
