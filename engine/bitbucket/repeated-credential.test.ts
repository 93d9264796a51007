/** A server may repeat what it was sent, in its own words or in those of something in front of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { DrawbridgeError } from '../error.ts';
import type { ApiAttempt } from './api-attempt.ts';
import { clientBench, failureOf, never } from './test-support/client-bench.ts';
import { LeapingClock } from './test-support/test-client.ts';

const { serve, connect, close } = clientBench();
afterEach(close);

const token = 'tok+en/with=every%character;it"may&have';
const basic = Buffer.from(`erika@example.com:${token}`).toString('base64');
const headers = [`Bearer ${token.replaceAll(/[;"&]/g, '-')}`, `Basic ${basic}`];
const statuses = [200, 204, 301, 400, 401, 403, 404, 409, 410, 418, 429, 500, 503];

type Shape = (said: string) => readonly [type: string, body: string];
const error = (value: object): string => JSON.stringify({ type: 'error', error: value });
const shapes: Readonly<Record<string, Shape>> = {
  message: (said) => ['application/json', error({ message: said })],
  detail: (said) => ['application/json', error({ message: 'No.', detail: said })],
  fields: (said) => ['application/json', error({ message: 'No.', fields: { [said]: [said], name: said } })],
  scopes: (said) => ['application/json', error({ message: 'No.', detail: { required: [said] } })],
  'text and type': (said) => [`text/plain; said="${said.replaceAll(/[^ -~]/g, '')}"`, said],
  HTML: (said) => ['text/html', `<p>${said}</p>`],
};

/** Everything of an error that somebody may be shown, and of what caused it. */
function shown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return JSON.stringify(thrown ?? null);
  const own = Object.fromEntries(
    Object.getOwnPropertyNames(thrown).map((name) => [
      name,
      (thrown as unknown as Record<string, unknown>)[name],
    ]),
  );
  const causes = thrown.cause === undefined ? '' : shown(thrown.cause);
  return `${JSON.stringify(own)} ${thrown.message} ${causes}`;
}

describe.each(headers)('%s', (header) => {
  const credential = header.slice(header.indexOf(' ') + 1);
  const secrets = header.startsWith('Basic') ? [credential, token] : [credential];
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);

  it.each(Object.entries(shapes))(
    'is in no error and no report of a call, repeated as %s',
    async (_, shape) => {
      for (const status of statuses) {
        const [type, body] = shape([header, ...forms].join(' or '));
        const server = await serve((_request, response) => {
          response.writeHead(status, { 'content-type': type });
          response.end(status === 204 ? undefined : body);
        });
        const attempts: ApiAttempt[] = [];
        const client = connect(
          server.url,
          {},
          {
            clock: new LeapingClock(),
            observer: (attempt) => attempts.push(attempt),
            tokens: { authorization: () => Promise.resolve(header), refused: () => Promise.resolve(false) },
          },
        );
        const answer = await client.get('/x', { signal: never }).catch((thrown: unknown) => thrown);
        if (answer instanceof DrawbridgeError)
          for (const form of forms) expect(shown(answer), String(status)).not.toContain(form);
        for (const form of forms) expect(JSON.stringify(attempts), String(status)).not.toContain(form);
      }
    },
  );

  it('is in no error about an address that an answer leads to', async () => {
    for (const location of ['http://127.0.0.1:1/', '/2.0/x?', 'http://']) {
      const server = await serve((_request, response) => {
        response.writeHead(302, { location: `${location}${encodeURIComponent(credential)}` });
        response.end();
      });
      const client = connect(
        server.url,
        {},
        { tokens: { authorization: () => Promise.resolve(header), refused: () => Promise.resolve(false) } },
      );
      const text = shown(await failureOf(client.get('/x', { signal: never })));
      for (const form of forms) expect(text).not.toContain(form);
    }
  });
});
