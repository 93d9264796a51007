/** TO_CHAR of a number, as an expression of DuckDB. Each value is made once, since it is the list of a lambda. */
import type { NumberFormat, NumberSign } from './number-format.ts';
import { fill } from './template.ts';
import { inserted, type Token } from './token.ts';

type Tokens = readonly Token[];

/** A number that does not fit shows `#` for its digits, as in PostgreSQL. The number of templates is fixed. */
export function numberText(value: Tokens, format: NumberFormat, token: Token): Tokens {
  const number = (count: number): Tokens => [inserted('number', String(count), token, '')];
  const text = (shown: string): Tokens => fill(shown, [], token);
  const { digits, zeros, places, kept, isBare, hasPoint } = format;
  const pointAndRest = places > 0 ? "'.' || part.rest" : lonePoint;
  const front = fill(
    `CASE WHEN coalesce(length(${whole}) > #1, true) THEN repeat('#', #1)` +
      ` ELSE lpad(lpad(${shownWhole(format)}, CAST(greatest(length(${shownWhole(format)}), #2) AS INTEGER), '0'), #1, ' ') END`,
    [number(digits), number(zeros)],
    token,
  );
  const rest = fill(
    `CASE WHEN coalesce(length(${whole}) > #1, true) THEN repeat('#', #2) ELSE ${isBare ? bareRest : allOfRest} END`,
    [number(digits), number(places), number(kept)],
    token,
  );
  const grouped = withCommas(format, number, token);
  const { before, inside, behind } = signTexts[format.sign](isBare ? '' : ' ');
  const shown = fill(
    `#1 || ${isBare ? "''" : blanks} || #2 || ${isBare ? bareFront(format) : 'ltrim(grouped)'} || #3 || #4`,
    [text(before), text(inside), text(hasPoint ? pointAndRest : "''"), text(behind)],
    token,
  );
  return fill(
    `list_transform([#1], lambda number: CASE WHEN number IS NULL THEN NULL ELSE ` +
      `list_transform([TRY_CAST(number AS DECIMAL(38, #2))], lambda rounded: ` +
      `list_transform([struct_pack(front := #3, rest := #4)], lambda part: ` +
      `list_transform([#5], lambda grouped: #6)[1])[1])[1] END)[1]`,
    [value, number(places), front, rest, grouped, shown],
    token,
  );
}

const digitsOf = 'CAST(abs(rounded) AS VARCHAR)';
const whole = `split_part(${digitsOf}, '.', 1)`;
const allOfRest = `split_part(${digitsOf}, '.', 2)`;
const bareRest = `substring(${allOfRest}, 1, #3) || rtrim(substring(${allOfRest}, #3 + 1), '0')`;

/** `9.9` shows no zero in front of the point. */
const shownWhole = ({ zeros, places }: NumberFormat): string =>
  zeros === 0 && places > 0 ? `CASE ${whole} WHEN '0' THEN '' ELSE ${whole} END` : whole;

const blanks = "repeat(' ', length(grouped) - length(ltrim(grouped)))";

/** `999.` shows its point only where the number does not fit. */
const lonePoint = "CASE WHEN starts_with(part.front, '#') THEN '.' ELSE '' END";

/** …unless nothing else would be left. */
const bareFront = ({ zeros, places }: NumberFormat): string =>
  zeros === 0 && places > 0
    ? "CASE WHEN part.rest = '' AND trim(grouped) = '' THEN '0' ELSE ltrim(grouped) END"
    : 'ltrim(grouped)';

const signed = (minus: string, plus: string): string =>
  `CASE WHEN coalesce(rounded < 0, CAST(number AS DOUBLE) < 0) THEN '${minus}' ELSE '${plus}' END`;

interface SignTexts {
  readonly before: string;
  readonly inside: string;
  readonly behind: string;
}

/** By what stands in the place of a plus. */
const signTexts: Readonly<Record<NumberSign, (plus: string) => SignTexts>> = {
  plain: (plus) => ({ before: "''", inside: signed('-', plus), behind: "''" }),
  'MI before': (plus) => ({ before: signed('-', plus), inside: "''", behind: "''" }),
  'MI behind': (plus) => ({ before: "''", inside: "''", behind: signed('-', plus) }),
  'S before': () => ({ before: "''", inside: signed('-', '+'), behind: "''" }),
  'S behind': () => ({ before: "''", inside: "''", behind: signed('-', '+') }),
  PR: (plus) => ({ before: "''", inside: signed('<', plus), behind: signed('>', plus) }),
};

/** A comma is a blank where no digit stands in front of it. */
function withCommas(
  { commas, digits }: NumberFormat,
  number: (count: number) => Tokens,
  token: Token,
): Tokens {
  const ends = [...commas, digits];
  const pieces = ends.map((end, index) => {
    const begin = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const piece = fill('substring(part.front, #1, #2)', [number(begin + 1), number(end - begin)], token);
    if (index === 0) return piece;
    const template = "CASE substring(part.front, #1, 1) WHEN ' ' THEN ' ' ELSE ',' END || #2";
    return fill(template, [number(begin), piece], token);
  });
  return pieces.reduce((left, right) => fill('#1 || #2', [left, right], token));
}
