import { describe, expect, it } from 'vitest';
import { DrawbridgeError } from '../error.ts';
import { normalise } from './normalise.ts';

/** What a statement throws: its SQLSTATE and the position. */
function refusal(text: string): readonly unknown[] {
  try {
    normalise(text);
  } catch (thrown) {
    if (thrown instanceof DrawbridgeError) return [thrown.sqlState, thrown.position];
    throw thrown;
  }
  return [];
}

const nested = (depth: number): string => `SELECT ${'('.repeat(depth)}1${')'.repeat(depth)}`;

describe('escapes, parameters and TOP', () => {
  it.each([
    ['SELECT {fn UCASE(Title} FROM Pulls', '42601', 8],
    ['SELECT {nonsense 1}', '42601', 8],
    ['SELECT {fn UCASE(Title) ) FROM Pulls', '42601', 8],
    ["SELECT {fn UCASE('a') || 'b'}", '42601', 8],
  ])('%s is refused at its place', (text, state, position) => {
    expect(refusal(text)).toEqual([state, position]);
  });

  it.each([
    ['SELECT ?, $1', '42601', 11],
    ['SELECT $1, ?', '42601', 12],
    ['SELECT $name', '42601', 8],
    ['SELECT $70000', '54000', 8],
    ['SELECT $0', '42P02', 8],
  ])('%s is refused', (text, state, position) => {
    expect(refusal(text)).toEqual([state, position]);
  });

  it.each([
    ['SELECT TOP 10 PERCENT Id FROM Pulls', 15],
    ['SELECT TOP 1 WITH TIES Id FROM Pulls ORDER BY Author', 14],
  ])('%s has no counterpart', (text, position) => {
    expect(refusal(text)).toEqual(['0A000', position]);
  });
});

describe('text that is no statement', () => {
  it.each([
    ["SELECT 'abc", '42601', 8],
    ["SELECT X'0a0'", '42601', 8],
    ["SELECT INTERVAL '1-12' YEAR TO MONTH", '42601', 17],
    ["SELECT INTERVAL '4:60' HOUR TO MINUTE", '42601', 17],
    ["SELECT INTERVAL '1 2' YEAR TO DAY", '42601', 17],
    ["SELECT INTERVAL '2' SECOND TO HOUR", '42601', 17],
    ["SELECT X'0g'", '42601', 8],
    ["SELECT B'12'", '42601', 8],
    ['SELECT 🚀, "abc', '42601', 11],
    ['SELECT 1 /* /* */', '42601', 10],
    ['SELECT $$abc', '42601', 8],
    ['SELECT 1; SELECT 2', '42601', 11],
    ['SELCT 1', '42601', 1],
    ['SELECT 1\0, 2', '42601', 9],
    ['SELECT 1 -- \0\n WHERE false', '42601', 13],
    ['(((', '42601', 1],
  ])('%j is refused at its place', (text, state, position) => {
    expect(refusal(text)).toEqual([state, position]);
  });

  it.each([
    ['brackets', '['.repeat(1_000_000)],
    ['lists', '[1'.repeat(500_000)],
    ['blanks', `SELECT 1${' '.repeat(1_000_000)}\0x`],
    ['TOP', 'SELECT TOP 1 a '.repeat(60_000)],
    ['braces', '{fn '.repeat(200_000)],
    ['DATEADD', 'DATEADD(day, '.repeat(70_000)],
    ['unions', 'SELECT TOP 1 1 UNION '.repeat(45_000)],
    ['numbers', '1e'.repeat(500_000)],
  ])(
    'is answered soon even when it is a megabyte of %s',
    (_, text) => {
      // Time of the processor, in microseconds: what else runs on the machine does not count.
      const before = process.cpuUsage();
      refusal(text);
      expect(process.cpuUsage(before).user).toBeLessThan(10_000_000);
    },
    120_000,
  );

  it('is refused where it nests too deep or is too long', () => {
    expect(refusal(nested(200))).toEqual([]);
    expect(refusal(nested(201))).toEqual(['54000', 208]);
    expect(refusal(`SELECT '${'x'.repeat(1_048_576)}'`)).toEqual(['54000', undefined]);
  });
});
