/** What was asked of the sandbox. Holds no secret: neither headers nor bodies, and queries without tokens. */

export interface RequestEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Without the question mark, as it came, except for secrets. */
  readonly query: string;
  /** What the request showed, whether or not it was accepted. */
  readonly authorization: 'none' | 'basic' | 'bearer' | 'other';
  /** 0 until the reply was begun, and for connections that were cut before it. */
  readonly status: number;
  /** Until the reply was handed to the system, or the connection ended. */
  readonly milliseconds: number;
  /** The length of the body as sent, compressed or not. */
  readonly bytes: number;
  /** The client went away, or a fault cut the connection, before the reply was complete. */
  readonly aborted: boolean;
}

export type OpenEntry = { -readonly [Key in keyof RequestEntry]: RequestEntry[Key] };
export type RequestListener = (entry: RequestEntry) => void;

/** When there are so many, the older half is forgotten. */
const mostEntries = 20_000;

const secretParameters = /(^|&)(access_token|code|code_verifier|client_secret|refresh_token)=[^&]*/g;
/** Of sign-in. The API's own `state` is that of pull requests, which is worth seeing. */
const signInState = /(^|&)(state)=[^&]*/g;
const kinds = new Map<string, RequestEntry['authorization']>([
  ['', 'none'],
  ['basic', 'basic'],
  ['bearer', 'bearer'],
]);

export class RequestLog {
  readonly #entries: RequestEntry[] = [];
  readonly #listeners = new Set<RequestListener>();

  get entries(): readonly RequestEntry[] {
    return this.#entries;
  }

  /** Entries are logged when the request arrives, and completed in place. */
  open(method: string, path: string, query: string, header: string | undefined): OpenEntry {
    const scheme = (header ?? '').split(' ')[0]?.toLowerCase() ?? '';
    const entry: OpenEntry = {
      at: Date.now(),
      method,
      path,
      query: withoutSecrets(path, query),
      authorization: kinds.get(scheme) ?? 'other',
      status: 0,
      milliseconds: 0,
      bytes: 0,
      aborted: false,
    };
    if (this.#entries.length >= mostEntries) this.#entries.splice(0, mostEntries / 2);
    this.#entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
    return entry;
  }

  /** Calls the listener as each request arrives, until the returned function is called. */
  subscribe(listener: RequestListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

function withoutSecrets(path: string, query: string): string {
  const shown = query.replaceAll(secretParameters, '$1$2=***');
  return path.startsWith('/2.0/') ? shown : shown.replaceAll(signInState, '$1$2=***');
}
