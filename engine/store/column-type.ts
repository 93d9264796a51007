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
  DuckDBListType,
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
  [DuckDBTypeId.INTERVAL]: 1186,
  [DuckDBTypeId.TIME_TZ]: 1266,
  [DuckDBTypeId.BLOB]: 17,
  [DuckDBTypeId.UUID]: 2950,
};

/** Decimal digits that the unbounded integers of DuckDB need. */
const integerDigits: Readonly<Partial<Record<DuckDBTypeId, number>>> = {
  [DuckDBTypeId.UBIGINT]: 20,
  [DuckDBTypeId.HUGEINT]: 39,
  [DuckDBTypeId.UHUGEINT]: 39,
};

/** Array types by the types of their items. */
const arrays: ReadonlyMap<number, number> = new Map([
  [16, 1000],
  [17, 1001],
  [18, 1002],
  [19, 1003],
  [20, 1016],
  [21, 1005],
  [23, 1007],
  [25, 1009],
  [26, 1028],
  [114, 199],
  [700, 1021],
  [701, 1022],
  [1042, 1014],
  // As PostgreSQL's own ARRAY['x'] is; clients know it best.
  [1043, 1009],
  [1082, 1182],
  [1083, 1183],
  [1114, 1115],
  [1184, 1185],
  [1186, 1187],
  [1266, 1270],
  [1700, 1231],
  [2950, 2951],
  [3802, 3807],
]);

const items: ReadonlyMap<number, number> = new Map([
  ...[...arrays].map(([item, array]) => [array, item] as const),
  [1009, 25],
  [1015, 1043],
]);

/** The array type of a type; undefined where it has none here, as arrays themselves have none. */
export const arrayOf = (itemOid: number): number | undefined => arrays.get(itemOid);

/** What a client is told of a result column; nested and rare types travel as text. */
export function pgTypeOfResult(type: DuckDBType): PgType {
  if (type instanceof DuckDBListType)
    return { oid: arrayOf(pgTypeOfResult(type.valueType).oid) ?? text, modifier: -1 };
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
  [114, 'JSON'],
  [700, 'FLOAT'],
  [701, 'DOUBLE'],
  [1082, 'DATE'],
  [1083, 'TIME'],
  [1114, 'TIMESTAMP'],
  [1184, 'TIMESTAMP WITH TIME ZONE'],
  [1186, 'INTERVAL'],
  [1266, 'TIME WITH TIME ZONE'],
  // The value tells precision and scale.
  [1700, 'NUMERIC'],
  [2950, 'UUID'],
  [3802, 'JSON'],
]);

const undeclared: ReadonlySet<number> = new Set([0, 705]);

/** How a parameter that a client declared takes part; undefined: it is left to be inferred. */
export function parameterTypeOfOid(
  oid: number,
): { readonly oid: number; readonly typeName: string } | undefined {
  if (undeclared.has(oid)) return undefined;
  const item = items.get(oid);
  if (item !== undefined) return { oid, typeName: `${parameterTypeNames.get(item) ?? 'VARCHAR'}[]` };
  return { oid, typeName: parameterTypeNames.get(oid) ?? 'VARCHAR' };
}
