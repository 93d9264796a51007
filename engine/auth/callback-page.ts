/** The page on which the browser ends after the consent: plain HTML without scripts or anything from elsewhere. */
import type { ServerResponse } from 'node:http';

export interface CallbackPage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

/** Resolves once the page is on its way, or the browser has gone away. */
export function sendPage(response: ServerResponse, { status, title, text }: CallbackPage): Promise<void> {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</html>
`;
  return new Promise((resolve) => {
    if (response.closed) return resolve();
    response.once('close', resolve).once('finish', resolve);
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      // The address of this page holds the code.
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(html);
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
