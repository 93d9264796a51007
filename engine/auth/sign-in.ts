/**
 * Signing in with the browser: from the address of the consent page to tokens in the vault.
 *
 *   start -> waiting -> exchanging -> done | failed
 *
 * The answer comes through the callback listener or by paste; cancel, and no answer in time, end in
 * `failed` and free the port. Tokens that were good before stay until the new ones are there.
 */
import { randomUUID } from 'node:crypto';
import { sameDsn } from '../dsn/dsn-identity.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import type { CallbackAnswer, CallbackListener } from './callback-listener.ts';
import { listenForCallback, loopbackPort } from './callback-listener.ts';
import type { CallbackOutcome } from './callback-outcome.ts';
import type { CallbackPage } from './callback-page.ts';
import {
  type Attempt,
  newAttempt,
  OAuthClient,
  type OAuthParts,
  type OAuthProperties,
} from './oauth-client.ts';
import { type Identify, keepTokens } from './keep-tokens.ts';
import { oneLine } from './one-line.ts';
import { readPasted } from './pasted-answer.ts';
import type { Vault } from './vault.ts';
import { waitAtMost } from './wait-at-most.ts';

/** As the admin API's event `signIn.changed` has it. */
export type SignInState =
  | {
      readonly phase: 'waiting';
      readonly authorizationUrl: string;
      readonly callbackUrl: string;
      /** An answer with another state came back; waiting goes on. */
      readonly strayAnswer?: boolean;
      /** How long it still waits. */
      readonly secondsLeft: number;
    }
  | { readonly phase: 'exchanging' }
  | {
      readonly phase: 'done';
      readonly account: string;
      readonly scopes: string[];
      readonly expiresAt: string;
    }
  | { readonly phase: 'failed'; readonly error: DrawbridgeError };

export type SignInEnd = Extract<SignInState, { phase: 'done' | 'failed' }>;

export interface SignInRequest {
  readonly dsn: DsnKey;
  readonly properties: OAuthProperties;
  /** False where the browser runs on another machine: the answer is pasted then. */
  readonly listen: boolean;
  /** Begun for connections that wait for it: whoever else wants to sign in joins it. */
  readonly isShared?: boolean;
}

export interface SignInParts {
  readonly vault: Vault;
  readonly onChange: (id: string, state: SignInState) => void;
  /** A sign-in of this data source has ended well; its tokens are in the vault. */
  readonly onSignedIn?: (dsn: DsnKey) => void;
  /** Who a new token belongs to; '' where that is not known. */
  readonly identify?: Identify;
  readonly oauth?: OAuthParts;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  readonly startTimer?: (milliseconds: number, expire: () => void) => () => void;
}

export interface StartedSignIn {
  readonly id: string;
  readonly authorizationUrl: string;
  readonly callbackUrl: string;
  readonly secondsLeft: number;
}

const minute = 60_000;
/** A port that stays open for longer is a port that somebody forgets. */
const patienceMs = 2 * minute;
/** The address travels to another computer, and its answer back. */
const pastePatienceMs = 10 * minute;

interface Running {
  readonly started: () => StartedSignIn;
  readonly ended: Promise<SignInEnd>;
  readonly tellEnd: (end: SignInEnd) => void;
  readonly attempt: Attempt;
  readonly client: OAuthClient;
  readonly request: SignInRequest;
  readonly listener: CallbackListener | null;
  readonly stopTimer: () => void;
  exchanging: boolean;
}

export class SignIns {
  readonly #parts: SignInParts;
  readonly #running = new Map<string, Running>();
  readonly #ports = new Set<number>();

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** Throws 28000 without a consumer, 22023 for a callback that is elsewhere, 55000 for a port in use. */
  async start(request: SignInRequest): Promise<StartedSignIn> {
    const { properties, listen } = request;
    const callbackUrl = properties.CallbackURL;
    const client = new OAuthClient(properties, this.#parts.oauth);
    const attempt = newAttempt();
    const id = randomUUID();
    const addresses = { authorizationUrl: client.authorizationUrl(attempt), callbackUrl };
    const patience = listen ? patienceMs : pastePatienceMs;
    const now = this.#parts.now ?? (() => performance.now());
    let waitsUntil = Infinity;
    const waiting = () => ({
      ...addresses,
      secondsLeft: Math.max(0, Math.round((waitsUntil - now()) / 1000)),
    });
    const onStray = (): void => {
      if (this.#running.get(id)?.exchanging === false)
        this.#parts.onChange(id, { phase: 'waiting', ...waiting(), strayAnswer: true });
    };
    const listener = listen ? await this.#listen(callbackUrl, attempt.state, onStray) : null;
    const startTimer = this.#parts.startTimer ?? systemTimer;
    waitsUntil = now() + patience;
    const stopTimer = startTimer(patience, () => void this.#fail(id, tooLate(patience)));
    const started = (): StartedSignIn => ({ id, ...waiting() });
    let tellEnd = (_end: SignInEnd): void => undefined;
    const ended = new Promise<SignInEnd>((resolve) => (tellEnd = resolve));
    const told = { started, ended, tellEnd };
    this.#running.set(id, { ...told, attempt, client, request, listener, stopTimer, exchanging: false });
    void listener?.answer.then((answer) => this.#answered(id, answer));
    this.#parts.onChange(id, { phase: 'waiting', ...waiting() });
    return started();
  }

  /** The sign-in of a data source that waits for the browser now; `shared`: only one that connections have begun. */
  waitingFor(dsn: DsnKey, which: 'any' | 'shared'): StartedSignIn | null {
    for (const { request, listener, exchanging, started } of this.#running.values()) {
      const isMeant = which === 'any' || request.isShared === true;
      if (isMeant && listener !== null && !exchanging && sameDsn(request.dsn, dsn)) return started();
    }
    return null;
  }

  /** How a sign-in that is under way will have ended. Never rejects for the sign-in's sake. */
  ended(id: string): Promise<SignInEnd> {
    const running = this.#running.get(id);
    return running === undefined ? Promise.reject(hasEnded()) : running.ended;
  }

  /** Ends one that waits, for a reason of its own. */
  giveUp(id: string, error: DrawbridgeError): Promise<void> {
    return this.#fail(id, error);
  }

  /** The code, or the whole address that the browser ended on. Throws 22023 when it is neither; waiting goes on. */
  async paste(id: string, text: string): Promise<void> {
    const running = this.#waiting(id);
    await this.#finish(id, readPasted(text, running.attempt.state));
  }

  async cancel(id: string): Promise<void> {
    this.#waiting(id);
    await this.#fail(id, new DrawbridgeError(SqlState.queryCanceled, 'The sign-in was cancelled.'));
  }

  /**
   * Ends all that wait. Whoever has allowed the access already gets what Bitbucket answers, unless that takes more than so
   * many milliseconds. Never rejects.
   */
  async close(patienceMs = 0): Promise<void> {
    const exchanging = [...this.#running.values()].filter((running) => running.exchanging);
    const error = new DrawbridgeError(SqlState.shuttingDown, 'Drawbridge is shutting down.');
    await Promise.all([...this.#running.keys()].map((id) => this.#fail(id, error)));
    await waitAtMost(
      patienceMs,
      exchanging.map(({ ended }) => ended),
    );
  }

  async #listen(callbackUrl: string, state: string, onStray: () => void): Promise<CallbackListener> {
    const port = loopbackPort(callbackUrl);
    if (this.#ports.has(port)) throw portTaken(port);
    this.#ports.add(port);
    try {
      const listener = await listenForCallback(callbackUrl, state, onStray);
      const close = () => listener.close().finally(() => this.#ports.delete(port));
      return { answer: listener.answer, close };
    } catch (error) {
      this.#ports.delete(port);
      throw error;
    }
  }

  #waiting(id: string): Running {
    const running = this.#running.get(id);
    if (running && !running.exchanging) return running;
    throw hasEnded();
  }

  async #answered(id: string, answer: CallbackAnswer): Promise<void> {
    const running = this.#running.get(id);
    if (!running || running.exchanging) return;
    const end = await this.#conclude(id, running, answer.outcome);
    await answer.respond(pageFor(end));
    await this.#end(id, running, end);
  }

  async #finish(id: string, outcome: CallbackOutcome): Promise<void> {
    const running = this.#waiting(id);
    await this.#end(id, running, await this.#conclude(id, running, outcome));
  }

  async #fail(id: string, error: DrawbridgeError): Promise<void> {
    const running = this.#running.get(id);
    if (!running || running.exchanging) return;
    running.exchanging = true;
    await this.#end(id, running, { phase: 'failed', error });
  }

  /** Never throws: how it ended is the answer. */
  async #conclude(id: string, running: Running, outcome: CallbackOutcome): Promise<SignInEnd> {
    running.exchanging = true;
    running.stopTimer();
    try {
      if (outcome.kind === 'denied') throw denied(outcome);
      this.#parts.onChange(id, { phase: 'exchanging' });
      const tokens = await running.client.exchange(outcome.code, running.attempt);
      const account = await keepTokens(this.#parts, running.request, tokens);
      return {
        phase: 'done',
        account,
        scopes: [...tokens.scopes],
        expiresAt: tokens.expiresAt,
      };
    } catch (error) {
      return { phase: 'failed', error: asDrawbridgeError(error) };
    }
  }

  async #end(id: string, running: Running, state: SignInEnd): Promise<void> {
    running.stopTimer();
    await running.listener?.close();
    this.#running.delete(id);
    if (state.phase === 'done') this.#parts.onSignedIn?.(running.request.dsn);
    running.tellEnd(state);
    this.#parts.onChange(id, state);
  }
}

function hasEnded(): DrawbridgeError {
  return new DrawbridgeError(SqlState.wrongState, 'This sign-in has ended.', { hint: 'Start it again.' });
}

function systemTimer(milliseconds: number, expire: () => void): () => void {
  const timer = setTimeout(expire, milliseconds);
  return () => clearTimeout(timer);
}

function pageFor(state: SignInEnd): CallbackPage {
  if (state.phase !== 'failed')
    return {
      status: 200,
      title: 'You are signed in',
      text: 'Drawbridge may now use Bitbucket. You can close this page.',
    };
  const { message, hint = '' } = state.error;
  return { status: 200, title: 'The sign-in failed', text: `${message} ${hint}`.trim() };
}

function denied({ error, reason }: { readonly error: string; readonly reason: string }): DrawbridgeError {
  const byUser = error === 'access_denied';
  const what = byUser
    ? 'The consent was not given in Bitbucket'
    : `Bitbucket ended the sign-in (${oneLine(error, 80)})`;
  return new DrawbridgeError(
    SqlState.invalidAuthorization,
    reason === '' ? `${what}.` : `${what}: ${oneLine(reason, 300)}`,
    {
      hint: byUser
        ? 'Start again and grant access.'
        : 'Check key, permissions and callback URL of the consumer in Bitbucket, then start again.',
    },
  );
}

function tooLate(patience: number): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidAuthorization,
    `No answer came within ${patience / minute} minutes.`,
    {
      hint: 'Start again. If Bitbucket showed an error instead of a question, the callback URL of its OAuth consumer is missing or is not CallbackURL. If the browser runs on another computer, paste the address that it ends on: in the sign-in window, or with drawbridge login --paste.',
    },
  );
}

function portTaken(port: number): DrawbridgeError {
  return new DrawbridgeError(SqlState.wrongState, `A sign-in is waiting on port ${port} already.`, {
    hint: 'Finish or cancel that one first.',
  });
}
