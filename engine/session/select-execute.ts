/** One execution of a SELECT: begins the transaction, plans, and hands out a cursor that ends both. */
import { DrawbridgeError } from '../error.ts';
import type { StatementPlan } from '../plan/statement-plan.ts';
import type { StoreConnection } from '../store/connection.ts';
import { canceled } from '../store/translate-error.ts';
import { SelectCursor } from './select-cursor.ts';
import { selectRows } from './select-rows.ts';
import { scanRunner } from './select-scan.ts';
import type { SelectEnvironment } from './select.ts';
import type { ColumnDescription, Cursor, ExecuteOptions, LimitSource } from './session.ts';

/** The property of the connection, which counts where no one else has set a smaller limit. */
export const connectionLimit: LimitSource = {
  name: 'Max Rows',
  hint: 'Raise MaxRows of the data source, or set it to 0, to get the rest.',
};

export interface SelectExecution {
  readonly environment: SelectEnvironment;
  readonly columns: readonly ColumnDescription[];
  /** Catalog functions are never cut by Max Rows. */
  readonly onlySystemTables: boolean;
  /** Planned already and not tried out, so that what runs is the statement alone and needs no transaction around it. */
  readonly runsOnce: boolean;
  /** Gives a connection what the statement needs besides tables. */
  ready(connection: StoreConnection): Promise<StoreConnection>;
  plan(
    connection: StoreConnection,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly plan: StatementPlan }>;
  readonly options: ExecuteOptions;
}

/** One more than may be returned tells whether there was more; 0: all. */
export function rowsWanted(onlySystemTables: boolean, maxRows: number): number {
  return onlySystemTables || maxRows === 0 ? 0 : maxRows + 1;
}

export async function executeSelect(execution: SelectExecution): Promise<Cursor> {
  const { environment, columns, options } = execution;
  const abort = new AbortController();
  const signal = AbortSignal.any([options.signal, abort.signal]);
  if (signal.aborted) throw canceled(signal.reason);
  const connection = await environment.store.connect();
  const free = async (): Promise<void> => {
    abort.abort();
    await connection.close();
  };
  try {
    await execution.ready(connection);
    if (!execution.runsOnce) await connection.begin();
    const { text, plan } = await execution.plan(connection, signal);
    const maxRows = execution.onlySystemTables ? 0 : (options.maxRows ?? 0);
    const rows = selectRows({
      connection,
      scans: scanRunner(environment.source, signal, options),
      text,
      plan,
      columnCount: columns.length,
      rowsWanted: rowsWanted(execution.onlySystemTables, maxRows),
    });
    return new SelectCursor({
      columns,
      rows,
      maxRows,
      limitedBy: options.limitedBy ?? connectionLimit,
      free,
      signal: options.signal,
      onNotice: (notice) => options.onNotice(notice),
    });
  } catch (thrown) {
    await free();
    if (options.signal.aborted && thrown instanceof DrawbridgeError) throw canceled(thrown);
    throw thrown;
  }
}
