/**
 * What a statement names, from DuckDB's own syntax tree (`json_serialize_sql`): tables, functions, parameters.
 *
 * The tree is read for names only. What a column name means (aliases, stars, lateral aliases) is left to DuckDB's
 * binder, see bound-plan.ts.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { StoreConnection } from '../store/connection.ts';
import { translateFailure } from '../store/translate-error.ts';
import { isObject, objects, parseSerialised, text, type JsonObject } from './serialised-json.ts';
import { utf16Offset, utf16OffsetOfCodePoint } from './splice.ts';
import type { TableName } from './table-resolver.ts';

export interface RawTable {
  readonly name: TableName;
  /** UTF-16 offset of the name in the statement. */
  readonly offset: number;
}

export interface RawFunction {
  /** In lower case. */
  readonly name: string;
  readonly kind: 'scalar' | 'table';
  readonly offset: number | null;
}

export interface RawStatement {
  readonly tables: readonly RawTable[];
  readonly functions: readonly RawFunction[];
  /** Whether a row's result may differ from one run to the next, or within one run. */
  readonly volatile: boolean;
  /** Names of columns that it mentions, in lower case; a star mentions none. */
  readonly columnNames: ReadonlySet<string>;
}

/** Position in the user's text of a UTF-16 offset in the statement's. */
export type Locate = (offset: number) => number;

/** Throws 42601 where the text does not parse, and 0A000 for what is not a query. */
export async function parseStatement(
  connection: StoreConnection,
  sql: string,
  locate: Locate,
): Promise<RawStatement> {
  const tree = parseSerialised(await connection.value('SELECT json_serialize_sql($1::VARCHAR)', [sql]));
  if (tree['error'] === true) throw parseError(tree, sql, locate);
  const statements = objects(tree['statements']);
  if (statements.length !== 1) {
    throw new DrawbridgeError(SqlState.syntaxError, 'One statement at a time is run here.');
  }
  return collect(statements[0] ?? {}, sql);
}

function parseError(tree: JsonObject, sql: string, locate: Locate): DrawbridgeError {
  const message = text(tree['error_message']);
  const kind = text(tree['error_type']);
  if (kind === 'not implemented') {
    if (message.startsWith('Only SELECT'))
      return new DrawbridgeError(SqlState.featureNotSupported, 'Only queries can be run this way.');
    return new DrawbridgeError(
      SqlState.featureNotSupported,
      'The statement has a form that Drawbridge does not know.',
      {
        detail: message,
        hint: 'Forms that few databases have, as BETWEEN SYMMETRIC or ROWS FROM, can be written in other words.',
      },
    );
  }
  const place = Number(tree['position'] ?? Number.NaN);
  return translateFailure(
    { kind, message },
    Number.isFinite(place) ? { position: locate(utf16OffsetOfCodePoint(sql, place)) } : {},
  );
}

function collect(statement: JsonObject, sql: string): RawStatement {
  const tables: RawTable[] = [];
  const functions: RawFunction[] = [];
  const columnNames = new Set<string>();
  let volatile = false;

  const visit = (value: unknown, scope: ReadonlySet<string>): void => {
    if (Array.isArray(value)) {
      for (const member of value) visit(member, scope);
      return;
    }
    if (!isObject(value)) return;
    const inner = visitCommonTables(value, scope);
    // A sample of each batch, or of rows that a source counts, would not be one of the whole.
    if (isObject(value['sample'])) throw unsupported('TABLESAMPLE');
    if (value['type'] === 'BASE_TABLE') addTable(value, inner);
    else if (value['type'] === 'SHOW_REF') throw unsupported('SHOW and DESCRIBE');
    else if (value['type'] === 'TABLE_FUNCTION') addFunction(value['function'], 'table', value);
    else if (value['class'] === 'FUNCTION' || value['class'] === 'WINDOW')
      addFunction(value, 'scalar', value);
    else if (value['class'] === 'COLUMN_REF') noteColumn(value);
    for (const [key, member] of Object.entries(value)) {
      if (key === 'cte_map') continue;
      // The function of a table function was noted with its kind; only its arguments remain.
      const call = key === 'function' && value['type'] === 'TABLE_FUNCTION' && isObject(member);
      visit(call ? member['children'] : member, inner);
    }
  };

  /** Visits WITH and returns the names that the rest of the query sees. A CTE sees the ones before it. */
  const visitCommonTables = (query: JsonObject, scope: ReadonlySet<string>): ReadonlySet<string> => {
    const map = query['cte_map'];
    const entries = isObject(map) ? objects(map['map']) : [];
    const own = text(query['cte_name']);
    let seen: ReadonlySet<string> = own === '' ? scope : new Set([...scope, own.toLowerCase()]);
    for (const entry of entries) {
      visit(entry['value'], seen);
      seen = new Set([...seen, text(entry['key']).toLowerCase()]);
    }
    return seen;
  };

  const addTable = (node: JsonObject, scope: ReadonlySet<string>): void => {
    const table = text(node['table_name']);
    const schema = text(node['schema_name']) || null;
    const catalog = text(node['catalog_name']) || null;
    if (schema === null && scope.has(table.toLowerCase())) return;
    const offset = offsetOf(node, sql);
    if (offset === null) throw unsupported('This way of naming a table');
    tables.push({ name: { catalog, schema, table }, offset });
  };

  const addFunction = (call: unknown, kind: RawFunction['kind'], place: JsonObject): void => {
    if (!isObject(call)) return;
    const name = text(call['function_name']).toLowerCase();
    volatile ||= volatileFunctions.has(name) || call['class'] === 'WINDOW';
    if (call['is_operator'] !== true) functions.push({ name, kind, offset: offsetOf(place, sql) });
  };

  const noteColumn = (node: JsonObject): void => {
    const names = Array.isArray(node['column_names']) ? node['column_names'] : [];
    const last = text(names.at(-1)).toLowerCase();
    columnNames.add(last);
    volatile ||= names.length === 1 && volatileFunctions.has(last);
  };

  visit(statement, new Set());
  return { tables, functions, volatile, columnNames };
}

function offsetOf(node: JsonObject, sql: string): number | null {
  const place = node['query_location'];
  return typeof place === 'number' ? utf16Offset(sql, place) : null;
}

function unsupported(what: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.featureNotSupported, `${what} is not supported.`);
}

/**
 * Functions whose value is not a function of their arguments. `now` and its kind are the same throughout a
 * transaction, but micro-batches are a transaction each. Some come as plain column names (`current_date`).
 */
const volatileFunctions: ReadonlySet<string> = words(`
  random rand sysdatetime sysutcdatetime setseed uuid gen_random_uuid uuidv4 uuidv7 nextval currval txid_current now today
  transaction_timestamp get_current_timestamp get_current_time getdate age current_date current_time
  current_timestamp localtime localtimestamp curdate curtime getutcdate last_month last_week last_year current_localtime
  current_localtimestamp statement_timestamp clock_timestamp rowid
`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
