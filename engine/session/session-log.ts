/**
 * The log of a connection. Each event goes into the engine's log, and as one JSON object a line to LogFile, where the
 * connection names one: Verbosity 1 writes errors, 2 statements as well, 3 API calls, 4 notices and the life of
 * sessions. Statements are written without their parameters. The secrets of the connection are taken out wherever
 * they stand, and so is what looks like one in addresses and messages. A log that cannot be written never fails a
 * statement.
 */
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ApiAttempt } from '../bitbucket/api-attempt.ts';
import { maskKnown, maskSecrets } from '../dsn/mask-secrets.ts';
import type { DrawbridgeError, Notice } from '../error.ts';
import type { EngineLog } from './engine-log.ts';
import type { StatementObserver } from './observed-statement.ts';

export interface SessionLog {
  readonly error: (error: DrawbridgeError, statement: string) => void;
  readonly statement: (end: StatementEnd) => void;
  readonly call: (attempt: ApiAttempt) => void;
  readonly notice: (notice: Notice) => void;
  readonly session: (event: 'opened' | 'closed') => void;
  /** Resolves once everything is written. */
  readonly flush: () => Promise<void>;
}

/** What a line says beside its time and its session. */
export type LogFacts =
  | {
      readonly kind: 'error';
      readonly sqlState: string;
      readonly message: string;
      readonly hint?: string | undefined;
      /** '' where none was to be run. */
      readonly statement: string;
    }
  | ({ readonly kind: 'statement' } & StatementEnd)
  | {
      readonly kind: 'call';
      readonly method: string;
      /** Path and query. */
      readonly target: string;
      readonly status: number | null;
      readonly milliseconds: number;
      readonly bytes: number;
      readonly attempt: number;
    }
  | {
      readonly kind: 'notice';
      readonly sqlState: string;
      readonly message: string;
      readonly hint?: string | undefined;
    }
  | { readonly kind: 'session'; readonly event: 'opened' | 'closed' };

const levels = { error: 1, statement: 2, call: 3, notice: 4, session: 4 } as const;

/** Follows one execution for the log, whose statement ends where the client has read it to its end. */
export function loggedExecution(log: SessionLog, statement: string): StatementObserver {
  const started = performance.now();
  return {
    notice: log.notice,
    end(outcome) {
      if (outcome.kind === 'failed') log.error(outcome.error, statement);
      if (outcome.kind !== 'done') return;
      const milliseconds = Math.round(performance.now() - started);
      log.statement({ statement, commandTag: outcome.commandTag, milliseconds });
    },
  };
}

export interface StatementEnd {
  readonly statement: string;
  readonly commandTag: string;
  readonly milliseconds: number;
}

export interface SessionLogOptions {
  /** '': no file. */
  readonly file: string;
  readonly verbosity: number;
  /** The session's key, of which the log shows the beginning; '' before there is one. */
  readonly session: string;
  /** Texts that must not appear. */
  readonly secrets?: readonly string[];
  readonly engineLog?: EngineLog;
  readonly now?: () => Date;
}

export function openSessionLog(options: SessionLogOptions): SessionLog {
  const { file, verbosity, secrets = [], engineLog, now = () => new Date() } = options;
  const session = options.session.slice(0, 8);
  let writing: Promise<unknown> = Promise.resolve();
  let hasFolder = false;
  const append = (line: string): void => {
    if (!hasFolder) writing = mkdir(path.dirname(file), { recursive: true }).catch(() => undefined);
    hasFolder = true;
    writing = writing.then(() => appendFile(file, line, { mode: 0o600 }).catch(() => undefined));
  };
  const write = (facts: LogFacts, inEngineLog = true): void => {
    const at = now().toISOString();
    // Many sessions hear of one call, since they share what makes it.
    if (inEngineLog) engineLog?.add(at, facts.kind === 'call' ? '' : session, facts);
    if (file === '' || levels[facts.kind] > verbosity) return;
    append(`${JSON.stringify({ at, session, ...facts })}\n`);
  };
  const masked = (text: string): string => maskSecrets(text, secrets);
  const told = ({ sqlState, message, hint }: Notice | DrawbridgeError) => ({
    sqlState,
    message: masked(message),
    ...(hint === undefined ? {} : { hint: masked(hint) }),
  });
  return {
    error: (error, statement) =>
      write({ kind: 'error', ...told(error), statement: maskKnown(statement, secrets) }),
    statement: ({ statement, commandTag, milliseconds }) =>
      write({ kind: 'statement', statement: maskKnown(statement, secrets), commandTag, milliseconds }),
    call(sent) {
      const { method, target, status, ms, bytes, attempt } = sent;
      const milliseconds = Math.round(ms);
      const facts = { method, target: masked(target), status, milliseconds, bytes, attempt };
      write({ kind: 'call', ...facts }, isFirstToTell(sent));
    },
    notice: (notice) => write({ kind: 'notice', ...told(notice) }),
    session: (event) => write({ kind: 'session', event }),
    flush: async () => {
      await writing;
    },
  };
}

const toldOf = new WeakSet<ApiAttempt>();

function isFirstToTell(attempt: ApiAttempt): boolean {
  if (toldOf.has(attempt)) return false;
  toldOf.add(attempt);
  return true;
}
