/** The files of the built renderer, and the policy they are served with. Browser host and desktop share both. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Asset {
  readonly type: string;
  readonly body: Buffer | string;
  /** Its name holds a hash of its content. */
  readonly immutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** `socket`: the WebSocket origin that the page may open, or '' on the desktop. */
export function contentSecurityPolicy(nonce: string, socket: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`.trim(),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/**
 * The file that a URL path names, or null. Only files inside `folder` with a known type are served; index.html
 * gets the nonce of this response.
 */
export async function readAsset(folder: string, urlPath: string, nonce: string): Promise<Asset | null> {
  const relative = urlPath === '/' ? 'index.html' : decode(urlPath)?.slice(1);
  if (relative === undefined || relative.includes('\0')) return null;
  const file = path.resolve(folder, relative);
  const type = types[path.extname(file)];
  if (type === undefined || !file.startsWith(path.resolve(folder) + path.sep)) return null;
  try {
    const body = await readFile(file);
    if (relative !== 'index.html') return { type, body, immutable: relative.startsWith('assets/') };
    return { type, body: body.toString('utf8').replaceAll('__CSP_NONCE__', nonce), immutable: false };
  } catch {
    return null;
  }
}

function decode(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
}
