/** Where the API is, and the only origin that ever gets the credential. */
import { DrawbridgeError, SqlState } from '../error.ts';

export class ApiOrigin {
  readonly #base: URL;

  /** `apiUrl`, such as `https://api.bitbucket.org/2.0`; 22023 when it is no http address. */
  constructor(apiUrl: string) {
    this.#base = baseOf(apiUrl);
  }

  /**
   * The URL of a target: `/path?query` below the base, or a whole URL as `next` links have it. 58000 when it
   * leads to another origin.
   */
  resolve(target: string): URL {
    return this.#inside(
      target.startsWith('/') ? new URL(this.#base.href + target.slice(1)) : parseUrl(target),
    );
  }

  /** The URL that a redirect from `from` leads to. 58000 as above. */
  redirected(location: string, from: URL): URL {
    return this.#inside(URL.canParse(location, from.href) ? new URL(location, from) : null);
  }

  #inside(url: URL | null): URL {
    if (url?.origin === this.#base.origin && url.username === '' && url.password === '') return url;
    throw new DrawbridgeError(
      SqlState.sourceFailed,
      `Bitbucket's answer points to ${url?.host ?? 'something that is no address'}, outside ${this.#base.host}; it was not followed`,
      { hint: 'Check ApiURL; a server that stands in front of it may rewrite addresses.' },
    );
  }
}

function baseOf(apiUrl: string): URL {
  const url = parseUrl(apiUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new DrawbridgeError(
      SqlState.invalidParameterValue,
      `ApiURL ${apiUrl} is not an http or https address.`,
      { hint: 'The usual value is https://api.bitbucket.org/2.0.' },
    );
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
