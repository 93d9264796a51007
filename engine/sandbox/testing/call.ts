/** For tests: asks a sandbox and reads the reply, JSON or text. */
import type { Sandbox } from '../sandbox.ts';

/** Loose on purpose: a test says by its assertions what it expects. */
export interface Page {
  readonly values: readonly Record<string, unknown>[];
  readonly size?: number;
  readonly page?: number;
  readonly pagelen?: number;
  readonly next?: string;
  readonly previous?: string;
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Sent {
  readonly method: string;
  /** What becomes JSON; absent: none. */
  readonly body?: unknown;
}

/** `address` is absolute or stands below /2.0. Without `authorization` the workspace's access token is sent. */
export async function call<Body = Page>(
  sandbox: Sandbox,
  address: string,
  authorization = `Bearer ${sandbox.accessToken}`,
  { method, body: sent }: Sent = { method: 'GET' },
): Promise<Answer<Body>> {
  const url = address.startsWith('http') ? address : `${sandbox.apiUrl}${address}`;
  const response = await fetch(url, {
    method,
    headers: {
      ...(authorization === '' ? {} : { authorization }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? await response.json() : await response.text();
  return { status: response.status, headers: response.headers, body: body as Body };
}

/** Follows `next` to the end. */
export async function readAll(
  sandbox: Sandbox,
  address: string,
): Promise<readonly Record<string, unknown>[]> {
  const values: Record<string, unknown>[] = [];
  let next: string | undefined = address;
  while (next !== undefined) {
    const answer: Answer<Page> = await call(sandbox, next);
    if (answer.status !== 200) throw new Error(`${next}: ${answer.status} ${JSON.stringify(answer.body)}`);
    values.push(...answer.body.values);
    next = answer.body.next;
  }
  return values;
}

export interface ErrorBody {
  readonly type: 'error';
  readonly error: { readonly message: string; readonly detail?: unknown; readonly data?: unknown };
}

/** Puts `q` and other parameters into an address, encoded. */
export function withQuery(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(parameters).toString()}`;
}
