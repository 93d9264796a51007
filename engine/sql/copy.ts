/** `COPY … TO STDOUT`: the rows of a query as lines of text, which the client puts wherever it wants. */
import type { CopyFormat, StatementKind } from './statement.ts';
import { closingIndex, inserted, isOperator, keyword, type Token } from './token.ts';

/** SQL never names a file: whoever may send statements would write where the engine may. */
export const outputHint =
  'To write a result into a file, run drawbridge query --output FILE (csv, json, ndjson or parquet).';

/** null: the statement begins with no such verb. */
export function classifyCopy(tokens: readonly Token[]): StatementKind | null {
  if (keyword(tokens[0]) !== 'COPY') return null;
  const to = sourceEnd(tokens);
  if (keyword(tokens[to]) === 'FROM') return { kind: 'unsupported', what: 'COPY FROM' };
  if (keyword(tokens[to]) !== 'TO' || keyword(tokens[to + 1]) !== 'STDOUT') {
    return { kind: 'unsupported', what: 'COPY to anything but STDOUT', hint: outputHint };
  }
  const format = formatOf(tokens.slice(to + 2));
  return format === null
    ? { kind: 'unsupported', what: 'An option of this COPY' }
    : { kind: 'copyOut', format };
}

/** What is copied, as a query; a table stands for all its rows. */
export function copiedQuery(tokens: readonly Token[]): readonly Token[] {
  const end = sourceEnd(tokens);
  const last = tokens.slice(-1);
  const [, first] = tokens;
  if (first === undefined) return tokens;
  if (isOperator(first, '(')) return [...tokens.slice(2, end - 1), ...last];
  const open = tokens.findIndex((token, index) => index < end && isOperator(token, '('));
  const columns = open < 0 ? [inserted('operator', '*', first)] : tokens.slice(open + 1, end - 1);
  const table = tokens.slice(1, open < 0 ? end : open);
  return [inserted('word', 'SELECT', first), ...columns, inserted('word', 'FROM', first), ...table, ...last];
}

/** Where TO or FROM stands. */
function sourceEnd(tokens: readonly Token[]): number {
  let index = 1;
  while (index < tokens.length) {
    if (isOperator(tokens[index], '(')) index = closingIndex(tokens, index) + 1;
    else if (keyword(tokens[index]) === 'TO' || keyword(tokens[index]) === 'FROM') break;
    else index += 1;
  }
  return index;
}

/** `WITH (FORMAT csv, HEADER)`, or as before PostgreSQL 9 `WITH CSV HEADER`; null for what is not known. */
function formatOf(tokens: readonly Token[]): CopyFormat | null {
  const words = tokens.filter(
    (token) =>
      token.kind !== 'end' && !/^(?:WITH|AS|FORMAT)$/.test(keyword(token)) && !/^[(),]$/.test(token.text),
  );
  const values = new Map<string, string>();
  let csv = false;
  let binary = false;
  for (let index = 0; index < words.length; index++) {
    const isFormat = words[index]?.kind === 'string';
    const word = isFormat ? (words[index]?.text.slice(1, -1).toUpperCase() ?? '') : keyword(words[index]);
    const value = words[index + 1];
    if (word === 'CSV') csv = true;
    else if (word === 'BINARY') binary = true;
    else if (word === 'HEADER') {
      const isSaid = /^(?:TRUE|FALSE|ON|OFF)$/.test(keyword(value));
      values.set(word, isSaid ? keyword(value) : 'TRUE');
      if (isSaid) index += 1;
    } else if (oneText.has(word) && value?.kind === 'string') {
      values.set(word, stringValue(value.text));
      index += 1;
    } else if (word !== 'TEXT') return null;
  }
  if (binary && (csv || values.size > 0)) return null;
  const single = (name: string, otherwise: string): string => values.get(name) ?? otherwise;
  const format: CopyFormat = {
    ...(binary ? { binary } : {}),
    csv,
    header: /^(?:TRUE|ON)$/.test(single('HEADER', 'FALSE')),
    delimiter: single('DELIMITER', csv ? ',' : '\t'),
    null: single('NULL', csv ? '' : String.raw`\N`),
    quote: single('QUOTE', '"'),
    escape: single('ESCAPE', single('QUOTE', '"')),
  };
  const isUtf8 = /^utf-?8$/i.test(single('ENCODING', 'UTF8'));
  const isOne = [format.delimiter, format.quote, format.escape].every((text) => text.length === 1);
  return isUtf8 && isOne ? format : null;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What `'…'` or `E'…'` says; of the codes of letters, none is a delimiter. */
function stringValue(text: string): string {
  const inner = text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
  return /^e/i.test(text) ? inner.replaceAll(/\\(.)/gs, (_, sign: string) => escapes[sign] ?? sign) : inner;
}

const oneText: ReadonlySet<string> = new Set(['DELIMITER', 'NULL', 'QUOTE', 'ESCAPE', 'ENCODING']);
