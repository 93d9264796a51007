/**
 * One attempt of a call: the request, its deadline, the report of how it ended, and what the reply means for
 * what happens next. Whether and when to try again is the client's decision.
 */
import { asDrawbridgeError, SqlState, type DrawbridgeError } from '../error.ts';
import type { ApiAttempt, CallContext } from './api-attempt.ts';
import { brokenBody, responseError } from './bitbucket-error.ts';
import type { Clock } from './clock.ts';
import { parseJson } from './json.ts';
import { grantedScopes } from './granted-scopes.ts';
import { linkedAbort } from './linked-abort.ts';
import { networkFailure, timedOut } from './network-error.ts';
import { rateLimitReport } from './rate-limit-report.ts';
import { withoutCredential } from './repeated-credential.ts';
import { askedWait } from './retry-wait.ts';
import type { Reply, Transport, TransportRequest } from './transport.ts';

export type Outcome =
  | { readonly kind: 'done'; readonly body: unknown; readonly location: string | null }
  | { readonly kind: 'redirect'; readonly location: string; readonly status: number }
  | { readonly kind: 'refused'; readonly header: string; readonly error: DrawbridgeError }
  | Again;

/** The same call may succeed later. */
export interface Again {
  readonly kind: 'again';
  readonly error: DrawbridgeError;
  /** The rest that Bitbucket asks for, in milliseconds. */
  readonly asked: number | null;
  /** Whether all calls shall rest, not just this one. */
  readonly all: boolean;
  /** No connection was made, so that Bitbucket cannot have heard of the call. */
  readonly neverSent?: true;
}

export interface ExchangeParts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly observer: ((attempt: ApiAttempt) => void) | undefined;
}

export class Exchange {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #observer: ((attempt: ApiAttempt) => void) | undefined;

  constructor(parts: ExchangeParts) {
    this.#transport = parts.transport;
    this.#clock = parts.clock;
    this.#timeoutMs = parts.timeoutMs;
    this.#observer = parts.observer;
  }

  /** Throws where trying again makes no sense, and the signal's reason when that aborts. */
  async run(request: TransportRequest, header: string, call: CallContext, attempt: number): Promise<Outcome> {
    const { url } = request;
    const started = this.#clock.now();
    const limited = deadline(call.signal, this.#timeoutMs);
    let reply: Reply | null = null;
    let problem: string | null = null;
    const noted = <T extends Outcome>(outcome: T): T => {
      if ('error' in outcome) problem = outcome.error.message;
      return outcome;
    };
    try {
      reply = await this.#transport.send(
        request,
        { authorization: header, accept: 'application/json' },
        limited.signal,
      );
      return noted(this.#judge(reply, request, header));
    } catch (thrown) {
      if (call.signal.aborted) throw thrown;
      if (limited.expired()) return noted(again(timedOut(url.host, this.#timeoutMs)));
      const failure = reply === null ? networkFailure(thrown, url.host, this.#transport.proxy) : null;
      if (failure?.passing === true) {
        const neverSent = failure.error.sqlState === SqlState.cannotConnect;
        return noted({ ...again(failure.error), ...(neverSent ? { neverSent } : {}) });
      }
      const error = failure?.error ?? thrown;
      problem = asDrawbridgeError(error).message;
      throw error;
    } finally {
      limited.clear();
      const scopes = reply === null ? null : grantedScopes(reply.headers, header);
      this.#report(request, header, call, {
        status: reply?.status ?? null,
        bytes: reply?.bytes ?? 0,
        rateLimit: reply === null ? null : rateLimitReport(reply.headers),
        ...(scopes === null ? {} : { grantedScopes: scopes }),
        cancelled: call.signal.aborted && reply === null,
        problem,
        attempt,
        started,
      });
    }
  }

  #judge(reply: Reply, { method, url }: TransportRequest, header: string): Outcome {
    const { status, headers } = reply;
    // Where what a 202 has begun can be asked after.
    const begun = status === 202 && typeof headers['location'] === 'string' ? headers['location'] : null;
    // What has been written may be answered by nothing.
    if (method !== 'GET' && status >= 200 && status < 300 && reply.body.length === 0) {
      return { kind: 'done', body: null, location: begun };
    }
    if (status === 200 || (method !== 'GET' && (status === 201 || status === 202))) {
      try {
        return { kind: 'done', body: parseJson(reply.body.toString('utf8')), location: begun };
      } catch (error) {
        return again(brokenBody(reply, url, header, error));
      }
    }
    const location = headers['location'];
    if (status >= 300 && status < 400 && typeof location === 'string')
      return { kind: 'redirect', location, status };
    const error = responseError(reply, url, header);
    if (status === 401) return { kind: 'refused', header, error };
    const asked = askedWait(headers, this.#clock.now());
    if (status === 429) return { kind: 'again', error, asked, all: true };
    if (status === 408 || status >= 500) return { kind: 'again', error, asked, all: false };
    throw error;
  }

  #report(
    { method, url }: TransportRequest,
    header: string,
    call: CallContext,
    end: Omit<ApiAttempt, 'method' | 'target' | 'ms' | 'statementId'> & { readonly started: number },
  ): void {
    const { started, ...rest } = end;
    const attempt: ApiAttempt = {
      method,
      // A link that Bitbucket gave may hold anything.
      target: withoutCredential(url.pathname + url.search, header),
      ms: this.#clock.now() - started,
      statementId: call.statementId ?? null,
      ...rest,
    };
    call.onAttempt?.(attempt);
    this.#observer?.(attempt);
  }
}

export function again(error: DrawbridgeError): Again {
  return { kind: 'again', error, asked: null, all: false };
}

/** A signal that follows another one and also aborts after `ms`. */
function deadline(
  outer: AbortSignal,
  ms: number,
): { signal: AbortSignal; expired(): boolean; clear(): void } {
  const linked = linkedAbort(outer);
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    linked.abort();
  }, ms);
  return {
    signal: linked.signal,
    expired: () => expired,
    clear: () => {
      clearTimeout(timer);
      linked.unlink();
    },
  };
}
