/** A prepared statement whose executions somebody follows: the connection's log, the engine's history. */
import { asDrawbridgeError, type DrawbridgeError, type Notice } from '../error.ts';
import type { ScanProgress } from '../plan/scan-request.ts';
import type { Cursor, Prepared } from './session.ts';

/** `closed`: the client wanted no more rows. */
export type StatementOutcome =
  | { readonly kind: 'done' | 'closed'; readonly commandTag: string; readonly cut: boolean }
  | { readonly kind: 'failed'; readonly error: DrawbridgeError; readonly cut: boolean };

/** Follows one execution. A cursor that has ended may be closed, and so told of once more. */
export interface StatementObserver {
  /** The execution's number, by which its API calls are told from others. */
  readonly id?: number;
  notice?(notice: Notice): void;
  progress?(progress: ScanProgress): void;
  rows?(count: number): void;
  end(outcome: StatementOutcome): void;
}

export function observedStatement(prepared: Prepared, begin: () => StatementObserver): Prepared {
  return {
    ...prepared,
    async execute(parameters, options) {
      const observer = begin();
      const { id } = observer;
      if (id !== undefined) options.onStatement?.(id);
      const observed: typeof options = {
        ...options,
        ...(id === undefined ? {} : { statementId: String(id) }),
        onNotice(notice) {
          observer.notice?.(notice);
          options.onNotice(notice);
        },
        onWritten(count) {
          observer.rows?.(count);
          options.onWritten?.(count);
        },
        onProgress(progress) {
          observer.progress?.(progress);
          options.onProgress?.(progress);
        },
      };
      const cursor = await prepared.execute(parameters, observed).catch(failing(observer, () => false));
      return observedCursor(cursor, observer);
    },
  };
}

function observedCursor(cursor: Cursor, observer: StatementObserver): Cursor {
  const failed = failing(observer, () => cursor.cut);
  const end = (kind: 'done' | 'closed'): void =>
    observer.end({ kind, commandTag: cursor.commandTag, cut: cursor.cut });
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
      if (chunk === null) end('done');
      else observer.rows?.(chunk.rowCount);
      return chunk;
    },
    close() {
      end('closed');
      return cursor.close();
    },
  };
}

function failing(observer: StatementObserver, cut: () => boolean): (thrown: unknown) => never {
  return (thrown) => {
    const error = asDrawbridgeError(thrown);
    observer.end({ kind: 'failed', error, cut: cut() });
    throw error;
  };
}
