/** Which tokens belong together: brackets, and CASE with its ELSE and END. Found once, so that nesting costs nothing. */
import { isOperator, keyword, nesting, type Token } from './token.ts';

export interface TokenPairs {
  /** The index of the bracket that closes or opens the one at the index; the number of tokens, or 0, where none does. */
  readonly closeOf: (open: number) => number;
  readonly openOf: (close: number) => number;
  /** Of a CASE; the number of tokens where it has none. */
  readonly elseOf: (choice: number) => number;
  readonly endOf: (choice: number) => number;
  /** Of an END; -1 where it has none. */
  readonly caseOf: (end: number) => number;
}

const known = new WeakMap<readonly Token[], TokenPairs>();

/** Of one list of tokens they are looked for once, whoever asks. */
export function pairsOf(tokens: readonly Token[]): TokenPairs {
  const pairs = known.get(tokens) ?? findPairs(tokens);
  known.set(tokens, pairs);
  return pairs;
}

function findPairs(tokens: readonly Token[]): TokenPairs {
  const none = tokens.length;
  const [close, open, end] = [
    new Map<number, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  const otherwise = new Map<number, number>();
  const choice = new Map<number, number>();
  const brackets: number[] = [];
  /** Of each open bracket those of CASE that are open in it. */
  const choices: number[][] = [[]];
  tokens.forEach((token, index) => {
    const direction = nesting(token);
    if (direction > 0) {
      brackets.push(index);
      choices.push([]);
    } else if (direction < 0) {
      const begin = brackets.pop();
      if (begin === undefined) return;
      choices.pop();
      close.set(begin, index);
      open.set(index, begin);
    } else if (!isOperator(tokens[index - 1], '.')) {
      const here = choices.at(-1) ?? [];
      const word = keyword(token);
      if (word === 'CASE') here.push(index);
      else if (word === 'ELSE') otherwise.set(here.at(-1) ?? none, index);
      else if (word === 'END') {
        const begin = here.pop();
        if (begin === undefined) return;
        end.set(begin, index);
        choice.set(index, begin);
      }
    }
  });
  return {
    closeOf: (index) => close.get(index) ?? none,
    openOf: (index) => open.get(index) ?? 0,
    elseOf: (index) => otherwise.get(index) ?? none,
    endOf: (index) => end.get(index) ?? none,
    caseOf: (index) => choice.get(index) ?? -1,
  };
}
