/**
 * Days and times as PostgreSQL prints them with DateStyle ISO: years before 1 as "BC", fractions without trailing
 * zeros, zones as +HH[:MM[:SS]].
 */

const daysOf400Years = 146_097;
/** DuckDB's infinity in whatever unit; its negative is the other one. */
export const greatestInt64 = 0x7fff_ffff_ffff_ffffn;

/** A day of the proleptic Gregorian calendar; year 0 is 1 BC. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `days` count from 1970-01-01. */
export function calendarDay(days: number): CalendarDay {
  // Days since 0000-03-01, in eras of 400 years that are all alike; years begin in March, so leap days come last.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / daysOf400Years);
  const dayOfEra = shifted - era * daysOf400Years;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** `YYYY-MM-DD` and what follows the time when the year is before 1. */
export function dayParts(days: number): { readonly text: string; readonly era: '' | ' BC' } {
  const { year, month, day } = calendarDay(days);
  const shown = year > 0 ? year : 1 - year;
  return { text: `${pad(shown, 4)}-${pad(month, 2)}-${pad(day, 2)}`, era: year > 0 ? '' : ' BC' };
}

export function dateText(days: number): string {
  if (days === 0x7fff_ffff) return 'infinity';
  if (days === -0x7fff_ffff) return '-infinity';
  const { text, era } = dayParts(days);
  return text + era;
}

/** How many of a time's units make a second. */
export type TicksPerSecond = 1n | 1000n | 1_000_000n | 1_000_000_000n;

/** `HH:MM:SS` and the fraction. */
export function timeText(ticks: bigint, perSecond: TicksPerSecond): string {
  const seconds = Number(ticks / perSecond);
  const fraction = ticks % perSecond;
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  if (fraction === 0n) return clock;
  const digits = fraction.toString().padStart(perSecond.toString().length - 1, '0');
  return `${clock}.${digits.replace(/0+$/, '')}`;
}

/** A moment counted from 1970; `zone` is put behind the time. The greatest and the least number are infinite. */
export function timestampText(ticks: bigint, perSecond: TicksPerSecond, zone: '' | '+00' = ''): string {
  if (ticks === greatestInt64) return 'infinity';
  if (ticks === -greatestInt64) return '-infinity';
  const perDay = perSecond * 86_400n;
  const days = floorDivide(ticks, perDay);
  const { text, era } = dayParts(Number(days));
  return `${text} ${timeText(ticks - days * perDay, perSecond)}${zone}${era}`;
}

/** Seconds east of Greenwich. */
export function zoneText(offset: number): string {
  const absolute = Math.abs(offset);
  const [hours, minutes, seconds] = [
    Math.floor(absolute / 3600),
    Math.floor(absolute / 60) % 60,
    absolute % 60,
  ];
  const tail =
    seconds > 0 ? `:${pad(minutes, 2)}:${pad(seconds, 2)}` : minutes > 0 ? `:${pad(minutes, 2)}` : '';
  return `${offset < 0 ? '-' : '+'}${pad(hours, 2)}${tail}`;
}

/** PostgreSQL's IntervalStyle `postgres`: `1 year 2 mons -3 days +04:05:06.5`. */
export function intervalText(months: number, days: number, micros: bigint): string {
  let text = '';
  let afterNegative = false;
  const part = (amount: number, unit: string): void => {
    if (amount === 0) return;
    text += `${text === '' ? '' : ' '}${afterNegative && amount > 0 ? '+' : ''}${amount} ${unit}${amount === 1 ? '' : 's'}`;
    afterNegative = amount < 0;
  };
  part(Math.trunc(months / 12), 'year');
  part(months % 12, 'mon');
  part(days, 'day');
  if (text !== '' && micros === 0n) return text;
  const sign = micros < 0n ? '-' : afterNegative ? '+' : '';
  const clock = timeText(micros < 0n ? -micros : micros, 1_000_000n);
  return `${text}${text === '' ? '' : ' '}${sign}${clock}`;
}

/** PostgreSQL's IntervalStyle `iso_8601`: `P1Y2M-3DT4H5M6.5S`. */
export function isoIntervalText(months: number, days: number, micros: bigint): string {
  const part = (amount: number, unit: string): string => (amount === 0 ? '' : `${amount}${unit}`);
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D');
  const minutes = micros / 60_000_000n;
  const rest = micros % 60_000_000n;
  const fraction = String(rest < 0n ? -rest % 1_000_000n : rest % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const whole = `${rest < 0n ? '-' : ''}${(rest < 0n ? -rest : rest) / 1_000_000n}`;
  const seconds = rest === 0n ? '' : `${whole}${fraction === '' ? '' : `.${fraction}`}S`;
  const time = part(Number(minutes / 60n), 'H') + part(Number(minutes % 60n), 'M') + seconds;
  if (date + time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
