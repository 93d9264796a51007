/** The connections of undici: directly or through a proxy, with the certificates that are to be trusted. */
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { DrawbridgeError, SqlState } from '../error.ts';
import { certificatesOf } from './trusted-certificates.ts';

export interface DispatcherOptions {
  readonly maxConcurrency: number;
  /** The address of an HTTP proxy; '' for none. */
  readonly proxy: string;
  /** Whether connections are kept for further requests; as a rule they are. */
  readonly keepAlive?: boolean;
  /** Path of a PEM file with certificates to trust besides the built-in ones; '' for none. */
  readonly caCertificate: string;
}

/** Throws 22023 for a certificate file that is none, and for a proxy of another kind. */
export function dispatcherFor(options: DispatcherOptions): Dispatcher {
  const { maxConcurrency, proxy, caCertificate, keepAlive = true } = options;
  // Naming certificates replaces the built-in ones, so these are named as well.
  const ca = caCertificate === '' ? {} : { ca: [...rootCertificates, ...certificatesOf(caCertificate)] };
  // Whatever Node is told by its own options.
  const connect = { allowH2: false, minVersion: 'TLSv1.2', ...ca } as const;
  const shared = { connections: maxConcurrency, pipelining: keepAlive ? 1 : 0, allowH2: false };
  return proxy === ''
    ? new Agent({ ...shared, connect })
    : new ProxyAgent({ ...shared, uri: checkedProxy(proxy), requestTls: connect, proxyTls: connect });
}

/** Its address may hold a password, so it is not shown. */
function checkedProxy(proxy: string): string {
  if (URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return proxy;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    'The address of the proxy is not an http or https address.',
    {
      hint: 'Check Proxy, or HTTPS_PROXY in the environment of the engine.',
    },
  );
}
