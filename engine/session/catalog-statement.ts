/**
 * Statements about the catalog that PostgreSQL's clients read: they run in an instance of their own and cost no call
 * but those of the list of schemas, where that is named and not kept.
 */
import { fixedSchemas, type SchemaInfo } from '../catalog/schema-name.ts';
import { findTable } from '../catalog/tables.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { informationName, type PgCatalog } from '../pg-catalog/catalog.ts';
import {
  catalogFunctions,
  catalogRelations,
  catalogTableFunctions,
  informationRelations,
  type CatalogUse,
} from '../pg-catalog/catalog-names.ts';
import { configCalls, type ConfigCall } from '../pg-catalog/set-config.ts';
import { catalogEdits } from '../pg-catalog/rewrite.ts';
import { vectorColumns } from '../pg-catalog/rewrite-vectors.ts';
import type { ExplainRow } from '../plan/explain.ts';
import { parameterPlaces, sampleValue } from '../plan/parameters.ts';
import { parseStatement, type Locate, type RawTable } from '../plan/raw-statement.ts';
import { splice } from '../plan/splice.ts';
import type { FunctionPolicy } from '../plan/table-resolver.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import type { StoreConnection } from '../store/connection.ts';
import { canceled } from '../store/translate-error.ts';
import { describeCatalogColumn, withVectors } from './catalog-columns.ts';
import { catalogConstants, catalogParameters } from './catalog-parameters.ts';
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
    checkTables(raw.tables, locate);
    const types = await catalogParameters(
      connection,
      rewritten.text,
      statement.parameterCount,
      parameterTypes,
    );
    const typeNames = types.map(({ typeName }) => typeName);
    const textWith = (values: readonly (string | null)[]): string =>
      splice(rewritten.text, catalogConstants(places, typeNames, values)).text;
    const shape = await connection.describe(textWith(typeNames.map(sampleValue)));
    const vectors = vectorColumns(statement.text);
    const columns = shape.columns.map((column) => describeCatalogColumn(column, vectors));
    const select = (text: string): string => withVectors(text, shape.columns, vectors);
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

/** For EXPLAIN. */
export function explainCatalog({ schemas }: CatalogUse): ExplainRow {
  return {
    schema: 'pg_catalog',
    table: '',
    endpoint: schemas ? 'the engine itself, with the list of projects and repositories' : 'the engine itself',
    sent: [],
    pushed: [],
    local: [],
    estimatedCalls: schemas ? null : 0,
    ...(schemas ? { callsDependOn: 'those of reading that list, none while it is kept' } : {}),
    execution: 'loaded',
  };
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
    const reader = await connection.run(text, signal).catch((thrown: unknown) => {
      throw withState(thrown);
    });
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

/** Nothing but the catalog is reached from here, and of that only what clients know. */
function checkTables(tables: readonly RawTable[], locate: Locate): void {
  for (const { name, offset } of tables) {
    const table = name.table.toLowerCase();
    const isOfCatalog =
      name.schema === informationName
        ? informationRelations.has(table)
        : (name.schema === null || name.schema === 'main') && catalogRelations.has(table);
    if (isOfCatalog) continue;
    const position = locate(offset);
    if (findTable(name.table) === undefined) {
      throw new DrawbridgeError(SqlState.undefinedTable, `There is no table ${name.table} in the catalog.`, {
        position,
      });
    }
    throw new DrawbridgeError(
      SqlState.featureNotSupported,
      `${name.table} cannot be read in one statement with pg_catalog or information_schema.`,
      { position, hint: 'sys_tables, sys_tablecolumns and sys_primarykeys can be joined with data.' },
    );
  }
}

const states: Readonly<Record<string, SqlState>> = {
  relation: SqlState.undefinedTable,
  schema: SqlState.unknownSchema,
  type: SqlState.undefinedObject,
  setting: SqlState.undefinedObject,
};

/** The macros can say what there is not, but not with which SQLSTATE. */
function withState(thrown: unknown): unknown {
  if (!(thrown instanceof DrawbridgeError)) return thrown;
  const [message, what = ''] =
    /(relation|schema|type|setting) "[^]*" does not exist/.exec(thrown.message) ?? [];
  const state = states[what];
  return message === undefined || state === undefined
    ? thrown
    : new DrawbridgeError(state, `There is no ${message.replace(' does not exist', '')}.`, { cause: thrown });
}

const catalogPolicy = (functions: FunctionPolicy): FunctionPolicy => ({
  isAllowedFunction: (name) =>
    catalogFunctions.has(name) || isMade.test(name) || functions.isAllowedFunction(name),
  isAllowedTableFunction: (name) => catalogTableFunctions.has(name) || functions.isAllowedTableFunction(name),
});

/** Those that the rewriting puts in. */
const isMade = /^(?:reg[a-z]+_(?:of|oid)|pg_expandarray)$/;

const wrongCount = (wanted: number, given: number): DrawbridgeError =>
  new DrawbridgeError(
    SqlState.protocolViolation,
    `The statement has ${wanted} parameters, but ${given} values were given.`,
  );
