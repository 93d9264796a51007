/** What clients are told of the columns of the catalog: numbers without a sign are OIDs, lists are arrays or vectors. */
import { DuckDBListType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import type { PgType } from '../catalog/pg-type.ts';
import { arrayOf, pgTypeOfResult } from '../store/column-type.ts';
import type { ColumnDescription } from './session.ts';

export function catalogTypeOf(type: DuckDBType): PgType {
  if (type.typeId === DuckDBTypeId.UINTEGER) return { oid: 26, modifier: -1 };
  // What the catalog has for "char".
  if (type.typeId === DuckDBTypeId.ENUM) return { oid: 18, modifier: -1 };
  if (type instanceof DuckDBListType)
    return { oid: arrayOf(catalogTypeOf(type.valueType).oid) ?? 25, modifier: -1 };
  return pgTypeOfResult(type);
}

export interface CatalogColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** The type of a vector, which is known by its name; it is written as its items with blanks between. */
function vectorOid({ name, type }: CatalogColumn, vectors: ReadonlySet<string>): number | null {
  if (!(type instanceof DuckDBListType) || !vectors.has(name.toLowerCase())) return null;
  return type.valueType.typeId === DuckDBTypeId.UINTEGER ? 30 : 22;
}

export function describeCatalogColumn(
  column: CatalogColumn,
  vectors: ReadonlySet<string>,
): ColumnDescription {
  const { oid, modifier } = catalogTypeOf(column.type);
  return { name: callName(column.name), typeOid: vectorOid(column, vectors) ?? oid, typeModifier: modifier };
}

/** PostgreSQL names a column after its function or cast, without arguments. */
function callName(name: string): string {
  const call = /^(?:"?main"?\.)?"?([a-z_]\w*)"?\(.*\)$/s.exec(name)?.[1];
  if (call === undefined) return name;
  return call === 'count_star' ? 'count' : call.replace(/^(reg[a-z]+)_(?:of|oid)$/, '$1');
}

/** The text with its vectors as they are written. */
export function withVectors(
  text: string,
  columns: readonly CatalogColumn[],
  vectors: ReadonlySet<string>,
): string {
  const isVector = columns.map((column) => vectorOid(column, vectors) !== null);
  if (!isVector.includes(true)) return text;
  const names = columns.map((_, index) => `c${index}`);
  const values = names.map((name, index) => (isVector[index] ? `array_to_string(${name}, ' ')` : name));
  return `SELECT ${values.join(', ')} FROM (\n${text}\n) AS made(${names.join(', ')})`;
}
