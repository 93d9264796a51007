/**
 * Constants as Bitbucket reads them. Whatever could be read differently there is not written at all: how
 * texts are escaped in `q` is undocumented, and it may cut timestamps to milliseconds.
 */
import type { ColumnDef } from '../catalog/table.ts';
import type { Constant } from '../plan/scan-request.ts';
import { formatMillis, parseTimestamp } from './iso-timestamp.ts';

/** A constant as a literal in `q`; null when it cannot be written. Timestamps have a function of their own. */
export function qLiteral(column: ColumnDef, value: Constant): string | null {
  switch (column.type) {
    case 'VARCHAR':
      return value.kind === 'text' && isPlain(value.text) ? `"${value.text}"` : null;
    case 'BIGINT':
    case 'INTEGER':
    case 'DOUBLE':
    case 'BOOLEAN':
      return plainValue(column, value);
    default:
      return null;
  }
}

/** A constant as it stands in a query parameter or a path, before URL encoding; null when it cannot. */
export function plainValue(column: ColumnDef, value: Constant): string | null {
  const { kind, text } = value;
  switch (column.type) {
    case 'VARCHAR':
      return kind === 'text' && text !== '' && !unsendable(text) ? text : null;
    case 'BIGINT':
    case 'INTEGER':
      return kind === 'number' && /^-?\d{1,20}$/.test(text) ? String(BigInt(text)) : null;
    case 'DOUBLE':
      return kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? text : null;
    case 'BOOLEAN':
      return kind === 'boolean' && /^(true|false)$/.test(text) ? text : null;
    default:
      return null;
  }
}

export interface TimestampBound {
  /** The last literal that is not later, and the first that is later than every value of that microsecond. */
  readonly floor: string;
  readonly above: string;
  /** The first literal that is not earlier. */
  readonly ceiling: string;
  /** Whether the constant is a whole millisecond, so that floor and ceiling are the constant itself. */
  readonly exact: boolean;
}

/** null when the constant is no timestamp or lies outside the years that can be written. */
export function timestampBound(value: Constant): TimestampBound | null {
  if (value.kind !== 'timestamp' && value.kind !== 'date') return null;
  const micros = parseTimestamp(value.text);
  if (micros === null || micros < -62_000_000_000_000_000n) return null;
  const below = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
  const exact = micros % 1000n === 0n;
  const [floor, above, ceiling] = [below, below + 1n, exact ? below : below + 1n].map(formatMillis);
  return floor && above && ceiling ? { floor, above, ceiling, exact } : null;
}

/** Empty texts are left out as well: where Bitbucket shows one it may hold null. */
function isPlain(text: string): boolean {
  return text !== '' && !/["\\]/.test(text) && !unsendable(text);
}

/** Control characters and halves of surrogate pairs. */
function unsendable(text: string): boolean {
  return /[\p{Cc}\p{Cs}]/u.test(text);
}
