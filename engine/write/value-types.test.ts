import { expect, test } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { translateFailure } from '../store/translate-error.ts';
import { withValueTypes, type TypedValue } from './value-types.ts';

const values: readonly TypedValue[] = [
  { name: 'Title', type: 'VARCHAR' },
  { name: 'IsDraft', type: 'BOOLEAN' },
  { name: 'CloseSourceBranch', type: 'BOOLEAN' },
  { name: 'PullRequestId', type: 'BIGINT' },
  { name: 'Line', type: 'INTEGER' },
  { name: 'Events', type: 'JSON' },
  { name: 'ExpiresOn', type: 'TIMESTAMP' },
];

const hintOf = (message: string, given = values): unknown => {
  const told = withValueTypes(translateFailure({ kind: 'conversion', message }), given);
  return told instanceof DrawbridgeError ? told.hint : told;
};

test.each([
  [`Could not convert string 'maybe' to BOOL`, 'IsDraft and CloseSourceBranch take TRUE or FALSE.'],
  [`Could not convert string 'abc' to INT64`, 'PullRequestId takes a whole number.'],
  [`Could not convert string 'abc' to INT32`, 'Line takes a whole number.'],
  [
    'Malformed JSON at byte 0 of input: unexpected character.  Input: "repo:push"',
    `Events takes JSON in a text, such as '["a", "b"]'.`,
  ],
  [
    'invalid timestamp field format: "soon", expected format is (YYYY-MM-DD HH:MM:SS)',
    "ExpiresOn takes a time in UTC, such as '2026-01-31 12:00:00'.",
  ],
])('%s: the hint names the columns that take such values', (message, hint) => {
  expect(hintOf(message)).toBe(hint);
});

test('an error about a type that nothing written has keeps its hint', () => {
  const message = `Could not convert string 'abc' to INT64`;
  expect(hintOf(message, [{ name: 'Title', type: 'VARCHAR' }])).toContain('TRY_CAST');
});

test('other errors stay as they are', () => {
  const error = new DrawbridgeError(SqlState.undefinedTable, 'There is no table BOOL.');
  expect(withValueTypes(error, values)).toBe(error);
  expect(withValueTypes('to BOOL', values)).toBe('to BOOL');
});
