/**
 * One HTTP exchange: the request and its decompressed reply. It knows nothing of retries, budgets
 * or Bitbucket.
 *
 * HTTP/1.1 with one request per connection: several keep-alive connections are as fast as HTTP/2 here, whose
 * default pipelining puts the requests one after the other. A write has a connection of its own: one that was kept may be
 * closed by the server at that very moment, and then nobody would know whether the write was done.
 */
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ApiMethod } from './api-attempt.ts';
import { dispatcherFor, type DispatcherOptions } from './dispatcher.ts';
import { userAgent } from './user-agent.ts';

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type TransportOptions = DispatcherOptions;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Bytes as they came over the wire, before decompression. */
  readonly bytes: number;
}

export interface TransportRequest {
  readonly method: ApiMethod;
  readonly url: URL;
  /** null: none. */
  readonly body: RequestBody | null;
}

export interface RequestBody {
  readonly contentType: string;
  readonly text: string;
}

/** Far beyond a page of 100 objects; a body that is larger is not read to its end. */
const maxBody = 64 * 1024 * 1024;

/** A page of this size unpacks in less time than a trip to the thread pool and back takes. */
const smallBody = 64 * 1024;

export class Transport {
  readonly #options: TransportOptions;
  readonly #reads: Dispatcher;
  /** Made by the first write: most data sources have none. */
  #writes: Dispatcher | null = null;
  /** The address of the proxy, '' without one. */
  readonly proxy: string;

  constructor(options: TransportOptions) {
    this.proxy = options.proxy;
    this.#options = options;
    this.#reads = dispatcherFor(options);
  }

  /** Rejects with whatever the network, the signal or the decompression throws. */
  async send(
    { method, url, body: content }: TransportRequest,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Reply> {
    const dispatcher =
      method === 'GET'
        ? this.#reads
        : (this.#writes ??= dispatcherFor({ ...this.#options, keepAlive: false }));
    const response = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      body: content?.text ?? null,
      headers: {
        ...headers,
        ...(content === null ? {} : { 'content-type': content.contentType }),
        'accept-encoding': 'gzip',
        'user-agent': userAgent,
      },
      signal,
      // The caller's signal is the one clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const raw = await readBody(response.body);
    const body = await decode(raw, response.headers['content-encoding']);
    return { status: response.statusCode, headers: response.headers, body, bytes: raw.length };
  }

  async close(): Promise<void> {
    await Promise.all([this.#reads.destroy(), this.#writes?.destroy()]);
  }
}

async function readBody(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > maxBody) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

async function decode(raw: Buffer, encoding: string | string[] | undefined): Promise<Buffer> {
  if (raw.length === 0 || !/^(x-)?gzip$/i.test(String(encoding).trim())) return raw;
  try {
    const limits = { maxOutputLength: maxBody };
    return raw.length <= smallBody ? gunzipSync(raw, limits) : await promisify(gunzip)(raw, limits);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : error;
  }
}

function tooLarge(): DrawbridgeError {
  return new DrawbridgeError(SqlState.limitExceeded, 'Bitbucket sent an answer of more than 64 MiB.', {
    hint: 'Set PageSize to a smaller number, so that each answer holds fewer rows.',
  });
}
