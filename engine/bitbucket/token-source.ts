/** Where the HTTP client gets its credential. Implemented by `engine/auth`; the client knows no more of it. */
export interface TokenSource {
  /** The value of the Authorization header, refreshed where needed; throws 28000 when there is none. */
  authorization(signal: AbortSignal): Promise<string>;
  /**
   * Bitbucket answered 401 to this header value. True: a new one can be had, ask once more.
   * Called at most once for each request.
   */
  refused(header: string, signal: AbortSignal): Promise<boolean>;
}
