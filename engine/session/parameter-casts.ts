/** The types that a statement casts its parameters to, which DuckDB does not tell where it casts them once more. */
import type { DuckDBType } from '@duckdb/node-api';
import type { ParameterPlace } from '../plan/parameters.ts';
import type { StoreConnection } from '../store/connection.ts';

/** By the parameters' numbers; of several casts the first counts. */
export async function castTypes(
  connection: StoreConnection,
  places: readonly ParameterPlace[],
): Promise<ReadonlyMap<number, DuckDBType>> {
  const casts = new Map<number, string>();
  for (const { number, castTo } of places)
    if (castTo !== undefined && !casts.has(number)) casts.set(number, castTo);
  if (casts.size === 0) return new Map();
  const nulls = [...casts.values()].map((type) => `CAST(NULL AS ${type})`);
  // What is no type is told when the statement itself is bound.
  const { columns } = await connection.describe(`SELECT ${nulls.join(', ')}`).catch(() => ({ columns: [] }));
  return new Map(
    [...casts.keys()].flatMap((number, index) => {
      const type = columns[index]?.type;
      return type === undefined ? [] : [[number, type] as const];
    }),
  );
}
