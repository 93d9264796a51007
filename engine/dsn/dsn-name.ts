/** Which names a DSN may have: the rules of SQLValidDSN, so that every ODBC tool takes them. */
import { DrawbridgeError, SqlState } from '../error.ts';

/** SQL_MAX_DSN_LENGTH. unixODBC counts bytes, and refuses a longer name with HY090 (2.3.11, found by trying). */
export const longestDsnName = 32;
const forbidden = /[[\]{}(),;?*=!@\\]/;
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const control = /[\u0000-\u001F\u007F]/;
/** Sections of the same file that are no data sources. */
const reserved = ['odbc', 'odbc data sources'];

/** Throws 22023 with the reason. */
export function checkDsnName(name: string): void {
  const reason = problemWith(name);
  if (reason === null) return;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${JSON.stringify(name.slice(0, 80))} cannot be the name of a data source: ${reason}.`,
    { hint: `Use 1 to ${longestDsnName} characters and none of [ ] { } ( ) , ; ? * = ! @ \\.` },
  );
}

function problemWith(name: string): string | null {
  if (name === '') return 'it is empty';
  if (name !== name.trim()) return 'it begins or ends with a space';
  if (Array.from(name).length > longestDsnName) return `it is longer than ${longestDsnName} characters`;
  if (Buffer.byteLength(name) > longestDsnName)
    return `it is longer than ${longestDsnName} bytes, of which letters such as é take two`;
  const bad = forbidden.exec(name);
  if (bad) return `it contains ${bad[0]}`;
  if (control.test(name)) return 'it contains a control character';
  if (reserved.includes(name.toLowerCase())) return 'ODBC uses that name itself';
  return null;
}
