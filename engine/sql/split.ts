import { isBlank } from './characters.ts';
import { checkLength } from './limits.ts';
import { lex } from './lexer.ts';
import { isOperator } from './token.ts';

/**
 * The statements of a text, without the semicolons between them; empty ones and mere comments are left out.
 * What stands before the first one stays with it, so that positions in it are positions in the text. Throws
 * 42601 where a string, a name or a comment does not end, 54000 for a text over 1 MiB.
 */
export function splitStatements(text: string): readonly string[] {
  const whole = withoutTrailingNul(text);
  checkLength(whole);
  const statements: string[] = [];
  let start: number | null = null;
  let end = 0;
  for (const token of lex(whole)) {
    if (token.kind === 'end' || isOperator(token, ';')) {
      if (start !== null) statements.push(whole.slice(statements.length === 0 ? 0 : start, end));
      start = null;
    } else {
      start ??= token.start;
      end = token.end;
    }
  }
  return statements;
}

/** Some applications count the NUL that ends a C string as part of the statement. */
export function withoutTrailingNul(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\0' || isBlank(text.charCodeAt(end - 1)))) end--;
  return text.includes('\0', end) ? text.slice(0, end) : text;
}
