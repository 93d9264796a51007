/**
 * Formats of TO_CHAR, TO_DATE and TO_TIMESTAMP, as PostgreSQL and Oracle write them (`YYYY-MM-DD HH24:MI`). Source:
 * PostgreSQL's manual, section "Data Type Formatting Functions". What is not known for sure makes the whole format
 * unknown: letters that PostgreSQL passes through, ordinals (`TH`), time zones and Julian days. Those of numbers are in
 * number-format.ts.
 */

/** A part of what is shown: a format of `strftime`, or an expression over the time `#1`. */
export type ShownPart = { readonly strftime: string } | { readonly template: string };

const shownSigns: Readonly<Record<string, string>> = {
  YYYY: '%Y',
  IYYY: '%G',
  YY: '%y',
  MM: '%m',
  DDD: '%j',
  DD: '%d',
  HH24: '%H',
  HH12: '%I',
  HH: '%I',
  MI: '%M',
  SS: '%S',
  MS: '%g',
  US: '%f',
  IW: '%V',
};

/** Spelled as they are to be shown, in capitals, in small letters or as names are. Padded ones fill nine characters. */
const shownWords: Readonly<Record<string, { readonly sign: string; readonly padded?: true }>> = {
  MONTH: { sign: '%B', padded: true },
  MON: { sign: '%b' },
  DAY: { sign: '%A', padded: true },
  DY: { sign: '%a' },
  AM: { sign: '%p' },
  PM: { sign: '%p' },
};

const shownTemplates: Readonly<Record<string, string>> = {
  Q: 'CAST(quarter(#1) AS VARCHAR)',
  D: 'CAST(dayofweek(#1) + 1 AS VARCHAR)',
  ID: 'CAST(isodow(#1) AS VARCHAR)',
  W: 'CAST((day(#1) - 1) // 7 + 1 AS VARCHAR)',
  // All times are in UTC.
  OF: "'+00'",
  TZ: "'UTC'",
  WW: "lpad(CAST((dayofyear(#1) - 1) // 7 + 1 AS VARCHAR), 2, '0')",
};

/** What `FM` in front makes of a number: no zeros before it. */
const unpaddedTemplates: Readonly<Record<string, string>> = {
  YYYY: 'CAST(year(#1) AS VARCHAR)',
  MM: 'CAST(month(#1) AS VARCHAR)',
  DD: 'CAST(day(#1) AS VARCHAR)',
  DDD: 'CAST(dayofyear(#1) AS VARCHAR)',
  HH24: 'CAST(hour(#1) AS VARCHAR)',
  HH12: 'CAST((hour(#1) + 11) % 12 + 1 AS VARCHAR)',
  HH: 'CAST((hour(#1) + 11) % 12 + 1 AS VARCHAR)',
  MI: 'CAST(minute(#1) AS VARCHAR)',
  SS: 'CAST(second(#1) AS VARCHAR)',
  IW: 'CAST(weekofyear(#1) AS VARCHAR)',
};

const inText =
  /"([^"]*)"|(FM)?(HH24|HH12|HH|IYYY|YYYY|YY|MONTH|MON|MM|MI|MS|DDD|DD|DAY|DY|D|SS|US|IW|ID|WW|W|Q|AM|PM|TZ|OF)|([^A-Za-z"]+)|(.)/gis;

function shownPart(code: string, unpadded: boolean): ShownPart | null {
  const name = code.toUpperCase();
  const word = shownWords[name];
  if (word !== undefined) {
    const shown = `strftime(#1, '${word.sign}')`;
    const cased = code === name ? `upper(${shown})` : code === code.toLowerCase() ? `lower(${shown})` : shown;
    return { template: word.padded === true && !unpadded ? `rpad(${cased}, 9, ' ')` : cased };
  }
  const template = shownTemplates[name];
  if (template !== undefined) return { template: code === 'tz' ? "'utc'" : template };
  const sign = shownSigns[name];
  if (!unpadded) return sign === undefined ? null : { strftime: sign };
  const bare = unpaddedTemplates[name];
  return bare === undefined ? null : { template: bare };
}

type Piece = { readonly code: string; readonly unpadded: boolean } | { readonly text: string };

/** null: a letter that is no code. Texts are as `strftime` and `strptime` want them. */
function* piecesOf(format: string): Generator<Piece | null, void> {
  for (const [, quoted, fill, code, between] of format.matchAll(inText)) {
    const text = quoted ?? between;
    if (code !== undefined) yield { code, unpadded: fill !== undefined };
    else yield text === undefined ? null : { text: text.replaceAll('%', '%%') };
  }
}

/** How TO_CHAR shows a time; null for a format that is not known, or that shows nothing of a time. */
export function shownParts(format: string): readonly ShownPart[] | null {
  const parts: ShownPart[] = [];
  let isTime = false;
  for (const piece of piecesOf(format)) {
    if (piece === null) return null;
    isTime ||= 'code' in piece;
    const part = 'code' in piece ? shownPart(piece.code, piece.unpadded) : { strftime: piece.text };
    if (part === null) return null;
    const last = parts.at(-1);
    if ('strftime' in part && last !== undefined && 'strftime' in last)
      parts[parts.length - 1] = { strftime: last.strftime + part.strftime };
    else parts.push(part);
  }
  return isTime ? parts : null;
}

const readSigns: Readonly<Record<string, string>> = {
  ...shownSigns,
  ...Object.fromEntries(Object.entries(shownWords).map(([word, { sign }]) => [word, sign])),
};

/** For `strptime`; null for a format that is not known, or whose parts cannot be read. */
export function readFormat(format: string): string | null {
  let signs = '';
  for (const piece of piecesOf(format)) {
    if (piece === null) return null;
    const sign = 'code' in piece ? readSigns[piece.code.toUpperCase()] : piece.text;
    if (sign === undefined) return null;
    signs += sign;
  }
  return signs.includes('%') ? signs : null;
}
