/** Statements in a trace of unixODBC, shown as our own logs show them: without literals where they may carry a secret. */
import { shownStatement } from '../../session/secret-statement.ts';

/** The trace writes a statement as `SQL = [SELECT 1][length = 8]`. */
export function withShownStatements(trace: string): string {
  return trace.replaceAll(
    /(\bSQL = \[)(.*?)(\]\[length = )/gs,
    (_, start: string, statement: string, end: string) => `${start}${shownStatement(statement).text}${end}`,
  );
}
