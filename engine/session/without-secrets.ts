import { asDrawbridgeError } from '../error.ts';
import type { ShownStatement } from './secret-statement.ts';
import type { Cursor, Prepared } from './session.ts';

/** The statement, whose errors tell no secret. */
export function withoutSecrets(prepared: Prepared, shown: ShownStatement): Prepared {
  return {
    ...prepared,
    async execute(parameters, options) {
      try {
        return cursorWithoutSecrets(await prepared.execute(parameters, options), shown, parameters);
      } catch (thrown) {
        throw shown.masked(asDrawbridgeError(thrown), parameters);
      }
    },
  };
}

function cursorWithoutSecrets(
  cursor: Cursor,
  { maskedWithRows }: ShownStatement,
  parameters: readonly (string | null)[],
): Cursor {
  return {
    columns: cursor.columns,
    // Both are known once all rows are read.
    get commandTag() {
      return cursor.commandTag;
    },
    get cut() {
      return cursor.cut;
    },
    async next() {
      try {
        return await cursor.next();
      } catch (thrown) {
        throw maskedWithRows(asDrawbridgeError(thrown), parameters);
      }
    },
    close: () => cursor.close(),
  };
}
