/** What the values of a write must be like, said where one of them is not. */
import type { ColumnType } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface TypedValue {
  readonly name: string;
  readonly type: ColumnType;
}

interface Kind {
  readonly type: ColumnType;
  /** How DuckDB's message tells that a value is not of the type; its wording belongs to the pinned version. */
  readonly message: RegExp;
  readonly takes: string;
}

const kinds: readonly Kind[] = [
  { type: 'BOOLEAN', message: /\bto BOOL\b/, takes: 'TRUE or FALSE' },
  { type: 'BIGINT', message: /\bINT64\b/, takes: 'a whole number' },
  { type: 'INTEGER', message: /\bINT32\b/, takes: 'a whole number' },
  { type: 'DOUBLE', message: /\bto DOUBLE\b/, takes: 'a number' },
  {
    type: 'TIMESTAMP',
    message: /\btimestamp field\b/i,
    takes: "a time in UTC, such as '2026-01-31 12:00:00'",
  },
  { type: 'DATE', message: /\bdate field\b/i, takes: "a day, such as '2026-01-31'" },
  { type: 'JSON', message: /^Malformed JSON\b/, takes: `JSON in a text, such as '["a", "b"]'` },
];

const ofValues: readonly SqlState[] = [
  SqlState.invalidTextRepresentation,
  SqlState.numericOutOfRange,
  SqlState.datetimeFormat,
];

/**
 * The same error; where a value was not of its type, with a hint that names those of `values` that have this type.
 * DuckDB does not say which of them it was, and it may have been a value of WHERE.
 */
export function withValueTypes(thrown: unknown, values: readonly TypedValue[]): unknown {
  if (!(thrown instanceof DrawbridgeError) || !ofValues.includes(thrown.sqlState)) return thrown;
  const kind = kinds.find(({ message }) => message.test(thrown.message));
  const names = values.filter(({ type }) => type === kind?.type).map(({ name }) => name);
  const last = names.at(-1);
  if (kind === undefined || last === undefined) return thrown;
  const hint =
    names.length === 1
      ? `${last} takes ${kind.takes}.`
      : `${names.slice(0, -1).join(', ')} and ${last} take ${kind.takes}.`;
  const { position } = thrown;
  return new DrawbridgeError(thrown.sqlState, thrown.message, {
    cause: thrown,
    hint,
    ...(position === undefined ? {} : { position }),
  });
}
