/** What happens to a request, in order: log, delay, hold, authenticate, answer, fail on demand, write. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Workspace } from '../data/workspace.ts';
import type { SandboxModes } from '../modes.ts';
import { authorize } from '../oauth/authorize.ts';
import type { Consumer, Credentials } from '../oauth/credentials.ts';
import { exchangeToken } from '../oauth/token.ts';
import { answer } from '../rest/answer.ts';
import { decodeCursor } from '../rest/cursor.ts';
import type { SelectionCache } from '../rest/selection.ts';
import { control } from './control.ts';
import type { Faults, FaultTarget } from './faults.ts';
import type { JsonObject } from '../json.ts';
import { parseBody } from './parse-body.ts';
import { failure, noSuchUrl, text, unauthorized, type Reply } from './reply.ts';
import { readBody } from './read-body.ts';
import type { RequestLog } from './request-log.ts';
import { writeReply } from './write-reply.ts';

export interface SandboxState {
  readonly url: string;
  readonly workspace: Workspace;
  readonly credentials: Credentials;
  readonly consumers: readonly Consumer[];
  readonly accessTokenSeconds: number;
  readonly faults: Faults;
  readonly modes: SandboxModes;
  readonly resetModes: () => void;
  readonly log: RequestLog;
  readonly selections: SelectionCache;
}

/** The longest address that the web server in front of the API takes. */
const longestAddress = 8192;

export function createRequestHandler(
  state: SandboxState,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    respond(state, request, response).catch((error: unknown) => {
      // A client that went away while its body was read is no news.
      if (!request.destroyed) process.emitWarning(error instanceof Error ? error : String(error));
      request.socket.destroy();
    });
  };
}

async function respond(
  state: SandboxState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Appended, not resolved: a path may begin with two slashes.
  const url = new URL(`${state.url}${request.url ?? '/'}`);
  const method = request.method ?? 'GET';
  if (url.pathname === '/sandbox/control') {
    writeReply(request, response, control(method, await readBody(request), state));
    return;
  }
  const entry = state.log.open(method, url.pathname, url.search.slice(1), request.headers.authorization);
  response.once('close', () => {
    entry.milliseconds = Date.now() - entry.at;
    entry.aborted ||= !response.writableFinished;
  });
  const target: FaultTarget = { method, path: url.pathname, page: pageOf(url) };
  const fault = state.faults.next(target);
  await delay(state.faults.latency, response);
  await state.faults.waitFor(target);
  if (response.destroyed) return;
  // What is refused for want of patience is not carried out; a failure of the server may come behind it.
  const isTurnedAway = method !== 'GET' && fault?.kind === 'status' && fault.status === 429;
  const reply = isTurnedAway
    ? failure(429, 'Too many requests')
    : await answerRequest(state, request, url, method);
  writeReply(request, response, reply, entry, fault);
}

/** Waits, but not for a client that is gone. */
async function delay(milliseconds: number, response: ServerResponse): Promise<void> {
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    response.once('close', done);
    function done(): void {
      clearTimeout(timer);
      response.removeListener('close', done);
      resolve();
    }
  });
}

/** The ordinal of the page that is asked for, also where `page` is a cursor. */
function pageOf(url: URL): number {
  const page = url.searchParams.get('page');
  if (page === null) return 1;
  if (/^\d{1,6}$/.test(page) && !/\/(commits|activity)/.test(url.pathname)) return Number(page);
  const offset = decodeCursor(page) ?? 0;
  return Math.trunc(offset / Number(url.searchParams.get('pagelen') ?? '30')) + 1;
}

async function answerRequest(
  state: SandboxState,
  request: IncomingMessage,
  url: URL,
  method: string,
): Promise<Reply> {
  if ((request.url ?? '').length > longestAddress) {
    return text(414, 'text/html', '<html><title>414 Request-URI Too Large</title></html>');
  }
  if (url.pathname === '/site/oauth2/authorize') {
    const form = new URLSearchParams(await readBody(request));
    return authorize({ method, query: url.searchParams, form }, state.consumers, state.credentials);
  }
  if (url.pathname === '/site/oauth2/access_token') {
    const { authorization, 'content-type': contentType } = request.headers;
    return exchangeToken({ method, authorization, contentType, body: await readBody(request) }, state);
  }
  if (!url.pathname.startsWith('/2.0/')) return noSuchUrl();
  if (url.searchParams.has('access_token')) {
    return failure(401, 'Access tokens in the query string are not accepted. Use the Authorization header.');
  }
  const found = state.credentials.recognise(request.headers.authorization);
  if (found.kind === 'refused') return unauthorized(found.message);
  const { workspace, modes, selections } = state;
  const body = await bodyOf(request, method);
  return answer(method, url.pathname.slice('/2.0'.length), {
    url,
    body,
    caller: found.caller,
    workspace,
    modes,
    selections,
  });
}

/** Undefined: what came is no JSON object. */
async function bodyOf(request: IncomingMessage, method: string): Promise<JsonObject | undefined> {
  if (method === 'GET' || method === 'HEAD') return {};
  const body = await readBody(request);
  if (body === '') return {};
  return parseBody(body, request.headers['content-type']);
}
