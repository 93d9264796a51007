/** Casts as tokens: `x::type`, of which the operand must be found, and `CAST(x AS type)`. */
import { isOperator, type Token } from '../sql/token.ts';

const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** Where the operand begins. `colons`: the index of the first colon. Null where no operand stands in front of it. */
export function castOperand(tokens: readonly Token[], colons: number): number | null {
  let index = colons - 1;
  for (;;) {
    const token = tokens[index];
    if (token === undefined) return null;
    if (token.kind === 'operator') {
      const open = opening[token.text];
      if (open === undefined) return null;
      index = openingIndex(tokens, index, token.text, open);
      const before = tokens[index - 1];
      // A call's name, or the list that is indexed.
      if (open === '[' || before?.kind === 'word' || before?.kind === 'quoted') {
        if (open === '(' && isReserved(before)) return index;
        index -= 1;
        continue;
      }
      return index;
    }
    if (isOperator(tokens[index - 1], '.')) index -= 2;
    else if (isOperator(tokens[index - 1], ':') && isOperator(tokens[index - 2], ':')) index -= 3;
    else return index;
  }
}

function openingIndex(tokens: readonly Token[], close: number, closing: string, open: string): number {
  for (let depth = 0, index = close; index >= 0; index--) {
    if (isOperator(tokens[index], closing)) depth += 1;
    if (isOperator(tokens[index], open)) depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

const isReserved = (token: Token | undefined): boolean =>
  /^(?:SELECT|WHERE|AND|OR|NOT|IN|ON|WHEN|THEN|ELSE|CASE|AS|ANY|ALL|BY|FROM|JOIN|VALUES|HAVING)$/.test(
    token?.keyword ?? '',
  );

/** The bracket of the CAST that the AS belongs to; null for an AS of another kind. */
export function openingOfCast(tokens: readonly Token[], as: number): number | null {
  for (let depth = 0, index = as - 1; index >= 0; index--) {
    if (isOperator(tokens[index], ')')) depth += 1;
    if (!isOperator(tokens[index], '(')) continue;
    if (depth === 0) return tokens[index - 1]?.keyword === 'CAST' ? index : null;
    depth -= 1;
  }
  return null;
}
