/**
 * `drawbridge://app/`: the window's own origin, served from the built renderer. Only files inside that folder
 * are served, each response with the policy and a nonce of its own.
 */
import { randomBytes } from 'node:crypto';
import { contentSecurityPolicy, readAsset } from '../engine/host/window-assets.ts';

export const appAddress = 'drawbridge://app/';

/** To be registered before the app is ready: a real origin, with secure contexts and fetch. */
export const appScheme = {
  scheme: 'drawbridge',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
} as const;

/** Whether an address lies in the window's own origin; parsed, since a prefix can be forged. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}/` === appAddress;
}

/** Answers requests for `drawbridge:` from the files in `folder`. */
export function createAppHandler(folder: string): (request: { url: string }) => Promise<Response> {
  return async ({ url }) => {
    const nonce = randomBytes(16).toString('base64');
    const asset = isAppAddress(url) ? await readAsset(folder, new URL(url).pathname, nonce) : null;
    if (asset === null) return new Response('Not found.\n', { status: 404 });
    return new Response(new Uint8Array(Buffer.from(asset.body)), {
      headers: {
        'content-type': asset.type,
        'content-security-policy': contentSecurityPolicy(nonce, ''),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    });
  };
}
