/** What every ODBC client is expected to see, however it asks: the catalog, rows by parameters, and errors. */
import { expect } from 'vitest';
import type { Cell, ClientCalls } from './client-program.ts';

/** `table`: how the client tells of PullRequests in its list of tables. */
export function expectCatalog(calls: ClientCalls, table: readonly Cell[] = ['PullRequests', 'TABLE']): void {
  expect(calls.rows('schemas')).toEqual(
    expect.arrayContaining([['AllRepositories'], ['Information'], ['harbor-app'], ['tide.tables']]),
  );
  expect(calls.rows('tables')).toContainEqual(table);
  expect(calls.rows('columns').slice(0, 2)).toEqual([
    ['Id', '-5', '19', '0'],
    ['Title', '-9', '255', '0'],
  ]);
  expect(calls.rows('keys')).toEqual([['Id']]);
}

export function expectRowsByParameters(calls: ClientCalls): void {
  expect(calls.rows('parameters')).toEqual([
    [expect.stringMatching(/^\d+$/), expect.any(String)],
    [expect.stringMatching(/^\d+$/), expect.any(String)],
  ]);
}

/** `sent`: the values that the client gets back as it has sent them, of which one is a text beyond ASCII. */
export function expectParameters(calls: ClientCalls, sent: readonly Cell[]): void {
  expectRowsByParameters(calls);
  expect(calls.rows('values')).toEqual([['Grüße 潮汐 🌊', '9007199254740993', '0.1', ...sent]]);
  expect(calls.rows('null')).toEqual([['1']]);
}

/** SQLSTATEs; those of an application of ODBC 2 are others. */
interface ErrorStates {
  readonly noTable: string;
  readonly noColumn: string;
  readonly wrongSyntax: string;
}

const states: ErrorStates = { noTable: '42S02', noColumn: '42S22', wrongSyntax: '42000' };

/** As the server says them. */
export const postgresStates: ErrorStates = { noTable: '42P01', noColumn: '42703', wrongSyntax: '42601' };

/** Each error with what to do, and a connection that goes on. */
export function expectErrors(
  calls: ClientCalls,
  { noTable, noColumn, wrongSyntax }: ErrorStates = states,
): void {
  expect(calls.error('table error')).toEqual({
    state: noTable,
    message: expect.stringMatching(/no table PullRequest[ .][^]*Did you mean PullRequests\?/) as unknown,
  });
  expect(calls.error('column error')).toEqual({
    state: noColumn,
    message: expect.stringContaining('Names that come close: "Title"') as unknown,
  });
  expect(calls.error('syntax error').state).toBe(wrongSyntax);
  expect(calls.rows('after')).toEqual([['1']]);
}
