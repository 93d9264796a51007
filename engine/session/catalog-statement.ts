/**
 * Statements about the catalog that PostgreSQL's clients read: they run in an instance of their own and cost no call
 * but those of the list of schemas, where that is named and not kept.
 */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { PgCatalog } from '../pg-catalog/catalog.ts';
import { catalogFunctions, catalogTableFunctions, type CatalogUse } from '../pg-catalog/catalog-names.ts';
import type { CatalogReader, SettingRow } from '../pg-catalog/reader-connections.ts';
import { configCalls, type ConfigCall } from '../pg-catalog/set-config.ts';
import { stopBackends, type StopBackend } from '../pg-catalog/stop-backend.ts';
import { catalogEdits } from '../pg-catalog/rewrite.ts';
import { vectorColumns } from '../pg-catalog/rewrite-vectors.ts';
import type { ExplainRow } from '../plan/explain.ts';
import { parameterEdits, parameterPlaces } from '../plan/parameters.ts';
import { splice, type Edit, type SplicedText } from '../plan/splice.ts';
import type { FunctionPolicy } from '../plan/table-resolver.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import type { StoreConnection } from '../store/connection.ts';
import type { ResultReader } from '../store/result-reader.ts';
import { canceled } from '../store/translate-error.ts';
import { describeCatalogColumn, withVectors } from './catalog-columns.ts';
import { describeCatalogText, type CatalogShape, type CatalogShapes } from './catalog-shape.ts';
import { asWrittenOrNamed, markedAliasEdits } from './column-aliases.ts';
import { SelectCursor } from './select-cursor.ts';
import { connectionLimit } from './select-execute.ts';
import type { ColumnDescription, ExecuteOptions, Prepared } from './session.ts';

export interface CatalogEnvironment {
  readonly catalog: () => Promise<PgCatalog>;
  /** Of all sessions. */
  readonly shapes: CatalogShapes;
  readonly functions: FunctionPolicy;
  readonly user: string;
  readonly searchPath: readonly string[];
  readonly readOnly: boolean;
  readonly processId: number;
  readonly stopBackend: StopBackend;
  /** Sets one of them, as SET does. */
  readonly set: (call: ConfigCall) => void;
  readonly settings: () => readonly SettingRow[];
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
  const edits = catalogEdits(statement.text);
  const withAliases = (aliases: readonly Edit[]): SplicedText =>
    splice(statement.text, [...edits, ...aliases]);
  const { user, searchPath, readOnly, processId } = environment;
  const macros = environment.sessionMacros(statement.text);
  const read = async <T>(
    reader: Pick<CatalogReader, 'schemas' | 'settings'>,
    work: (connection: StoreConnection) => Promise<T>,
    answers: readonly string[] = [],
  ): Promise<T> =>
    (await environment.catalog()).use(
      { user, searchPath, readOnly, processId, ...reader },
      async (connection) => {
        for (const macro of [...macros, ...answers]) await connection.run(macro);
        return work(connection);
      },
    );
  const described = async (rewritten: SplicedText): Promise<CatalogShape & { readonly text: string }> => {
    const { text } = rewritten;
    const describe = (connection: StoreConnection): Promise<CatalogShape> =>
      describeCatalogText(connection, text, {
        marked: withAliases(markedAliasEdits(statement.names)).text,
        parameterCount: statement.parameterCount,
        parameterTypes,
        functions: catalogPolicy(environment.functions),
        locate: (offset) => statement.originalPosition(rewritten.originalOffset(offset)),
      });
    const shape = environment.shapes.of(text, parameterTypes, () =>
      read({ schemas: null, settings: null }, describe),
    );
    return { ...(await shape), text };
  };
  const {
    text: rewritten,
    types,
    columns: shape,
  } = await asWrittenOrNamed(statement.names, (aliases) => described(withAliases(aliases)));
  const places = parameterPlaces(rewritten);
  const typeNames = types.map(({ typeName }) => typeName);
  const vectors = vectorColumns(statement.text);
  const columns = shape.map((column) => describeCatalogColumn(column, vectors));
  return {
    columns,
    parameterTypes: types.map(({ oid }) => oid),
    execute: async (parameters, options) => {
      if (parameters.length !== types.length) throw wrongCount(types.length, parameters.length);
      const schemas = use.schemas
        ? await environment.schemas(options.signal, () => options.beforeCalls?.())
        : null;
      const text = splice(rewritten, parameterEdits(places, typeNames, parameters)).text;
      // What the statement reads of the settings is how they were.
      const settings = use.settings ? environment.settings() : null;
      for (const call of configCalls(statement.text, parameters)) environment.set(call);
      const { answers, missing } = stopBackends(statement.text, parameters, environment.stopBackend);
      for (const number of missing) {
        const message = `No connection of this engine has the number ${number}`;
        options.onNotice({ sqlState: SqlState.warning, message });
      }
      return run(
        (signal) =>
          read(
            { schemas, settings },
            (connection) => connection.run(withVectors(text, shape, vectors), signal),
            answers,
          ),
        columns,
        options,
      );
    },
    close: () => undefined,
  };
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
  result: (signal: AbortSignal) => Promise<ResultReader>,
  columns: readonly ColumnDescription[],
  options: ExecuteOptions,
): SelectCursor {
  const { signal } = options;
  const closed = new AbortController();
  async function* rows() {
    if (signal.aborted) throw canceled(signal.reason);
    const reader = await result(AbortSignal.any([signal, closed.signal])).catch((thrown: unknown) => {
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
    free: () => {
      closed.abort();
      return Promise.resolve();
    },
  });
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
