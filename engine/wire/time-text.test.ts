import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  calendarDay,
  dateText,
  intervalText,
  isoIntervalText,
  timestampText,
  zoneText,
} from './time-text.ts';

/** What a Date can hold. */
const farthestDay = 100_000_000;

test('days are those of the Gregorian calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -farthestDay, max: farthestDay }), (days) => {
      const date = new Date(days * 86_400_000);
      expect(calendarDay(days)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }),
    { numRuns: 1000 },
  );
});

test('days beyond what a Date can hold repeat after 400 years', () => {
  fc.assert(
    fc.property(fc.integer({ min: -0x7fff_fffe, max: 0x7fff_fffe }), (days) => {
      const eras = Math.trunc(days / 146_097);
      const { year, month, day } = calendarDay(days - eras * 146_097);
      expect(calendarDay(days)).toEqual({ year: year + eras * 400, month, day });
    }),
    { numRuns: 1000 },
  );
});

test('moments are those of the clock', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (millis) => {
      const iso = new Date(millis)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '');
      expect(timestampText(BigInt(millis) * 1000n, 1_000_000n)).toBe(iso);
      expect(timestampText(BigInt(millis), 1000n, '+00')).toBe(`${iso}+00`);
    }),
  );
});

test('the year before 1 is 1 BC', () => {
  expect(dateText(-719_162)).toBe('0001-01-01');
  expect(dateText(-719_163)).toBe('0001-12-31 BC');
  expect(timestampText(-719_163n * 86_400n, 1n, '+00')).toBe('0001-12-31 00:00:00+00 BC');
});

test.each([
  [0, '+00'],
  [19_800, '+05:30'],
  [-28_800, '-08'],
  [-3661, '-01:01:01'],
  [1, '+00:00:01'],
])('a zone of %d seconds is %s', (offset, text) => {
  expect(zoneText(offset)).toBe(text);
});

/** From PostgreSQL 15. */
test.each([
  [14, 3, 14_400_000_000n, '1 year 2 mons 3 days 04:00:00'],
  [-1, 2, -3_000_000n, '-1 mons +2 days -00:00:03'],
  [-14, 0, 0n, '-1 years -2 mons'],
  [0, -1, 3_600_000_000n, '-1 days +01:00:00'],
  [0, 1, -1_000_000n, '1 day -00:00:01'],
  [0, 0, 0n, '00:00:00'],
])('an interval of %d months, %d days and %d microseconds is %s', (months, days, micros, text) => {
  expect(intervalText(months, days, micros)).toBe(text);
});

// As PostgreSQL 15 prints them.
test.each([
  [14, -3, 14_706_500_000n, 'P1Y2M-3DT4H5M6.5S'],
  [-14, 0, -500_000n, 'P-1Y-2MT-0.5S'],
  [0, 1, -3_661_000_001n, 'P1DT-1H-1M-1.000001S'],
  [0, 0, 7_200_000_000n, 'PT2H'],
  [0, 0, 0n, 'PT0S'],
])(
  'an interval of %d months, %d days and %d microseconds is %s in ISO 8601',
  (months, days, micros, text) => {
    expect(isoIntervalText(months, days, micros)).toBe(text);
  },
);
