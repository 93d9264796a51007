/**
 * Constants of a bound plan as text.
 *
 * DuckDB has folded them (parameters, `now()`, casts, arithmetic) before the plan is serialised, so nothing is
 * computed here; numbers beyond 2^53 arrive as text (serialised-json.ts). A constant that has no exact text
 * in the contract's notation is undefined, and what compares with it stays local.
 */
import type { Constant } from './scan-request.ts';
import { isObject, text } from './serialised-json.ts';

/** `value` is a serialised DuckDB value: `{ type: { id }, is_null, value }`. */
export function constantOf(value: unknown): Constant | undefined {
  if (!isObject(value) || value['is_null'] === true || !isObject(value['type'])) return undefined;
  const held = value['value'];
  switch (text(value['type']['id'])) {
    case 'VARCHAR':
      return typeof held === 'string' ? { kind: 'text', text: held } : undefined;
    case 'BOOLEAN':
      return typeof held === 'boolean' ? { kind: 'boolean', text: String(held) } : undefined;
    case 'INTEGER':
    case 'BIGINT':
      return integer(held);
    case 'DOUBLE':
      return double(held);
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return timestamp(held);
    case 'DATE':
      return date(held);
    default:
      return undefined;
  }
}

function integer(held: unknown): Constant | undefined {
  const digits = String(held);
  return /^-?\d+$/.test(digits) ? { kind: 'number', text: digits } : undefined;
}

function double(held: unknown): Constant | undefined {
  const digits = String(held);
  return /^-?\d+(\.\d+)?$/.test(digits) ? { kind: 'number', text: digits } : undefined;
}

const microsPerMilli = 1000n;
/** 0001-01-01 and 9999-12-31T23:59:59.999999, which four digits of a year can tell. */
const firstMicros = -62_135_596_800_000_000n;
const lastMicros = 253_402_300_799_999_999n;

function timestamp(held: unknown): Constant | undefined {
  const digits = String(held);
  if (!/^-?\d+$/.test(digits)) return undefined;
  return timestampConstant(BigInt(digits));
}

/** Of microseconds since 1970; undefined where the year has not four digits. */
export function timestampConstant(micros: bigint): Constant | undefined {
  if (micros < firstMicros || micros > lastMicros) return undefined;
  const rest = ((micros % microsPerMilli) + microsPerMilli) % microsPerMilli;
  const millis = Number((micros - rest) / microsPerMilli);
  const iso = new Date(millis).toISOString().slice(0, -1);
  return { kind: 'timestamp', text: `${iso}${String(rest).padStart(3, '0')}` };
}

const millisPerDay = 86_400_000;

function date(held: unknown): Constant | undefined {
  const micros = typeof held === 'number' ? BigInt(held) * 86_400_000_000n : lastMicros + 1n;
  if (micros < firstMicros || micros > lastMicros) return undefined;
  return { kind: 'date', text: new Date(Number(held) * millisPerDay).toISOString().slice(0, 10) };
}
