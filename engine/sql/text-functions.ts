/**
 * Functions of texts whose meaning in PostgreSQL hangs on a text that is written out: FORMAT with its `%s` (DuckDB's has
 * `{}`, which is left alone), and SUBSTRING and REGEXP_MATCH with a regular expression.
 */
import { rewriteCalls, type Arguments, type Rewriting } from './call-rewriting.ts';
import { plainText, quotedText } from './quoting.ts';
import { fill } from './template.ts';
import { inPlaceOf, keyword, type Token } from './token.ts';

/** `%`, a place, a minus sign for the left side, a width, and what is made of the value. */
const directives = /%(?:(\d+)\$)?(-?)(\d*)([sIL%])/g;

const kinds: Readonly<Record<string, string>> = {
  s: "coalesce(CAST(#1 AS VARCHAR), '')",
  L: `coalesce('''' || replace(CAST(#1 AS VARCHAR), '''', '''''') || '''', 'NULL')`,
  I: `CASE WHEN regexp_full_match(#1, '[a-z_][a-z0-9_]*') THEN #1 ELSE '"' || replace(#1, '"', '""') || '"' END`,
};

const formatted: Rewriting = ([format = [], ...values]) => {
  const [token, ...others] = format;
  const text = plainText(token);
  if (token === undefined || text === undefined || others.length > 0) return null;
  if (text.includes('{') || !text.includes('%')) return null;
  const pieces: Token[][] = [[inPlaceOf(token, "''")]];
  const literal = (part: string): void =>
    void (part !== '' && pieces.push([inPlaceOf(token, quotedText(part))]));
  let next = 0;
  let end = 0;
  for (const { 0: whole, 1: place, 2: minus, 3: width, 4: kind = '', index } of text.matchAll(directives)) {
    literal(text.slice(end, index));
    end = index + whole.length;
    if (kind === '%') literal('%');
    else {
      const value = values[place === undefined ? next : Number(place) - 1];
      const template = kinds[kind];
      if (value === undefined || template === undefined) return null;
      if (place === undefined) next += 1;
      const shown = fill(template, [value], token);
      const side = minus === '' ? 'lpad' : 'rpad';
      const wide = inPlaceOf(token, width ?? '', 'number');
      const padded = `${side}(#1, CAST(greatest(#2, length(#1)) AS INTEGER), ' ')`;
      pieces.push(width === '' ? shown : fill(padded, [fill('(#1)', [shown], token), [wide]], token));
    }
  }
  literal(text.slice(end));
  const whole = pieces.reduce((left, right) => fill('#1 || (#2)', [left, right], token));
  return { template: '(#1)', values: [whole] };
};

/** How many groups a pattern has that keep what they find. */
function groupsOf(pattern: string): number {
  const bare = pattern.replaceAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]/gs, '');
  return [...bare.matchAll(/\((?!\?)/g)].length;
}

/** The first group, or the whole where there is none; NULL where nothing is found. */
function found(text: readonly Token[], pattern: readonly Token[]): ReturnType<Rewriting> {
  const [token, ...others] = pattern;
  const regex = plainText(token);
  if (token === undefined || regex === undefined || others.length > 0 || text.length === 0) return null;
  const group = inPlaceOf(token, groupsOf(regex) > 0 ? '1' : '0', 'number');
  const template = 'CASE WHEN regexp_matches(#1, #2) THEN regexp_extract(#1, #2, #3) END';
  return { template, values: [text, pattern, [group]] };
}

const substring: Rewriting = (args: Arguments) => {
  const [first = [], second, ...more] = args;
  if (more.length > 0) return null;
  if (second !== undefined) return found(first, second);
  const from = first.length - 2;
  return keyword(first[from]) === 'FROM' ? found(first.slice(0, from), first.slice(from + 1)) : null;
};

/** What the groups have found, as a list; the whole where there is no group. */
const regexpMatch: Rewriting = ([text = [], pattern = [], flags, ...more]) => {
  const [token, ...others] = pattern;
  const regex = plainText(token);
  if (token === undefined || regex === undefined || others.length + more.length > 0) return null;
  if (flags !== undefined && (flags.length > 1 || plainText(flags[0]) === undefined)) return null;
  const count = groupsOf(regex);
  const numbers = count === 0 ? [0] : Array.from({ length: count }, (_, index) => index + 1);
  const options = flags ?? [inPlaceOf(token, "''")];
  const groups = numbers
    .map((number) =>
      fill(
        'regexp_extract(#1, #2, #3, #4)',
        [text, pattern, [inPlaceOf(token, String(number), 'number')], options],
        token,
      ),
    )
    .reduce((left, right) => fill('#1, #2', [left, right], token));
  const template = 'CASE WHEN regexp_matches(#1, #2, #3) THEN [#4] END';
  return { template, values: [text, pattern, options, groups] };
};

const rewritings: ReadonlyMap<string, Rewriting> = new Map([
  ['FORMAT', formatted],
  ['SUBSTRING', substring],
  ['REGEXP_MATCH', regexpMatch],
]);

export function textFunctions(tokens: readonly Token[]): readonly Token[] {
  return rewriteCalls(tokens, rewritings);
}
