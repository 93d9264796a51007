/**
 * Puts a reply on the wire, compressed where the client allows it, or broken where a fault asks for it; the log
 * learns what was sent.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { toJsonText } from '../json.ts';
import type { Fault, RetryAfter } from './faults.ts';
import { failure, json, text, type Reply } from './reply.ts';
import type { OpenEntry } from './request-log.ts';

/** Smaller bodies grow by compression. */
const leastToCompress = 512;

export function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  entry?: OpenEntry,
  fault?: Fault,
): void {
  if (fault?.kind === 'cut' && fault.when === 'before') {
    request.socket.destroy();
    return;
  }
  const shown = faulty(reply, fault);
  const { content, type } = encodeBody(shown, fault?.kind === 'truncated');
  const compressed = content.length >= leastToCompress && acceptsGzip(request);
  const bytes = compressed ? gzipSync(content, { level: 1 }) : content;
  const headers: Record<string, string | number> = {
    ...shown.headers,
    'Content-Length': bytes.length,
    'Cache-Control': 'no-cache, no-store, must-revalidate, max-age=0',
    Vary: 'Authorization, Accept-Encoding',
  };
  if (type !== undefined) headers['Content-Type'] = type;
  if (compressed) headers['Content-Encoding'] = 'gzip';
  response.writeHead(shown.status, headers);
  const sent =
    request.method === 'HEAD'
      ? bytes.subarray(0, 0)
      : fault?.kind === 'cut'
        ? bytes.subarray(0, Math.trunc(bytes.length / 2))
        : bytes;
  if (entry !== undefined) {
    entry.status = shown.status;
    entry.bytes = sent.length;
  }
  if (fault?.kind === 'cut') response.write(sent, () => request.socket.destroy());
  else response.end(sent);
}

function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
}

function encodeBody(reply: Reply, truncated: boolean): { readonly content: Buffer; readonly type?: string } {
  const { body } = reply;
  switch (body.kind) {
    case 'none':
      return { content: Buffer.alloc(0) };
    case 'text':
      return { content: Buffer.from(body.text), type: body.type };
    case 'json': {
      const content = Buffer.from(toJsonText(body.value));
      return {
        content: truncated ? content.subarray(0, Math.trunc(content.length / 2)) : content,
        type: 'application/json; charset=utf-8',
      };
    }
  }
}

function faulty(reply: Reply, fault: Fault | undefined): Reply {
  switch (fault?.kind) {
    case 'status':
      return statusReply(fault.status, fault.retryAfter);
    case 'html':
      return text(
        200,
        'text/html; charset=utf-8',
        '<!doctype html><title>Bitbucket</title><h1>Maintenance</h1>',
      );
    case 'wrong-json':
      return json([{ values: 'nothing of what was asked' }]);
    case 'empty':
      return { status: fault.status, headers: {}, body: { kind: 'none' } };
    case 'truncated':
    case 'cut':
    case undefined:
      return reply;
  }
}

function statusReply(status: number, retryAfter: RetryAfter | undefined): Reply {
  const reply =
    status === 429
      ? text(429, 'text/plain; charset=utf-8', 'Rate limit for this resource has been exceeded')
      : failure(status, status >= 500 ? 'Something went wrong' : 'Access denied');
  return { ...reply, headers: retryHeaders(retryAfter) };
}

function retryHeaders(retryAfter: RetryAfter | undefined): Readonly<Record<string, string>> {
  switch (retryAfter?.form) {
    case undefined:
      return {};
    case 'seconds':
      return { 'Retry-After': String(retryAfter.seconds) };
    case 'date':
      return { 'Retry-After': new Date(Date.now() + retryAfter.seconds * 1000).toUTCString() };
    case 'reset':
      return { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(retryAfter.seconds) };
  }
}
