/** Parameters of questions to the catalog, whose numbers may be OIDs. */
import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { arrayParameters, parameterEdits, parameterPlaces } from '../plan/parameters.ts';
import { splice } from '../plan/splice.ts';
import { arrayOf, parameterTypeOfOid } from '../store/column-type.ts';
import type { StoreConnection } from '../store/connection.ts';
import { castTypes } from './parameter-casts.ts';
import { catalogTypeOf } from './catalog-columns.ts';

export interface CatalogParameter {
  readonly oid: number;
  readonly typeName: string;
}

const plainText: CatalogParameter = { oid: 25, typeName: 'VARCHAR' };

/** Declared by the client, else inferred by DuckDB, else text. */
export async function catalogParameters(
  connection: StoreConnection,
  text: string,
  count: number,
  declared: readonly number[],
): Promise<readonly CatalogParameter[]> {
  if (count === 0) return [];
  const places = parameterPlaces(text);
  const open = splice(text, parameterEdits(places, [], [])).text;
  // A statement that does not bind says so when it is described.
  const inferred = await connection.parameterTypes(open).catch(() => new Map<number, DuckDBType>());
  const casts = await castTypes(connection, places);
  const arrays = arrayParameters(places);
  return Array.from({ length: count }, (_, index) => {
    const known = parameterTypeOfOid(declared[index] ?? 0);
    if (known !== undefined) return known;
    const written = casts.get(index + 1);
    if (written !== undefined) return inferredParameter(written);
    const type = inferred.get(index + 1);
    const own = type === undefined ? plainText : inferredParameter(type);
    return arrays.has(index + 1) ? arrayParameter(own) : own;
  });
}

/** A text may be none of the characters that it is compared with. */
const inferredParameter = (type: DuckDBType): CatalogParameter => ({
  oid: catalogTypeOf(type).oid,
  typeName: type.typeId === DuckDBTypeId.ENUM ? 'VARCHAR' : type.toString(),
});

const arrayParameter = ({ oid, typeName }: CatalogParameter): CatalogParameter => ({
  oid: arrayOf(oid) ?? 1009,
  typeName: `${typeName}[]`,
});
