/**
 * A server that repeats to its callers the credentials that they have sent, in every kind of answer that Bitbucket or
 * something in front of it may give. The first part of the path says how: `/401-json/…`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import type { Markers } from './markers.ts';

export interface RepeatingBitbucket {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** Verifiers, which nobody else sees, become markers. */
export async function startRepeatingBitbucket(markers: Markers): Promise<RepeatingBitbucket> {
  const server = createServer((request, response) => {
    void answer(request, response, markers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, markers: Markers): Promise<void> {
  const body = await readAll(request);
  const form = new URLSearchParams(body);
  const verifier = form.get('code_verifier');
  if (verifier !== null) markers.add(verifier, 'a PKCE verifier');
  const header = request.headers.authorization ?? '';
  const [, credential = ''] = header.split(' ');
  const decoded = Buffer.from(credential, 'base64').toString();
  const heard = [header, credential, decoded, decoded.slice(decoded.indexOf(':') + 1), ...form.values()];
  const said = [...heard, ...heard.map(encodeURIComponent), body].join(' | ');
  const [, status = '', shape = ''] = /^\/(\d+)-(\w+)/.exec(request.url ?? '') ?? [];
  const elsewhere = `http://127.0.0.1:1/?token=${encodeURIComponent(said)}`;
  const shapes: Readonly<Record<string, readonly [type: string, text: string]>> = {
    json: ['application/json', JSON.stringify({ error: { message: said, detail: said } })],
    fields: ['application/json', JSON.stringify({ error: { message: 'Bad', fields: { [said]: [said] } } })],
    scopes: [
      'application/json',
      JSON.stringify({ error: { message: 'No', detail: { required: [said], granted: [] } } }),
    ],
    oauth: ['application/json', JSON.stringify({ error: said, error_description: said })],
    text: ['text/plain', said],
    html: [`text/html; x="${credential}"`, `<p>${said}</p>`],
    next: ['application/json', JSON.stringify({ values: [], next: elsewhere })],
    circle: [
      'application/json',
      JSON.stringify({
        values: [],
        next: `http://${request.headers.host}${request.url}${request.url?.includes('?') === true ? '&' : '?'}at=${encodeURIComponent(credential)}`,
      }),
    ],
    redirect: ['text/plain', ''],
  };
  const [type, text] = shapes[shape] ?? ['text/plain', ''];
  const location = shape === 'redirect' ? { location: elsewhere } : {};
  response.writeHead(Number(status) || 404, { 'content-type': type, ...location });
  response.end(text);
}
