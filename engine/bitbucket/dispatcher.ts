/** The connections of undici: directly or through a proxy, with the certificates that are to be trusted. */
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface DispatcherOptions {
  readonly maxConcurrency: number;
  /** The address of an HTTP proxy; '' for none. */
  readonly proxy: string;
  /** Path of a PEM file with certificates to trust besides the built-in ones; '' for none. */
  readonly caCertificate: string;
}

/** Throws 22023 when the certificate file cannot be read. */
export function dispatcherFor({ maxConcurrency, proxy, caCertificate }: DispatcherOptions): Dispatcher {
  const ca = trusted(caCertificate);
  const connect = { allowH2: false, ...(ca === null ? {} : { ca }) };
  const shared = { connections: maxConcurrency, pipelining: 1, allowH2: false };
  return proxy === ''
    ? new Agent({ ...shared, connect })
    : new ProxyAgent({ ...shared, uri: proxy, requestTls: connect, proxyTls: connect });
}

/** Naming certificates replaces the built-in ones, so these are named as well. */
function trusted(path: string): string[] | null {
  if (path === '') return null;
  try {
    return [...rootCertificates, readFileSync(path, 'utf8')];
  } catch (error) {
    throw new DrawbridgeError(SqlState.invalidParameterValue, `The CA certificate ${path} cannot be read.`, {
      hint: 'Set CACertificate to a PEM file that this account may read.',
      cause: error,
    });
  }
}
