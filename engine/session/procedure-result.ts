/** The one row that a procedure gives, brought to the client on the way of all rows. */
import type { ProcedureDef, ProcedureHead } from '../catalog/procedure.ts';
import type { CellValue, TableDef } from '../catalog/table.ts';
import { rowDecoder } from '../scan/row-decoder.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { prepareSelect, type PreparedSelect, type SelectEnvironment } from './select.ts';
import type { Cursor, ExecuteOptions } from './session.ts';
import { writtenRows } from './written-rows-source.ts';

/** The result as if it were a table, so that its rows take the way of all rows. */
export function resultTable(procedure: ProcedureDef | ProcedureHead): TableDef {
  const { name, description, result } = procedure;
  const call = 'call' in procedure ? procedure.call : { scopes: [], path: '' };
  return {
    name,
    scope: 'repository',
    description,
    columns: result,
    primaryKey: [],
    foreignKeys: [],
    scopes: call.scopes,
    endpoint: { path: call.path, paging: 'single', hasSize: false, partial: false },
  };
}

/** A schema of its own in the store, which no statement can name. */
const resultSchema = 'procedures';

function resultEnvironment(
  select: SelectEnvironment,
  procedure: ProcedureHead,
  rows: readonly (readonly CellValue[])[],
): SelectEnvironment {
  const table = resultTable(procedure);
  return {
    ...select,
    source: writtenRows(rows),
    resolver: {
      tableNames: [],
      resolve: () => Promise.resolve({ schema: resultSchema, table }),
    },
  };
}

function resultQuery({ name }: ProcedureHead): NormalisedStatement {
  const text = `SELECT * FROM ${resultSchema}.${name}`;
  return { text, parameterCount: 0, kind: { kind: 'select' }, names: [], originalPosition: () => 1 };
}

export async function resultCursor(
  select: SelectEnvironment,
  procedure: ProcedureHead,
  object: unknown,
  options: ExecuteOptions,
): Promise<Cursor> {
  const names = procedure.result.map(({ name }) => name);
  const { values } = rowDecoder(resultTable(procedure), names).decode([object], new Map());
  const rows = [values.map(([value]) => value ?? null)];
  const query = await prepareSelect(resultEnvironment(select, procedure, rows), resultQuery(procedure), []);
  const cursor = await query.execute([], {
    signal: new AbortController().signal,
    onNotice: (notice) => options.onNotice(notice),
    maxRows: 0,
  });
  return {
    columns: cursor.columns,
    next: () => cursor.next(),
    commandTag: 'CALL',
    cut: false,
    close: () => cursor.close(),
  };
}

/** For its columns, before there is a row. */
export function describeResult(select: SelectEnvironment, procedure: ProcedureHead): Promise<PreparedSelect> {
  return prepareSelect(resultEnvironment(select, procedure, []), resultQuery(procedure), []);
}
