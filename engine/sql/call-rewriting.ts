/** Calls that become another expression, by the name of the function: what the passes over functions have in common. */
import { fill } from './template.ts';
import { closingIndex, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

export type Arguments = readonly (readonly Token[])[];

/** The template for a call, with what stands for its `#1`, `#2`, …; null where the call is left as it is. */
export type Rewriting = (args: Arguments) => { readonly template: string; readonly values: Arguments } | null;

/** `rewritings`: by names in capitals. Inner calls come first. */
export function rewriteCalls(
  tokens: readonly Token[],
  rewritings: ReadonlyMap<string, Rewriting>,
): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const name = tokens[index];
    if (name === undefined) break;
    const rewriting = isOperator(tokens[index - 1], '.') ? undefined : rewritings.get(keyword(name));
    if (rewriting === undefined || !isOperator(tokens[index + 1], '(')) {
      rewritten.push(name);
      continue;
    }
    const close = closingIndex(tokens, index + 1);
    const call = rewriting(splitAtCommas(tokens.slice(index + 2, close)));
    if (call === null) {
      rewritten.push(name);
      continue;
    }
    const values = call.values.map((value) => rewriteCalls(value, rewritings));
    rewritten.push(...fill(call.template, values, name));
    index = close;
  }
  return rewritten;
}
