/** Vectors: lists of numbers that count from 0 and are written with blanks between. */
import { isInFrom } from '../sql/function-aliases.ts';
import { lex } from '../sql/lexer.ts';
import { closingIndex, isOperator } from '../sql/token.ts';
import { nameOf } from './catalog-names.ts';
import { inserted, type Rule } from './rewrite-rule.ts';

/** Their items count from 0, and they are written without braces. */
const vectors: ReadonlySet<string> = new Set([
  'indkey',
  'indclass',
  'indoption',
  'indcollation',
  'proargtypes',
]);

/** The columns of the result that are vectors, in small letters: under their own names and those that the text gives them. */
export function vectorColumns(text: string): ReadonlySet<string> {
  const tokens = lex(text);
  const renamed = [...tokens.keys()].flatMap((index) =>
    vectors.has(nameOf(tokens[index])) && tokens[index + 1]?.keyword === 'AS'
      ? [nameOf(tokens[index + 2])]
      : [],
  );
  return new Set([...vectors, ...renamed]);
}

/** Vectors count from 0. */
export const vectorPlace: Rule = (tokens, index) => {
  const open = tokens[index + 1];
  if (!vectors.has(nameOf(tokens[index])) || open === undefined || !isOperator(open, '[')) return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  return close === undefined ? null : [inserted(open.end, '1 + ('), inserted(close.start, ')')];
};

export const subscripts: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || nameOf(token) !== 'generate_subscripts' || !isOperator(tokens[index + 1], '('))
    return null;
  const end = closingIndex(tokens, index + 1);
  const close = tokens[end];
  const isVector = tokens.slice(index, end).some((each) => vectors.has(nameOf(each)));
  if (close === undefined || !isVector) return null;
  return [
    inserted(token.start, isInFrom(tokens, index) ? '(SELECT -1 + ' : '(-1 + '),
    inserted(close.end, ')'),
  ];
};
