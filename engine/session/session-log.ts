/**
 * The log of a connection: one JSON object a line, appended to LogFile. Verbosity 1 writes errors, 2 statements as
 * well, 3 API calls, 4 notices and the life of sessions. Statements are written without their parameters, and no
 * credential ever comes near here. A log that cannot be written never fails a statement.
 */
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ApiAttempt } from '../bitbucket/api-attempt.ts';
import type { DrawbridgeError, Notice } from '../error.ts';
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

/** null: the connection keeps no log. */
export function openSessionLog(
  file: string,
  verbosity: number,
  session: string,
  now: () => Date = () => new Date(),
): SessionLog | null {
  if (file === '') return null;
  let writing: Promise<unknown> = mkdir(path.dirname(file), { recursive: true }).catch(() => undefined);
  const write = (level: number, kind: string, facts: object): void => {
    if (level > verbosity) return;
    const line = `${JSON.stringify({ at: now().toISOString(), session: session.slice(0, 8), kind, ...facts })}\n`;
    writing = writing.then(() => appendFile(file, line, { mode: 0o600 }).catch(() => undefined));
  };
  return {
    error: ({ sqlState, message, hint }, statement) =>
      write(1, 'error', { sqlState, message, hint, statement }),
    statement: (end) => write(2, 'statement', end),
    call: ({ method, target, status, ms, bytes, attempt }) =>
      write(3, 'call', { method, target, status, milliseconds: Math.round(ms), bytes, attempt }),
    notice: (notice) => write(4, 'notice', notice),
    session: (event) => write(4, 'session', { event }),
    flush: async () => {
      await writing;
    },
  };
}
