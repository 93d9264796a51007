/** Scans that a join drives: which scans they wait for, and the keys that those yield. */
import type { KeptRows, Partner, ScanDriver } from '../plan/driven-scans.ts';
import { keysPredicate, keysQuery } from '../plan/kept-keys.ts';
import type { Predicate, ScanRequest } from '../plan/scan-request.ts';
import type { PlannedScan } from '../plan/statement-plan.ts';
import type { StoreConnection } from '../store/connection.ts';

/** The scans whose rows must be loaded before the driver can tell its keys. */
export function drivingScans(driver: ScanDriver, scans: readonly PlannedScan[]): readonly PlannedScan[] {
  const keyOf = (schema: string, table: string): string => `${schema}\0${table}`.toLowerCase();
  const needed = new Set(
    driver
      .flat()
      .flatMap(({ rows }) => tablesOf(rows))
      .map(({ storedSchema, table }) => keyOf(storedSchema, table.name)),
  );
  return scans.filter(({ storedSchema, request }) =>
    needed.has(keyOf(storedSchema, request.target.table.name)),
  );
}

function tablesOf(rows: KeptRows): readonly KeptRows[] {
  return [rows, ...rows.partners.flatMap((partner) => tablesOf(partner.rows))];
}

/** Within the transaction that the driving scans were loaded in. */
export async function drivenKeys(
  connection: StoreConnection,
  driver: ScanDriver,
  { target: { table } }: ScanRequest,
  signal: AbortSignal,
): Promise<Predicate> {
  const uses: Predicate[] = [];
  for (const partners of driver) {
    const terms: Predicate[] = [];
    for (const partner of partners) {
      terms.push(keysPredicate(table, partner.columns, await keysOf(connection, partner, signal)));
    }
    uses.push(joined('and', terms));
  }
  return joined('or', uses);
}

async function keysOf(
  connection: StoreConnection,
  partner: Partner,
  signal: AbortSignal,
): Promise<readonly (readonly string[])[]> {
  const result = await connection.run(keysQuery(partner), signal);
  const keys: string[][] = [];
  for (let chunk = await result.next(); chunk !== null; chunk = await result.next()) {
    keys.push(...chunk.getRows().map((row) => row.map(String)));
  }
  return keys;
}

/** The request for those rows that have one of the keys as well. */
export function withKeys(request: ScanRequest, keys: Predicate | null): ScanRequest {
  if (keys === null) return request;
  const { predicate } = request;
  return { ...request, predicate: predicate === null ? keys : joined('and', [predicate, keys]) };
}

function joined(kind: 'and' | 'or', terms: readonly Predicate[]): Predicate {
  const [only, ...more] = terms;
  return only !== undefined && more.length === 0 ? only : { kind, terms };
}
