import { expect, it } from 'vitest';
import { withShownStatements } from './trace-statements.ts';

it('a statement that may carry a secret is shown without its literals, and nothing else is changed', () => {
  const entry = (sql: string): string =>
    `[ODBC][42][1763.1][SQLExecDirect.c][240]\n\t\t\tEntry:\n\t\t\tStatement = 0x1\n\t\t\tSQL = [${sql}][length = 76 (SQL_NTS)]\n`;
  const plain = entry("SELECT '[a]' AS x\n FROM Tags");
  const secret = entry("UPDATE Webhooks SET Secret = 'octopus'");
  expect(withShownStatements(plain + secret)).toBe(plain + entry("UPDATE Webhooks SET Secret = '********'"));
});
