/** Parameters of questions to the catalog, which may be arrays, as the other statements' may not. */
import type { DuckDBType } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../error.ts';
import { arrayItems } from '../pg-catalog/array-text.ts';
import { parameterEdits, parameterPlaces, sampleValue, type ParameterPlace } from '../plan/parameters.ts';
import { splice, type Edit } from '../plan/splice.ts';
import { lex } from '../sql/lexer.ts';
import { isOperator } from '../sql/token.ts';
import { parameterTypeOfOid } from '../store/column-type.ts';
import type { StoreConnection } from '../store/connection.ts';
import { quoteLiteral } from '../store/quote.ts';
import { catalogTypeOf } from './catalog-columns.ts';

export interface CatalogParameter {
  readonly oid: number;
  readonly typeName: string;
}

const arrays: ReadonlyMap<number, string> = new Map([
  [1000, 'BOOLEAN[]'],
  [1002, 'VARCHAR[]'],
  [1003, 'VARCHAR[]'],
  [1005, 'SMALLINT[]'],
  [1007, 'INTEGER[]'],
  [1009, 'VARCHAR[]'],
  [1015, 'VARCHAR[]'],
  [1016, 'BIGINT[]'],
  [1028, 'UINTEGER[]'],
]);

/** Declared by the client, else inferred by DuckDB, else text. */
export async function catalogParameters(
  connection: StoreConnection,
  text: string,
  count: number,
  declared: readonly number[],
): Promise<readonly CatalogParameter[]> {
  if (count === 0) return [];
  // A statement that does not bind says so when it is described.
  const inferred = await connection.parameterTypes(text).catch(() => new Map<number, DuckDBType>());
  const types = Array.from({ length: count }, (_, index) => {
    const oid = declared[index] ?? 0;
    const array = arrays.get(oid);
    if (array !== undefined) return { oid, typeName: array };
    const known = parameterTypeOfOid(oid);
    if (known !== undefined) return known;
    const type = inferred.get(index + 1);
    if (type === undefined) return plainText;
    return { oid: catalogTypeOf(type).oid, typeName: type.toString() };
  });
  const open = [...arrayParameters(text)].filter(
    (number) => types[number - 1]?.typeName.endsWith('[]') === false,
  );
  return open.length === 0 ? types : withArrays(connection, text, types, open);
}

const plainText: CatalogParameter = { oid: 25, typeName: 'VARCHAR' };
const texts: CatalogParameter = { oid: 1009, typeName: 'VARCHAR[]' };
const numbers: CatalogParameter = { oid: 1016, typeName: 'BIGINT[]' };

/** Arrays of texts or of numbers, whichever the statement takes; at most so many are tried in all ways. */
const triedApart = 3;

async function withArrays(
  connection: StoreConnection,
  text: string,
  types: readonly CatalogParameter[],
  open: readonly number[],
): Promise<readonly CatalogParameter[]> {
  const places = parameterPlaces(text);
  const ways = 2 ** Math.min(open.length, triedApart);
  for (let way = 0; way < ways; way++) {
    const tried = types.map((type, index) => {
      const bit = open.indexOf(index + 1);
      if (bit < 0) return type;
      return (way >> Math.min(bit, triedApart - 1)) % 2 === 0 ? texts : numbers;
    });
    const names = tried.map(({ typeName }) => typeName);
    const constant = splice(text, catalogConstants(places, names, names.map(sampleValue))).text;
    const fits = await connection.describe(constant).then(
      () => true,
      () => false,
    );
    if (fits) return tried;
  }
  return types.map((type, index) => (open.includes(index + 1) ? texts : type));
}

/** `= ANY ($1)`: DuckDB cannot tell that it is an array. */
function arrayParameters(text: string): ReadonlySet<number> {
  const tokens = lex(text);
  const found = tokens.flatMap((token, index) =>
    token.kind === 'parameter' &&
    isOperator(tokens[index - 1], '(') &&
    isOperator(tokens[index + 1], ')') &&
    /^(?:ANY|ALL|SOME)$/.test(tokens[index - 2]?.keyword ?? '')
      ? [Number(token.text.slice(1))]
      : [],
  );
  return new Set(found);
}

/** The values in the place of the parameters. */
export function catalogConstants(
  places: readonly ParameterPlace[],
  typeNames: readonly string[],
  values: readonly (string | null)[],
): readonly Edit[] {
  const isList = (number: number): boolean => typeNames[number - 1]?.endsWith('[]') === true;
  const plain = places.filter(({ number }) => !isList(number));
  const lists = places.filter(({ number }) => isList(number));
  return [
    ...parameterEdits(plain, typeNames, values),
    ...lists.map(({ number, offset, length }) => ({
      offset,
      length,
      text: listConstant(values[number - 1] ?? null, typeNames[number - 1] ?? '', number),
    })),
  ];
}

function listConstant(value: string | null, typeName: string, number: number): string {
  if (value === null) return `CAST(NULL AS ${typeName})`;
  const items = arrayItems(value);
  if (items === null) {
    throw new DrawbridgeError(SqlState.dataException, `Parameter $${number} is no array: ${value}`);
  }
  return `CAST([${items.map((item) => (item === null ? 'NULL' : quoteLiteral(item))).join(', ')}] AS ${typeName})`;
}
