/**
 * SELECTs: from a normalised statement to a cursor over its rows.
 *
 *   prepareSelect(environment, statement, parameterTypes): Promise<PreparedSelect>
 *   PreparedSelect = Prepared & { explain(parameters, maxRows): Promise<readonly ExplainRow[]> }
 *
 * Preparing names the tables, creates them empty and asks DuckDB for columns and parameter types; nothing is
 * fetched. Executing writes the parameter values into the text, plans (engine/plan), scans, and runs the statement
 * in one transaction on a connection of its own, which ends in ROLLBACK.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { patternEdits } from '../pg-catalog/rewrite-operators.ts';
import { bindPlan, type PlanNode } from '../plan/bound-plan.ts';
import { explainPlan, type ExplainRow } from '../plan/explain.ts';
import { membershipEdits } from '../plan/array-membership.ts';
import { parameterEdits, parameterPlaces } from '../plan/parameters.ts';
import { parseStatement, type RawStatement } from '../plan/raw-statement.ts';
import type { ScanSource, TableReference } from '../plan/scan-request.ts';
import { splice } from '../plan/splice.ts';
import { planStatement, type StatementPlan } from '../plan/statement-plan.ts';
import type { FunctionPolicy, TableResolver } from '../plan/table-resolver.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import type { StoreConnection } from '../store/connection.ts';
import type { Store } from '../store/store.ts';
import { describeNamed, type TextWith } from './select-describe.ts';
import { executeSelect, rowsWanted } from './select-execute.ts';
import { checkFunctions, resolveTables, type ResolvedTables } from './select-names.ts';
import type { Prepared } from './session.ts';

export interface SelectEnvironment {
  readonly store: Store;
  readonly resolver: TableResolver;
  readonly source: ScanSource;
  /** Schemas that tables without one are looked up in, first wins. */
  readonly searchPath: readonly string[];
  readonly functions: FunctionPolicy;
  /** What makes the functions of the session that a statement's text names, on a connection. */
  readonly sessionMacros?: (text: string) => readonly string[];
  /** For a column's origin in RowDescription; without it no origin is told. */
  readonly tableOid?: (reference: TableReference) => number | undefined;
}

export interface PreparedSelect extends Prepared {
  /** One row for each scan that executing with so many rows at most (0: any) would make; nothing is fetched. */
  explain(parameters: readonly (string | null)[], maxRows: number): Promise<readonly ExplainRow[]>;
}

/**
 * Throws DrawbridgeError with the place in the user's text where it is known: 42601 syntax, 42P01 unknown table,
 * 42703 unknown column, 42883 unknown function, 0A000 a function that is not allowed.
 */
export async function prepareSelect(
  environment: SelectEnvironment,
  statement: NormalisedStatement,
  parameterTypes: readonly number[],
): Promise<PreparedSelect> {
  const { store, functions } = environment;
  return withConnection(
    () => store.connect(),
    async (connection) => {
      const locate = (offset: number): number => statement.originalPosition(offset);
      const raw = await parseStatement(connection, statement.text, locate);
      checkFunctions(raw.functions, functions, locate);
      const tables = await resolveTables(raw.tables, environment, locate);
      await store.ensureTables(tables.stored);
      // Made anew for each run: what the session says may have changed since.
      const ready = async (one: StoreConnection): Promise<StoreConnection> => {
        for (const macro of environment.sessionMacros?.(statement.text) ?? []) await one.run(macro);
        return one;
      };
      await ready(connection);

      const places = parameterPlaces(statement.text);
      const written = [...membershipEdits(statement.text), ...patternEdits(statement.text)];
      /** The statement with full table names and with constants for the parameters whose type is given. */
      const textWithout: TextWith = (types, values, aliases) =>
        splice(statement.text, [
          ...tables.edits,
          ...written,
          ...parameterEdits(places, types, values),
          ...aliases,
        ]);
      const { shape, textWith } = await describeNamed({
        connection,
        statement,
        textWith: textWithout,
        parameterTypes,
        places,
        tables,
        ...(environment.tableOid === undefined ? {} : { tableOid: environment.tableOid }),
      });

      const alone = planAlone(shape.plan, tables, raw, statement.parameterCount);
      const plan = async (
        planner: StoreConnection,
        parameters: readonly (string | null)[],
        signal?: AbortSignal,
      ) => {
        checkCount(parameters, statement.parameterCount);
        const { text } = textWith(shape.typeNames, parameters, []);
        if (alone !== null) return { text, plan: alone };
        const bound = await bindWeakly(planner, text, {
          other: async () => ready(await store.connectToPlan()),
          isTimeless: !raw.volatile,
          signal,
        });
        return { text, plan: planStatement(bound, tables, raw) };
      };

      return {
        columns: shape.columns,
        parameterTypes: shape.parameterOids,
        execute: (parameters, options) =>
          executeSelect({
            environment,
            columns: shape.columns,
            onlySystemTables: tables.onlySystemTables,
            runsOnce: alone !== null,
            ready,
            plan: (planner, signal) => plan(planner, parameters, signal),
            options,
          }),
        explain: (parameters, maxRows) =>
          withConnection(
            () => store.connect(),
            async (planner) =>
              explainPlan(
                (await plan(await ready(planner), parameters)).plan,
                environment.source,
                rowsWanted(tables.onlySystemTables, maxRows),
              ),
          ),
        close: () => undefined,
      };
    },
  );
}

/**
 * The plan of a statement that reads no table, has no parameters and fails before its first row or not at all: all that
 * is asked of the plan is known once it is described, since the optimiser finds no table and no failure that is not
 * written there. Null for every other statement.
 */
function planAlone(
  described: PlanNode,
  tables: ResolvedTables,
  raw: RawStatement,
  parameterCount: number,
): StatementPlan | null {
  if (tables.stored.length > 0 || parameterCount > 0) return null;
  const plan = planStatement(described, tables, raw);
  return plan.scans.length > 0 || plan.mayFailLate ? null : plan;
}

/**
 * DuckDB cannot show every plan that it runs well, and constants that cannot be folded fail here first. Neither is an
 * error of the statement yet: the store's second optimiser shows most of the others, and planned without any it
 * loads more and fails by itself.
 */
async function bindWeakly(
  planner: StoreConnection,
  text: string,
  { other, isTimeless, signal }: WeakBinding,
): Promise<PlanNode> {
  const options = { locate: () => 1, ...(signal === undefined ? {} : { signal }) };
  const isCancelled = (): boolean => signal?.aborted === true;
  try {
    return await bindPlan(planner, text, { ...options, optimised: true });
  } catch (thrown) {
    if (isCancelled()) throw thrown;
  }
  try {
    if (isTimeless) {
      return await withConnection(other, (connection) =>
        bindPlan(connection, text, { ...options, optimised: true }),
      );
    }
  } catch (thrown) {
    if (isCancelled()) throw thrown;
  }
  return bindPlan(planner, text, { ...options, optimised: false });
}

interface WeakBinding {
  /** Connects to the second optimiser. */
  readonly other: () => Promise<StoreConnection>;
  /** Whether it means the same in another transaction, where `now()` is another instant. */
  readonly isTimeless: boolean;
  readonly signal: AbortSignal | undefined;
}

async function withConnection<T>(
  connect: () => Promise<StoreConnection>,
  work: (connection: StoreConnection) => Promise<T>,
): Promise<T> {
  const connection = await connect();
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

function checkCount(parameters: readonly (string | null)[], count: number): void {
  if (parameters.length === count) return;
  throw new DrawbridgeError(
    SqlState.protocolViolation,
    `The statement has ${count} parameters, but ${parameters.length} values were given.`,
  );
}
