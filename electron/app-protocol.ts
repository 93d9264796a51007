/**
 * `drawbridge://app/`: the window's own origin, served from the built renderer. Only files inside that folder
 * are served, each response with the policy and a nonce of its own.
 */
import { randomBytes } from 'node:crypto';
import { contentSecurityPolicy, readAsset } from '../engine/host/window-assets.ts';

const scheme = 'drawbridge';
const host = 'app';

export const appAddress = `${scheme}://${host}/`;

/** To be registered before the app is ready: a real origin, with secure contexts and fetch. */
export const appScheme = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
} as const;

/** Whether an address lies in the window's own origin; parsed, since a prefix can be forged. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port } = new URL(address);
  return protocol === `${scheme}:` && hostname === host && port === '';
}

export interface AppRequest {
  readonly method: string;
  readonly url: string;
}

/** Answers requests for `drawbridge:` from the files in `folder`. */
export function createAppHandler(folder: string): (request: AppRequest) => Promise<Response> {
  return async ({ method, url }) => {
    if (!isAppAddress(url)) return plain(403, 'Not an address of this window.');
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'Only GET is known here.');
    const nonce = randomBytes(16).toString('base64');
    const asset = await readAsset(folder, new URL(url).pathname, nonce);
    if (asset === null) return plain(404, 'Not found.');
    return new Response(method === 'HEAD' ? null : new Uint8Array(Buffer.from(asset.body)), {
      headers: {
        'content-type': asset.type,
        'content-security-policy': contentSecurityPolicy(nonce, ''),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    });
  };
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
