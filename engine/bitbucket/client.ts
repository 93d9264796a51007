/**
 * The Bitbucket Cloud API: one request at a time per call, at most `maxConcurrency` at once.
 *
 *   new BitbucketClient(options: ClientOptions, parts: ClientParts)
 *   client.get(target, call, usable?): Promise<ApiResponse>   target: '/path?query' below apiUrl, or a URL
 *   client.write(method, target, body, call): Promise<ApiResponse>   body null: none was sent, or came
 *   client.awaitTask(task, call, isDone): Promise<ApiResponse>   until what a write has begun is done
 *   client.budget(): BudgetState                              calls of the last hour
 *   client.roomFor(calls)                                     whether so many fit, and else when
 *   client.promise(calls): CallPromise                        counts them as made until they are
 *   client.onRest(listener)                                   that calls wait because Bitbucket asked for it
 *   client.close(): Promise<void>
 *
 * A GET is made again on 408, 429, 5xx, a cut connection, a timeout and a body that is not whole JSON or not
 * `usable`; on 401 once, if the token source can have a new token. The credential goes to the origin of apiUrl
 * only. A write is sent again only where Bitbucket said that it did nothing: on 401 (once), 307, 308 and 429. Everything
 * else that could have been a write is an UncertainWrite.
 *
 * Errors (DrawbridgeError): 28000, 42501, 53400, 57014 (the signal), 58000, 08001, 08006. Those with an HTTP
 * status are BitbucketErrors.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ApiAttempt, ApiMethod, CallContext } from './api-attempt.ts';
import { ApiOrigin } from './api-origin.ts';
import { unusableBody } from './bitbucket-error.ts';
import { type BudgetState, CallBudget } from './call-budget.ts';
import { type CallPromise, CallPromises } from './call-promises.ts';
import { cancellation } from './cancellation.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Again, again, Exchange, type Outcome } from './exchange.ts';
import { jsonText } from './json.ts';
import { MultipartBody } from './multipart.ts';
import { Patience } from './patience.ts';
import { QuotaMeter } from './quota-meter.ts';
import { type Rest, RestTeller } from './rest-teller.ts';
import { Semaphore } from './semaphore.ts';
import type { TokenSource } from './token-source.ts';
import { TrailingSlash } from './trailing-slash.ts';
import { type RequestBody, Transport, type TransportOptions, type TransportRequest } from './transport.ts';
import { uncertain } from './uncertain-write.ts';

export interface ClientOptions extends TransportOptions {
  /** For example `https://api.bitbucket.org/2.0`. */
  readonly apiUrl: string;
  /** Calls an hour; `allowOverBudget` makes it a count without effect. */
  readonly hourlyBudget: number;
  readonly allowOverBudget: boolean;
  /** For one attempt, from the connection to the last byte. */
  readonly timeoutMs: number;
}

export interface ClientParts {
  readonly tokens: TokenSource;
  /** Hears of each attempt once it has ended. */
  readonly observer?: (attempt: ApiAttempt) => void;
  readonly clock?: Clock;
  /** Shared by all clients of the credential; by default the client has one of its own. */
  readonly meter?: QuotaMeter;
}

export interface ApiResponse {
  /** What parseJson made of the body. */
  readonly body: unknown;
  /** Of a write that has only begun: where it can be asked after. null: it is done. */
  readonly task: string | null;
}

/** Whether a body is what was asked for; one that isn't counts as broken. */
/** `minutes`: until when they fit; null: the whole budget is smaller. */
type CallRoom =
  | { readonly fits: true }
  | {
      readonly fits: false;
      readonly limit: number;
      readonly left: number;
      /** How many of what the budget has are for work that has begun; they are not in `left`. */
      readonly promised: number;
      readonly minutes: number | null;
    };

type Usable = (body: unknown) => boolean;

const anything: Usable = () => true;

const maxRedirects = 5;

/** With these nothing was done, and the same call is wanted at the other address (RFC 9110, section 15.4). */
const keepsMethod: ReadonlySet<number> = new Set([307, 308]);

export class BitbucketClient {
  readonly #options: ClientOptions;
  readonly #origin: ApiOrigin;
  readonly #parts: ClientParts;
  readonly #clock: Clock;
  readonly #transport: Transport;
  readonly #exchange: Exchange;
  readonly #permits: Semaphore;
  readonly #budget: CallBudget;
  readonly #promises = new CallPromises();
  readonly #meter: QuotaMeter;
  readonly #rests = new RestTeller();
  readonly #slashes = new TrailingSlash();
  /** No call starts before this time, since Bitbucket asked for rest. */
  #quietUntil = 0;
  /** Calls that have yet to pass, one after the other, since the rate limit was met. */
  #careful = 0;
  /** Since when no call got through the rate limit; null: the last one did. */
  #refusedSince: number | null = null;
  readonly #single = new Semaphore(1);

  constructor(options: ClientOptions, parts: ClientParts) {
    this.#options = options;
    this.#origin = new ApiOrigin(options.apiUrl);
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#transport = new Transport(options);
    this.#exchange = new Exchange({
      transport: this.#transport,
      clock: this.#clock,
      timeoutMs: options.timeoutMs,
      observer: (attempt) => this.#ended(attempt),
    });
    this.#permits = new Semaphore(options.maxConcurrency);
    this.#meter = parts.meter ?? new QuotaMeter();
    this.#budget = new CallBudget(options.hourlyBudget, this.#meter);
  }

  async get(target: string, call: CallContext, usable: Usable = anything): Promise<ApiResponse> {
    try {
      const url = this.#origin.resolve(target);
      return await this.#slashes.apply(url, (spelt) => this.#get(spelt, call, usable));
    } catch (error) {
      if (call.signal.aborted) throw cancellation(call.signal);
      throw error;
    }
  }

  /**
   * `body` is a MultipartBody, or what becomes the JSON; null: none is sent. Once the request is under way the signal no longer stops it,
   * so that it is known what it did.
   */
  async write(
    method: Exclude<ApiMethod, 'GET'>,
    target: string,
    body: unknown,
    call: CallContext,
  ): Promise<ApiResponse> {
    const url = this.#origin.resolve(target);
    return this.#slashes.apply(url, (spelt) =>
      this.#write({ method, url: spelt, body: requestBody(body) }, call),
    );
  }

  async #write(first: TransportRequest, call: CallContext): Promise<ApiResponse> {
    const patience = this.#newPatience();
    let request = first;
    let redirects = 0;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(request, call, attempt, patience).catch((error: unknown) => {
        throw call.signal.aborted ? cancellation(call.signal) : error;
      });
      switch (outcome.kind) {
        case 'done':
          return { body: outcome.body, task: outcome.location };
        case 'redirect':
          redirects += 1;
          if (!keepsMethod.has(outcome.status) || redirects > maxRedirects) {
            const { method, url } = first;
            throw failed(`Bitbucket redirects ${method} ${url.pathname}, which a write does not follow`);
          }
          request = { ...request, url: this.#origin.redirected(outcome.location, request.url) };
          break;
        case 'refused':
          if (renewed || !(await this.#parts.tokens.refused(outcome.header, call.signal)))
            throw outcome.error;
          renewed = true;
          break;
        case 'again':
          if (!outcome.all) throw uncertain(outcome);
          break;
      }
    }
  }

  /** Asks after a task until `isDone` holds: at once, and then after waits that grow from 200 ms to 10 s. */
  async awaitTask(task: string, call: CallContext, isDone: (body: unknown) => boolean): Promise<ApiResponse> {
    for (let wait = 200; ; wait = Math.min(2 * wait, 10_000)) {
      const response = await this.get(task, call);
      if (isDone(response.body)) return response;
      await this.#clock.sleep(wait, call.signal).catch(() => {
        throw cancellation(call.signal);
      });
    }
  }

  /** How many calls may be under way at once; walks read that far ahead. */
  get concurrency(): number {
    return this.#options.maxConcurrency;
  }

  budget(): BudgetState {
    return this.#budget.state(this.#clock.now());
  }

  /** Whether so many more calls fit into the hour's budget; where it may be exceeded they always do. */
  roomFor(calls: number): CallRoom {
    const now = this.#clock.now();
    const { limit, left } = this.#budget.state(now);
    const promised = Math.min(left, this.#promises.total);
    if (this.#options.allowOverBudget || calls <= left - promised) return { fits: true };
    const wait = this.#budget.waitForAll(calls + promised, now);
    const minutes = wait === null ? null : Math.ceil(wait / 60_000);
    return { fits: false, limit, left: left - promised, promised, minutes };
  }

  /** So many calls will be made, as far as `roomFor` is concerned, until the promise says that they were. */
  promise(calls: number): CallPromise {
    return this.#promises.promise(calls);
  }

  /** Returns the function that ends it. */
  onRest(listener: (rest: Rest) => void): () => void {
    return this.#rests.listen(listener, this.#clock.now());
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #get(first: URL, call: CallContext, usable: Usable): Promise<ApiResponse> {
    const patience = this.#newPatience();
    let url = first;
    let redirects = 0;
    let renewed = false;
    for (let attempt = 1; ;) {
      let outcome = await this.#attempt({ method: 'GET', url, body: null }, call, attempt, patience);
      if (outcome.kind === 'done' && !usable(outcome.body)) outcome = again(unusableBody(url));
      switch (outcome.kind) {
        case 'done':
          return { body: outcome.body, task: null };
        case 'redirect':
          redirects += 1;
          if (redirects > maxRedirects) throw failed(`Bitbucket redirects ${first.pathname} without an end`);
          url = this.#origin.redirected(outcome.location, url);
          break;
        case 'refused':
          if (renewed || !(await this.#parts.tokens.refused(outcome.header, call.signal)))
            throw outcome.error;
          renewed = true;
          break;
        case 'again':
          if (!outcome.all) await this.#restAlone(outcome, patience.afterFailure(outcome), call);
          attempt += 1;
          break;
      }
    }
  }

  #newPatience(): Patience {
    return new Patience(this.#clock.now(), this.#options.allowOverBudget, () => this.#clock.random());
  }

  async #attempt(
    request: TransportRequest,
    call: CallContext,
    attempt: number,
    patience: Patience,
  ): Promise<Outcome> {
    const header = await this.#parts.tokens.authorization(call.signal);
    const release = await this.#turn(call.signal);
    try {
      this.#spend();
      // A write that is under way is waited for.
      const context = request.method === 'GET' ? call : { ...call, signal: new AbortController().signal };
      const outcome = await this.#exchange.run(request, header, context, attempt);
      if (outcome.kind === 'again' && outcome.all) this.#restAll(outcome, patience);
      else this.#passed();
      return outcome;
    } finally {
      release();
    }
  }

  /** The rate limit holds for all calls, so all of them rest, and go on one by one until it lets them pass. */
  #restAll(outcome: Again, patience: Patience): void {
    const now = this.#clock.now();
    this.#refusedSince ??= now;
    const wait = patience.afterRefusal(outcome, { now, refusedSince: this.#refusedSince });
    this.#quietUntil = Math.max(this.#quietUntil, now + wait);
    this.#careful = this.#options.maxConcurrency;
    this.#meter.restUntil(this.#quietUntil);
    this.#rests.tell({ until: this.#quietUntil, statementId: null });
  }

  #restAlone({ asked }: Again, wait: number, { statementId, signal }: CallContext): Promise<void> {
    if (asked !== null && statementId !== undefined)
      this.#rests.tell({ until: this.#clock.now() + wait, statementId });
    return this.#clock.sleep(wait, signal);
  }

  #ended(attempt: ApiAttempt): void {
    if (attempt.rateLimit !== null) this.#meter.hear(attempt.rateLimit, this.#clock.now());
    this.#parts.observer?.(attempt);
  }

  #passed(): void {
    this.#refusedSince = null;
    this.#careful = Math.max(0, this.#careful - 1);
  }

  /** Resolves when the call may start, with the function that lets the next one go. */
  async #turn(signal: AbortSignal): Promise<() => void> {
    for (;;) {
      const pass = this.#careful > 0 ? await this.#single.acquire(signal) : () => undefined;
      const permit = await this.#permits.acquire(signal).catch((reason: unknown) => {
        pass();
        throw reason;
      });
      const release = (): void => {
        permit();
        pass();
      };
      // Looked at last: while this call waited for its turn another one may have been told to rest.
      const quiet = this.#quietUntil - this.#clock.now();
      if (quiet <= 0) return release;
      release();
      await this.#clock.sleep(quiet, signal);
    }
  }

  #spend(): void {
    const now = this.#clock.now();
    const { limit, left } = this.#budget.state(now);
    if (left === 0 && !this.#options.allowOverBudget) {
      const minutes = Math.ceil(this.#budget.waitFor(now) / 60_000);
      throw new DrawbridgeError(
        SqlState.budgetExceeded,
        `The hourly budget of ${limit} API calls is used up; the next call fits in ${minutes === 1 ? '1 minute' : `${minutes} minutes`}.`,
        { hint: 'Wait, raise HourlyBudget, or set AllowOverBudget=true.' },
      );
    }
    this.#budget.record(now);
  }
}

function requestBody(body: unknown): RequestBody | null {
  if (body === null || body instanceof MultipartBody) return body;
  return { contentType: 'application/json', text: jsonText(body) };
}

function failed(message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.sourceFailed, message);
}
