import { inPlaceOf, type Token } from './token.ts';

/** What a string in plain quotes says; undefined for anything else, such as `E'…'` and `$$…$$`. */
export function plainText(token: Token | undefined): string | undefined {
  if (token?.kind !== 'string' || !token.text.startsWith("'")) return undefined;
  return token.text.slice(1, -1).replaceAll("''", "'");
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
    return inPlaceOf(token, `"${name.replaceAll('"', '""')}"`);
  });
}
