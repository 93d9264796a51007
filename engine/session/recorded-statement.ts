/** A prepared statement whose executions are kept in the engine's history. */
import type { Cursor, Prepared } from './session.ts';
import type { StatementRecord } from './statement-history.ts';

export function recordedStatement(prepared: Prepared, begin: () => StatementRecord): Prepared {
  return {
    ...prepared,
    async execute(parameters, options) {
      const record = begin();
      try {
        const cursor = await prepared.execute(parameters, {
          ...options,
          onProgress(progress) {
            record.progress(progress);
            options.onProgress?.(progress);
          },
        });
        return recordedCursor(cursor, record);
      } catch (thrown) {
        record.end({ thrown }, false);
        throw thrown;
      }
    },
  };
}

function recordedCursor(cursor: Cursor, record: StatementRecord): Cursor {
  return {
    columns: cursor.columns,
    get commandTag() {
      return cursor.commandTag;
    },
    get cut() {
      return cursor.cut;
    },
    async next() {
      try {
        const chunk = await cursor.next();
        if (chunk === null) record.end({ kind: 'done' }, cursor.cut);
        else record.rows(chunk.rowCount);
        return chunk;
      } catch (thrown) {
        record.end({ thrown }, cursor.cut);
        throw thrown;
      }
    },
    close() {
      record.end({ kind: 'closed' }, cursor.cut);
      return cursor.close();
    },
  };
}
