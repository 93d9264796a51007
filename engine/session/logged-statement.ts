/** A prepared statement whose executions are written to the connection's log. */
import { asDrawbridgeError } from '../error.ts';
import type { Cursor, Prepared } from './session.ts';
import type { SessionLog } from './session-log.ts';

export function loggedStatement(prepared: Prepared, statement: string, log: SessionLog): Prepared {
  const failed = (thrown: unknown): never => {
    const error = asDrawbridgeError(thrown);
    log.error(error, statement);
    throw error;
  };
  return {
    ...prepared,
    async execute(parameters, options) {
      const started = performance.now();
      const onNotice: typeof options.onNotice = (notice) => {
        log.notice(notice);
        options.onNotice(notice);
      };
      const cursor = await prepared.execute(parameters, { ...options, onNotice }).catch(failed);
      return loggedCursor(cursor, failed, () =>
        log.statement({
          statement,
          commandTag: cursor.commandTag,
          milliseconds: Math.round(performance.now() - started),
        }),
      );
    },
  };
}

function loggedCursor(cursor: Cursor, failed: (thrown: unknown) => never, ended: () => void): Cursor {
  return {
    columns: cursor.columns,
    get commandTag() {
      return cursor.commandTag;
    },
    get cut() {
      return cursor.cut;
    },
    async next() {
      const chunk = await cursor.next().catch(failed);
      if (chunk === null) ended();
      return chunk;
    },
    close: () => cursor.close(),
  };
}
