import { expect, test } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { translateThrown } from './translate-error.ts';

const excerpt = '\n\nLINE 1: SELECT nope FROM t\n               ^';

test.each([
  ['Parser Error: syntax error at or near "selec"', SqlState.syntaxError],
  [
    'Binder Error: Referenced column "nope" not found in FROM clause!\nCandidate bindings: "note"',
    SqlState.undefinedColumn,
  ],
  ['Binder Error: Ambiguous reference to column name "Id" (use: "a.Id" or "b.Id")', SqlState.ambiguousColumn],
  ['Binder Error: Referenced table "x" not found!\nCandidate tables: "t"', SqlState.undefinedTable],
  [
    "Binder Error: No function matches the given name and argument types 'sum(VARCHAR)'. You might need to add explicit type casts.",
    SqlState.undefinedFunction,
  ],
  [
    'Binder Error: column "Id" must appear in the GROUP BY clause or must be part of an aggregate function.',
    SqlState.groupingError,
  ],
  ['Catalog Error: Table with name nope does not exist!\nDid you mean "pg_enum"?', SqlState.undefinedTable],
  [
    'Catalog Error: Scalar Function with name x does not exist!\nDid you mean "xor"?',
    SqlState.undefinedFunction,
  ],
  ["Conversion Error: Could not convert string 'x' to INT32", SqlState.invalidTextRepresentation],
  ["Conversion Error: Could not convert string '99999999999' to INT32", SqlState.numericOutOfRange],
  [
    'Conversion Error: invalid date field format: "2020-13-01", expected format is (YYYY-MM-DD)',
    SqlState.datetimeFormat,
  ],
  [
    "Conversion Error: Type INT64 with value 99999999999 can't be cast because the value is out of range for the destination type INT32",
    SqlState.numericOutOfRange,
  ],
  [
    'Out of Range Error: Overflow in multiplication of INT64 (9007199254740993 * 2000)!',
    SqlState.numericOutOfRange,
  ],
  ['Divide By Zero Error: Division by zero', SqlState.divisionByZero],
  [
    'Invalid Input Error: More than one row returned by a subquery used as an expression - it can return a single row.',
    SqlState.cardinalityViolation,
  ],
  ['Out of Memory Error: could not allocate block', SqlState.outOfMemory],
  ['INTERRUPT Error: Interrupted!', SqlState.queryCanceled],
  ['Not implemented Error: Something', SqlState.featureNotSupported],
  ['INTERNAL Error: Assertion', SqlState.internalError],
  ['something else', SqlState.internalError],
])('gives %j its SQLSTATE', (message, state) => {
  const error = translateThrown(new Error(message + excerpt));
  expect(error.sqlState).toBe(state);
  expect(error.message).not.toMatch(/LINE 1|\^|Candidate|Did you mean/);
  expect(error.message).not.toBe('');
});

test('says what is wrong with a name of four parts', () => {
  const error = translateThrown(new Error('Parser Error: NameListToString NOT IMPLEMENTED'));
  expect(error.sqlState).toBe(SqlState.syntaxError);
  expect(error.message).toContain('more parts than catalog, schema and table');
  expect(error.hint).toContain('double quotes');
});

const hint = (message: string): string | undefined => translateThrown(new Error(message)).hint;

test('hints at names that come close, but not at tables of DuckDB', () => {
  expect(
    hint('Binder Error: Referenced column "n" not found in FROM clause!\nCandidate bindings: "Note"'),
  ).toBe('Names that come close: "Note".');
  expect(hint('Catalog Error: Scalar Function with name x does not exist!\nDid you mean "xor"?')).toBe(
    'Did you mean "xor"?',
  );
  expect(
    hint('Catalog Error: Table with name nope does not exist!\nDid you mean "pg_enum"?'),
  ).toBeUndefined();
});

test('passes an error of ours on', () => {
  const error = new DrawbridgeError(SqlState.sourceFailed, 'Bitbucket failed');
  expect(translateThrown(error)).toBe(error);
});

test('leaves out advice about settings of DuckDB, which nobody can reach', () => {
  const advice = 'Out of Memory Error: failed to allocate 16 MiB\n\nPossible solutions:\n* SET threads=1';
  expect(translateThrown(new Error(advice)).message).toBe('failed to allocate 16 MiB');
});
