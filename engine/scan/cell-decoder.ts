/** One value of an API object as a cell. Absent and null are NULL; what doesn't fit the type is 58000. */
import { jsonText } from '../bitbucket/json.ts';
import type { CellValue, ColumnDef } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { parseDate, parseTimestamp } from './iso-timestamp.ts';

type Decode = (value: unknown) => CellValue | undefined;

/** BIGINT and TIMESTAMP become bigint, INTEGER, DOUBLE and DATE number, JSON text. */
export function cellDecoder(column: ColumnDef): (value: unknown) => CellValue {
  const decode = decoders[column.type];
  return (value) => {
    if (value === undefined || value === null) return null;
    const cell = decode(value);
    if (cell === undefined) throw misfit(column, value);
    return cell;
  };
}

/** undefined: the value doesn't fit. */
const decoders: Readonly<Record<ColumnDef['type'], Decode>> = {
  VARCHAR: (value) => clean(typeof value === 'string' ? value : jsonText(value)),
  JSON: (value) => clean(jsonText(value)),
  BIGINT: (value) => {
    const integer = integerOf(value);
    return integer !== undefined && BigInt.asIntN(64, integer) === integer ? integer : undefined;
  },
  INTEGER: (value) => {
    const integer = integerOf(value);
    return integer !== undefined && BigInt.asIntN(32, integer) === integer ? Number(integer) : undefined;
  },
  DOUBLE: (value) => {
    const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
    return typeof value === 'object' || typeof value === 'boolean' || Number.isNaN(number)
      ? undefined
      : number;
  },
  BOOLEAN: (value) => {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  },
  TIMESTAMP: (value) => temporal(value, parseTimestamp),
  DATE: (value) => temporal(value, parseDate),
};

function temporal(value: unknown, parse: (text: string) => CellValue): CellValue | undefined {
  if (value === '') return null;
  return typeof value === 'string' ? (parse(value) ?? undefined) : undefined;
}

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

/** DuckDB and the ODBC API end texts at U+0000. */
function clean(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

function misfit(column: ColumnDef, value: unknown): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.sourceFailed,
    `Bitbucket sent ${jsonText(value).slice(0, 60)} for ${column.name}, which is no ${column.type}`,
    { hint: 'Leave the column out of the statement, and report this: the API may have changed.' },
  );
}
