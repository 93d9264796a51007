/**
 * protocol. Chromium knows no scheme of ours, so the page lives at an https origin made of scheme and host, and each
 * request there is answered by the shell's handler for the real address, with the handler's own headers.
 */
import type { Route } from '@playwright/test';
import { checkOptions, isText, only, strict } from './strict.ts';

type Handler = (request: Request) => Promise<Response>;

const suffix = '.invalid';

export class Protocol {
  readonly #schemes = new Set<string>();
  readonly #handlers = new Map<string, Handler>();

  /** The address as Chromium has it. */
  inChromium(address: string): string {
    const { protocol, host, pathname, search, hash } = new URL(address);
    return this.#schemes.has(protocol.slice(0, -1))
      ? `https://${host}.${protocol.slice(0, -1)}${suffix}${pathname}${search}${hash}`
      : address;
  }

  /** The address as the shell has it. */
  inShell(address: string): string {
    for (const scheme of this.#schemes) {
      const found = new RegExp(`^(blob:)?https://([^/]+)\\.${scheme}\\${suffix}(?=/|$)`).exec(address);
      if (found !== null)
        return `${found[1] ?? ''}${scheme}://${found[2]}${address.slice(found[0].length) || '/'}`;
    }
    return address;
  }

  /** Answers with the shell's handler; false where the address belongs to no scheme of its own. */
  async serve(route: Route): Promise<boolean> {
    const request = route.request();
    const url = this.inShell(request.url());
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return false;
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
    return true;
  }

  get module(): object {
    return strict('protocol', {
      registerSchemesAsPrivileged: (
        schemes: readonly { readonly scheme: string; readonly privileges: object }[],
      ) => {
        for (const given of schemes) {
          checkOptions('registerSchemesAsPrivileged', given, {
            scheme: isText,
            privileges: (value) => typeof value === 'object',
          });
          // What an https origin is.
          checkOptions('privileges', given.privileges, {
            standard: only(true),
            secure: only(true),
            supportFetchAPI: only(true),
          });
          this.#schemes.add(given.scheme);
        }
      },
      handle: (scheme: string, handler: Handler) => {
        if (!this.#schemes.has(scheme)) throw new Error(`${scheme}: is not registered.`);
        this.#handlers.set(scheme, handler);
      },
    });
  }
}
