/**
 * ODBC connection strings: `Key=Value;Key={value with ; and }} in it}`.
 *
 * Keys match without regard to case and spaces; of a key that is given twice the first counts, as ODBC says.
 * Values outside braces are trimmed, values in braces are taken as they are. Errors never repeat a part of the
 * string, which may be a piece of a password with a semicolon in it.
 */
import { DrawbridgeError, SqlState } from '../error.ts';

/** The form in which keywords are compared: `Max Rows`, `maxrows` and `MaxRows` are one. */
export function foldKeyword(keyword: string): string {
  return keyword.replaceAll(/\s/g, '').toLowerCase();
}

/** What a client names as its database: a connection string, or a data source alone. Throws 22023. */
export function parseDatabase(database: string): ReadonlyMap<string, string> {
  return database.includes('=') ? parseConnectionString(database) : new Map([['DSN', database]]);
}

/** The value under a keyword in any spelling; '' when there is none. */
export function valueOf(pairs: Iterable<readonly [string, string]>, keyword: string): string {
  const wanted = foldKeyword(keyword);
  for (const [name, value] of pairs) if (foldKeyword(name) === wanted) return value;
  return '';
}

/** The pairs in their order, keyed by the spelling of the first occurrence. Throws 22023. */
export function parseConnectionString(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const seen = new Set<string>();
  let part = 0;
  let at = 0;
  while (at < text.length) {
    part += 1;
    const semicolon = endOf(text, ';', at);
    const equals = text.indexOf('=', at);
    if (equals === -1 || equals > semicolon) {
      if (text.slice(at, semicolon).trim() !== '') throw malformed(part, 'has no equals sign');
      at = semicolon + 1;
      continue;
    }
    const key = text.slice(at, equals).trim();
    if (key === '') throw malformed(part, 'has no keyword before its equals sign');
    const { value, next } = readValue(text, equals + 1, part);
    if (!seen.has(foldKeyword(key))) {
      seen.add(foldKeyword(key));
      pairs.set(key, value);
    }
    at = next;
  }
  return pairs;
}

/** The opposite: `parseConnectionString(formatConnectionString(pairs))` gives the pairs back. Throws 22023. */
export function formatConnectionString(pairs: Iterable<readonly [key: string, value: string]>): string {
  return [...pairs].map(([key, value]) => `${checkedKey(key)}=${quoted(value)}`).join(';');
}

function readValue(text: string, start: number, part: number): { value: string; next: number } {
  let at = start;
  while (/\s/.test(text.charAt(at))) at += 1;
  if (text.charAt(at) !== '{') {
    const end = endOf(text, ';', at);
    return { value: text.slice(at, end).trim(), next: end + 1 };
  }
  let value = '';
  at += 1;
  for (;;) {
    const brace = text.indexOf('}', at);
    if (brace === -1) throw malformed(part, 'opens a brace that is never closed');
    value += text.slice(at, brace);
    at = brace + 1;
    if (text.charAt(at) !== '}') break;
    value += '}';
    at += 1;
  }
  const end = endOf(text, ';', at);
  if (text.slice(at, end).trim() !== '') throw malformed(part, 'goes on after its closing brace');
  return { value, next: end + 1 };
}

function endOf(text: string, character: string, from: number): number {
  const found = text.indexOf(character, from);
  return found === -1 ? text.length : found;
}

function checkedKey(key: string): string {
  if (key.trim() === key && key !== '' && !/[=;{}]/.test(key)) return key;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${JSON.stringify(key)} cannot be a keyword of a connection string.`,
  );
}

function quoted(value: string): string {
  const plain = value.trim() === value && !/[[\]{}(),;?*=!@]/.test(value);
  return plain ? value : `{${value.replaceAll('}', '}}')}}`;
}

function malformed(part: number, what: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidParameterValue,
    `Part ${part} of the connection string ${what}.`,
    {
      hint: 'Write Key=Value;Key=Value. Put values that hold ; or } into braces and double a } inside them.',
    },
  );
}
