/** `LIMIT skip, n`, as MySQL has it, becomes `LIMIT n OFFSET skip`. */
import { inPlaceOf, isOperator, keyword, type Token } from './token.ts';

export function limitPairs(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const [skip, comma, amount] = tokens.slice(index + 1, index + 4);
    result.push(token);
    if (keyword(token) !== 'LIMIT' || isOperator(tokens[index - 1], '.')) continue;
    if (!isAmount(skip) || comma === undefined || !isOperator(comma, ',') || !isAmount(amount)) continue;
    result.push({ ...amount, gap: ' ' }, { ...inPlaceOf(comma, 'OFFSET', 'word'), gap: ' ' });
    result.push({ ...skip, gap: ' ' });
    index += 3;
  }
  return result;
}

function isAmount(token: Token | undefined): token is Token {
  return token?.kind === 'number' || token?.kind === 'parameter';
}
