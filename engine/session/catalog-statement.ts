/**
 * Statements about the catalog that PostgreSQL's clients read: they run in an instance of their own and cost no call
 * but those of the list of schemas, where that is named and not kept.
 */
import { DuckDBListType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { fixedSchemas, type SchemaInfo } from '../catalog/schema-name.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { arrayItems } from '../pg-catalog/array-text.ts';
import type { PgCatalog } from '../pg-catalog/catalog.ts';
import { catalogFunctions, catalogTableFunctions, type CatalogUse } from '../pg-catalog/catalog-names.ts';
import { configCalls, type ConfigCall } from '../pg-catalog/set-config.ts';
import { catalogEdits, vectors } from '../pg-catalog/rewrite.ts';
import { parameterEdits, parameterPlaces, sampleValue } from '../plan/parameters.ts';
import { parseStatement } from '../plan/raw-statement.ts';
import { splice, type Edit } from '../plan/splice.ts';
import type { FunctionPolicy } from '../plan/table-resolver.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { parameterTypeOfOid, pgTypeOfResult } from '../store/column-type.ts';
import type { StoreConnection } from '../store/connection.ts';
import { quoteLiteral } from '../store/quote.ts';
import { canceled } from '../store/translate-error.ts';
import { SelectCursor } from './select-cursor.ts';
import { connectionLimit } from './select-execute.ts';
import { checkFunctions } from './select-names.ts';
import type { ColumnDescription, ExecuteOptions, Prepared } from './session.ts';

export interface CatalogEnvironment {
  readonly catalog: () => Promise<PgCatalog>;
  readonly functions: FunctionPolicy;
  readonly user: string;
  readonly searchPath: readonly string[];
  readonly readOnly: boolean;
  /** Sets one of them, as SET does. */
  readonly set: (call: ConfigCall) => void;
  readonly settings: () => readonly (readonly [name: string, value: string])[];
  /** What makes the functions of the session that a statement's text names. */
  readonly sessionMacros: (text: string) => readonly string[];
  readonly schemas: (signal: AbortSignal, beforeCalls: () => void) => Promise<readonly SchemaInfo[]>;
}

export async function prepareCatalogStatement(
  environment: CatalogEnvironment,
  statement: NormalisedStatement,
  use: CatalogUse,
  parameterTypes: readonly number[],
): Promise<Prepared> {
  const rewritten = splice(statement.text, catalogEdits(statement.text));
  const locate = (offset: number): number => statement.originalPosition(rewritten.originalOffset(offset));
  const connect = async (schemas: readonly SchemaInfo[]): Promise<StoreConnection> => {
    const { user, searchPath, readOnly, settings } = environment;
    const reader = { user, searchPath, readOnly, schemas, settings: use.settings ? settings() : [] };
    const connection = await (await environment.catalog()).connect(reader);
    for (const macro of environment.sessionMacros(statement.text)) await connection.run(macro);
    return connection;
  };
  const places = parameterPlaces(rewritten.text);
  const connection = await connect(fixedSchemas);
  try {
    const raw = await parseStatement(connection, rewritten.text, locate);
    checkFunctions(raw.functions, catalogPolicy(environment.functions), locate);
    const types = await parameterTypesOf(
      connection,
      rewritten.text,
      statement.parameterCount,
      parameterTypes,
    );
    const typeNames = types.map(({ typeName }) => typeName);
    const textWith = (values: readonly (string | null)[]): string =>
      splice(rewritten.text, constants(places, typeNames, values)).text;
    const shape = await connection.describe(textWith(typeNames.map(sampleValue)));
    const columns = shape.columns.map(describeColumn);
    const select = (text: string): string =>
      withVectors(text, shape.columns);
    return {
      columns,
      parameterTypes: types.map(({ oid }) => oid),
      execute: async (parameters, options) => {
        if (parameters.length !== types.length) throw wrongCount(types.length, parameters.length);
        const schemas = use.schemas
          ? await environment.schemas(options.signal, () => options.beforeCalls?.())
          : fixedSchemas;
        const calls = configCalls(statement.text, parameters);
        // What the statement reads of the settings is how they were.
        const connected = await connect(schemas);
        try {
          for (const call of calls) environment.set(call);
        } catch (thrown) {
          await connected.close();
          throw thrown;
        }
        return run(connected, select(textWith(parameters)), columns, options);
      },
      close: () => undefined,
    };
  } finally {
    await connection.close();
  }
}

function run(
  connection: StoreConnection,
  text: string,
  columns: readonly ColumnDescription[],
  options: ExecuteOptions,
): SelectCursor {
  const { signal } = options;
  async function* rows() {
    if (signal.aborted) throw canceled(signal.reason);
    const reader = await connection.run(text, signal);
    for (let chunk = await reader.next(); chunk !== null; chunk = await reader.next()) yield chunk;
  }
  return new SelectCursor({
    columns,
    rows: rows(),
    // Catalog functions are never cut by Max Rows.
    maxRows: 0,
    limitedBy: connectionLimit,
    signal,
    onNotice: (notice) => options.onNotice(notice),
    free: () => connection.close(),
  });
}

const catalogPolicy = (functions: FunctionPolicy): FunctionPolicy => ({
  isAllowedFunction: (name) =>
    catalogFunctions.has(name) || isMade.test(name) || functions.isAllowedFunction(name),
  isAllowedTableFunction: (name) => catalogTableFunctions.has(name) || functions.isAllowedTableFunction(name),
});

/** Those that the rewriting puts in. */
const isMade = /^(?:reg[a-z]+_of|pg_expandarray)$/;

interface ParameterType {
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

async function parameterTypesOf(
  connection: StoreConnection,
  text: string,
  count: number,
  declared: readonly number[],
): Promise<readonly ParameterType[]> {
  if (count === 0) return [];
  // A statement that does not bind says so when it is described.
  const inferred = await connection.parameterTypes(text).catch(() => new Map<number, DuckDBType>());
  return Array.from({ length: count }, (_, index) => {
    const oid = declared[index] ?? 0;
    const array = arrays.get(oid);
    if (array !== undefined) return { oid, typeName: array };
    const known = parameterTypeOfOid(oid);
    if (known !== undefined) return known;
    const type = inferred.get(index + 1);
    if (type === undefined) return { oid: 25, typeName: 'VARCHAR' };
    return { oid: pgTypeOf(type).oid, typeName: type.toString() };
  });
}

function constants(
  places: ReturnType<typeof parameterPlaces>,
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

const arrayOids: ReadonlyMap<DuckDBTypeId, number> = new Map([
  [DuckDBTypeId.BOOLEAN, 1000],
  [DuckDBTypeId.SMALLINT, 1005],
  [DuckDBTypeId.INTEGER, 1007],
  [DuckDBTypeId.BIGINT, 1016],
  [DuckDBTypeId.UINTEGER, 1028],
  [DuckDBTypeId.VARCHAR, 1009],
]);

/** Here numbers without a sign are OIDs, and lists are what PostgreSQL's catalog has. */
function pgTypeOf(type: DuckDBType): { readonly oid: number; readonly modifier: number } {
  if (type.typeId === DuckDBTypeId.UINTEGER) return { oid: 26, modifier: -1 };
  if (type instanceof DuckDBListType) return { oid: arrayOids.get(type.valueType.typeId) ?? 25, modifier: -1 };
  return pgTypeOfResult(type);
}

interface CatalogColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** The type of a vector, which is known by its name; it is written as its items with blanks between. */
function vectorOid({ name, type }: CatalogColumn): number | null {
  if (!(type instanceof DuckDBListType) || !vectors.has(name.toLowerCase())) return null;
  return type.valueType.typeId === DuckDBTypeId.UINTEGER ? 30 : 22;
}

function describeColumn(column: CatalogColumn): ColumnDescription {
  const { oid, modifier } = pgTypeOf(column.type);
  return { name: callName(column.name), typeOid: vectorOid(column) ?? oid, typeModifier: modifier };
}

/** PostgreSQL names a column after its function or cast, without arguments. */
function callName(name: string): string {
  const call = /^(?:"?main"?\.)?"?([a-z_]\w*)"?\(.*\)$/s.exec(name)?.[1];
  if (call === undefined) return name;
  return call === 'count_star' ? 'count' : call.replace(/^(reg[a-z]+)_of$/, '$1');
}

function withVectors(text: string, columns: readonly CatalogColumn[]): string {
  const isVector = columns.map((column) => vectorOid(column) !== null);
  if (!isVector.includes(true)) return text;
  const names = columns.map((_, index) => `c${index}`);
  const values = names.map((name, index) => (isVector[index] ? `array_to_string(${name}, ' ')` : name));
  return `SELECT ${values.join(', ')} FROM (\n${text}\n) AS made(${names.join(', ')})`;
}

const wrongCount = (wanted: number, given: number): DrawbridgeError =>
  new DrawbridgeError(
    SqlState.protocolViolation,
    `The statement has ${wanted} parameters, but ${given} values were given.`,
  );
