/**
 * The types of three worlds: the model's, DuckDB's and PostgreSQL's.
 *
 * OIDs and the layout of type modifiers: `src/include/catalog/pg_type.dat` and `numeric.c` of PostgreSQL 15.
 */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
  type DuckDBType,
  DuckDBDecimalType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import type { PgType } from '../catalog/pg-type.ts';
import type { ColumnType } from '../catalog/table.ts';

/** As chunks hold them; JSON is VARCHAR with an alias. */
export const vectorType: Readonly<Record<ColumnType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  INTEGER,
  BOOLEAN,
  DOUBLE,
  TIMESTAMP,
  DATE,
  JSON: VARCHAR,
};

const text = 25;
const numeric = 1700;

const oidOf: Readonly<Partial<Record<DuckDBTypeId, number>>> = {
  [DuckDBTypeId.BOOLEAN]: 16,
  [DuckDBTypeId.TINYINT]: 21,
  [DuckDBTypeId.SMALLINT]: 21,
  [DuckDBTypeId.UTINYINT]: 21,
  [DuckDBTypeId.INTEGER]: 23,
  [DuckDBTypeId.USMALLINT]: 23,
  [DuckDBTypeId.BIGINT]: 20,
  [DuckDBTypeId.UINTEGER]: 20,
  [DuckDBTypeId.FLOAT]: 700,
  [DuckDBTypeId.DOUBLE]: 701,
  [DuckDBTypeId.VARCHAR]: 1043,
  [DuckDBTypeId.ENUM]: 1043,
  [DuckDBTypeId.DATE]: 1082,
  [DuckDBTypeId.TIME]: 1083,
  [DuckDBTypeId.TIMESTAMP]: 1114,
  [DuckDBTypeId.TIMESTAMP_S]: 1114,
  [DuckDBTypeId.TIMESTAMP_MS]: 1114,
  [DuckDBTypeId.TIMESTAMP_NS]: 1114,
  [DuckDBTypeId.TIMESTAMP_TZ]: 1184,
  [DuckDBTypeId.BLOB]: 17,
  [DuckDBTypeId.UUID]: 2950,
};

/** Decimal digits that the unbounded integers of DuckDB need. */
const integerDigits: Readonly<Partial<Record<DuckDBTypeId, number>>> = {
  [DuckDBTypeId.UBIGINT]: 20,
  [DuckDBTypeId.HUGEINT]: 39,
  [DuckDBTypeId.UHUGEINT]: 39,
};

/** What a client is told of a result column; nested and rare types travel as text. */
export function pgTypeOfResult(type: DuckDBType): PgType {
  if (type instanceof DuckDBDecimalType) return numericType(type.width, type.scale);
  const digits = integerDigits[type.typeId];
  // A HUGEINT has 39 digits, but clients know 38 as the most a NUMERIC can have; sums never come near.
  if (digits !== undefined) return numericType(Math.min(digits, 38), 0);
  if (type.typeId === DuckDBTypeId.VARCHAR && type.alias === 'JSON') return { oid: 114, modifier: -1 };
  return { oid: oidOf[type.typeId] ?? text, modifier: -1 };
}

/** PostgreSQL packs precision and scale into one number and counts the varlena header of 4 bytes in. */
function numericType(precision: number, scale: number): PgType {
  return { oid: numeric, modifier: ((precision << 16) | scale) + 4 };
}

const parameterTypeNames = new Map<number, string>([
  [16, 'BOOLEAN'],
  [17, 'BLOB'],
  [20, 'BIGINT'],
  [21, 'SMALLINT'],
  [23, 'INTEGER'],
  [26, 'BIGINT'],
  [700, 'FLOAT'],
  [701, 'DOUBLE'],
  [1082, 'DATE'],
  [1083, 'TIME'],
  [1114, 'TIMESTAMP'],
  [1184, 'TIMESTAMP WITH TIME ZONE'],
  [1186, 'INTERVAL'],
  // The value tells precision and scale.
  [1700, 'NUMERIC'],
  [2950, 'UUID'],
]);

const undeclared: ReadonlySet<number> = new Set([0, 705]);

/** How a parameter that a client declared takes part; undefined: it is left to be inferred. */
export function parameterTypeOfOid(
  oid: number,
): { readonly oid: number; readonly typeName: string } | undefined {
  if (undeclared.has(oid)) return undefined;
  return { oid, typeName: parameterTypeNames.get(oid) ?? 'VARCHAR' };
}
