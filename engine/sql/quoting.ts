import { inPlaceOf, type Token } from './token.ts';

/** What a string in plain quotes says; undefined for anything else, such as `E'…'` and `$$…$$`. */
export function plainText(token: Token | undefined): string | undefined {
  if (token?.kind !== 'string' || !token.text.startsWith("'")) return undefined;
  return token.text.slice(1, -1).replaceAll("''", "'");
}

/** A text as a string in plain quotes. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name in standard quotes. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What a name says, once it has standard quotes: without them, or in small letters, as PostgreSQL folds it. */
export function plainName(token: Token | undefined): string {
  if (token === undefined) return '';
  return token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text.toLowerCase();
}

/** Names in brackets or backticks get double quotes; N'…' loses its letter, as every string is Unicode. */
export function standardQuotes(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token) => {
    const { kind, text } = token;
    if (kind === 'string' && (text.startsWith('N') || text.startsWith('n')))
      return inPlaceOf(token, text.slice(1));
    if (kind !== 'quoted' || text.startsWith('"')) return token;
    const close = text.startsWith('[') ? ']' : '`';
    const name = text.slice(1, -1).replaceAll(close + close, close);
    return inPlaceOf(token, quotedName(name));
  });
}
