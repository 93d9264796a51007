/** ODBC's own functions, called through unixODBC and the built driver. */
import path from 'node:path';
import type { Workplace } from './workplace.ts';

export interface OdbcCall {
  readonly call: string;
  /** 0 SQL_SUCCESS, 1 SQL_SUCCESS_WITH_INFO, 100 SQL_NO_DATA, -1 SQL_ERROR */
  readonly code: number;
  readonly diagnostics: readonly { readonly state: string; readonly message: string }[];
  readonly columns?: number;
  readonly row?: readonly (string | null)[] | null;
}

export interface OdbcWish {
  readonly connect: string;
  readonly maxRows?: number;
  /** SQL_ATTR_QUERY_TIMEOUT, in seconds. */
  readonly timeout?: number;
  readonly sql?: string;
  /** `prepare`: described, not executed. */
  readonly how?: 'direct' | 'prepare';
  readonly catalog?: 'tables' | 'columns' | 'keys' | 'foreignKeys' | 'indexes' | 'rowIds';
  readonly table?: string;
  /** Of foreign keys, indexes and row identifiers. */
  readonly schema?: string;
}

export const odbcProgram = path.join(import.meta.dirname, 'odbc-calls.py');

export async function odbcCalls(place: Workplace, wish: OdbcWish): Promise<readonly OdbcCall[]> {
  const { stdout, stderr } = await place.run('/usr/bin/python3', [odbcProgram], {
    input: JSON.stringify(wish),
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OdbcCall);
}

export const fetched = (calls: readonly OdbcCall[]): readonly (readonly (string | null)[])[] =>
  calls.flatMap(({ row }) => (row === null || row === undefined ? [] : [row]));

/** Every state that was told, in order. */
export const states = (calls: readonly OdbcCall[]): readonly string[] =>
  calls.flatMap(({ diagnostics }) => diagnostics.map(({ state }) => state));
