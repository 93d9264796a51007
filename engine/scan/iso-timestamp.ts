/**
 * Timestamps between Bitbucket's text and the engine's count: microseconds since 1970-01-01 in UTC.
 *
 * Bitbucket writes ISO 8601 with an offset or `Z` and no, three, six or nine digits of a second; commits keep
 * the offset of their author. Digits beyond the sixth are cut off.
 */

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?\s?(?:Z|z|([+-])(\d{2}):?(\d{2})?)?)?$/;

/** null when the text is no timestamp. A missing offset means UTC. */
export function parseTimestamp(text: string): bigint | null {
  const match = form.exec(text);
  if (match === null) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const days = daysOf(part(1), part(2), part(3));
  if (days === null || part(4) > 24 || part(5) > 59 || part(6) > 60 || part(10) > 59) return null;
  const offset = (match[8] === '-' ? -1 : 1) * (part(9) * 60 + part(10));
  const seconds = days * 86_400 + part(4) * 3600 + part(5) * 60 + part(6) - offset * 60;
  const micros = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return BigInt(seconds) * 1_000_000n + BigInt(micros);
}

/** Days since 1970-01-01, of a date or a timestamp's own calendar day; null when the text is neither. */
export function parseDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
  return match === null ? null : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `YYYY-MM-DDTHH:MM:SS.mmm+00:00`; null for years that need other than four digits. */
export function formatMillis(millis: bigint): string | null {
  const date = new Date(Number(millis));
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString().replace('Z', '+00:00') : null;
}

function daysOf(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  // Date.UTC takes years below 100 for years of the twentieth century.
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / 86_400_000 : null;
}
