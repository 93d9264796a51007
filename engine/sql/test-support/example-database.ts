/** A DuckDB in memory with a table `Pulls` and our macros, to run normalised statements on. */
import { DuckDBInstance } from '@duckdb/node-api';
import { createMacros } from '../macros.ts';
import { normalise } from '../normalise.ts';

export interface ExampleDatabase {
  /** The rows of the statement once it is normalised, as JSON values. */
  run(text: string, parameters?: readonly (string | number)[]): Promise<readonly (readonly unknown[])[]>;
  /** The names of the columns that it yields. */
  columns(text: string): Promise<readonly string[]>;
  close(): void;
}

export async function exampleDatabase(): Promise<ExampleDatabase> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of [
    `ATTACH ':memory:' AS "Bitbucket"`,
    'CREATE SCHEMA "Bitbucket"."site"',
    ...createMacros('"Bitbucket".main', '0.1.0'),
    `SET search_path='"Bitbucket"."site"'`,
    'CREATE TABLE Pulls (Id BIGINT, Title VARCHAR, Author VARCHAR, Created TIMESTAMP, "a]b" INTEGER)',
    `INSERT INTO Pulls VALUES
       (1, 'Fix the gate', 'ada', TIMESTAMP '2026-03-01 10:20:30', 7),
       (2, 'Paint it''s door', 'ben', TIMESTAMP '2026-03-08 23:00:00', 8),
       (3, 'über 🚀', 'ada', NULL, 9)`,
  ]) {
    await connection.run(statement);
  }
  return {
    run: async (text, parameters = []) => {
      const reader = await connection.runAndReadAll(normalise(text).text, [...parameters]);
      return reader.getRowsJson();
    },
    columns: async (text) => {
      const prepared = await connection.prepare(normalise(text).text);
      return Array.from({ length: prepared.columnCount }, (_, index) => prepared.columnName(index));
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
