/** The truth: the same statement on a plain DuckDB that holds every row, without any of our store, plan or scan. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { CellValue, ColumnType, TableDef } from '../../catalog/table.ts';
import { pgTypeOfResult } from '../../store/column-type.ts';
import type { Row } from './sample-tables.ts';

export interface ReferenceResult {
  readonly names: readonly string[];
  readonly typeOids: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

export interface Reference {
  run(sql: string): Promise<ReferenceResult>;
  /**
   * For an error that only we have: what the rows' statistics show never to be true may keep DuckDB from looking at the
   * value that fails. Our plans are made before there are rows.
   */
  runWithoutStatistics(sql: string): Promise<ReferenceResult>;
  close(): void;
}

export async function openReference(
  tables: readonly (readonly [TableDef, readonly Row[]])[],
): Promise<Reference> {
  const instance = await DuckDBInstance.create(':memory:', {
    default_null_order: 'nulls_last_on_asc_first_on_desc',
    threads: '1',
  });
  const connection = await instance.connect();
  await connection.run('SET GLOBAL integer_division = true');
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  await connection.run('CREATE SCHEMA Information');
  for (const [table, rows] of tables) await createTable(connection, table, rows);
  await connection.run("SET search_path = 'Information'");
  return referenceOn(instance, connection);
}

export function referenceOn(instance: DuckDBInstance, connection: DuckDBConnection): Reference {
  async function run(sql: string): Promise<ReferenceResult> {
    const result = await connection.run(sql);
    const rows = await result.getRows();
    return {
      names: result.columnNames(),
      typeOids: result.columnTypes().map((type) => pgTypeOfResult(type).oid),
      rows: rows.map((row) => row.map((value) => (value === null ? 'NULL' : String(value)))),
    };
  }
  return {
    run,
    async runWithoutStatistics(sql) {
      await connection.run("SET disabled_optimizers = 'statistics_propagation'");
      try {
        return await run(sql);
      } finally {
        await connection.run('RESET disabled_optimizers');
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function createTable(
  connection: DuckDBConnection,
  table: TableDef,
  rows: readonly Row[],
): Promise<void> {
  const columns = table.columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  await connection.run(`CREATE TABLE Information."${table.name}" (${columns})`);
  const values = rows.map(
    (row) => `(${table.columns.map(({ name, type }) => literal(row[name] ?? null, type)).join(', ')})`,
  );
  await connection.run(`INSERT INTO Information."${table.name}" VALUES ${values.join(', ')}`);
}

function literal(value: CellValue, type: ColumnType): string {
  if (value === null) return 'NULL';
  if (type === 'TIMESTAMP') return `make_timestamp(${value})`;
  if (type === 'DATE') return `DATE '1970-01-01' + ${value}`;
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return String(value);
}
