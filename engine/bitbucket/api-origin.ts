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
    if (this.#isFromRoot(target)) return this.#inside(new URL(target, this.#base));
    return this.#inside(
      target.startsWith('/') ? new URL(this.#base.href + target.slice(1)) : parseUrl(target),
    );
  }

  /** Such as `/2.0/user`: a link without its origin. Nothing below the base begins as the base does. */
  #isFromRoot(target: string): boolean {
    return this.#base.pathname !== '/' && target.startsWith(this.#base.pathname);
  }

  /** The URL that a redirect from `from` leads to. 58000 as above. */
  redirected(location: string, from: URL): URL {
    return this.#inside(URL.canParse(location, from.href) ? new URL(location, from) : null);
  }

  #sameComputer(link: URL): URL {
    const { hostname, protocol, port } = this.#base;
    const isSame = link.protocol === protocol && link.port === port;
    if (!isSame || !loopback.test(hostname) || !loopback.test(link.hostname)) return link;
    const url = new URL(link);
    url.hostname = hostname;
    return url;
  }

  #inside(link: URL | null): URL {
    const url = link === null ? null : this.#sameComputer(link);
    if (url?.origin === this.#base.origin && url.username === '' && url.password === '') return url;
    throw new DrawbridgeError(
      SqlState.sourceFailed,
      `Bitbucket's answer points to ${url?.host ?? 'something that is no address'}, outside ${this.#base.host}; it was not followed`,
      { hint: 'Check ApiURL; a server that stands in front of it may rewrite addresses.' },
    );
  }
}

/** A server on this computer may call itself by another of its names. */
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

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
