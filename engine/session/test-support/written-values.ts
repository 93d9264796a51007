/**
 * What the walk over the writable tables writes: a value for each column that a rule names, made of the column itself;
 * what Bitbucket takes beside that stands in `specials`.
 */
import type { ColumnDef, TableDef } from '../../catalog/table.ts';
import type { Session } from '../session.ts';
import { run } from './written-bench.ts';

/** A value as text, or a query for one. */
type Special = string | { readonly sql: string };

export interface Specials {
  /** Where a value cannot be made up: what is inserted, and what it is updated to. */
  readonly values?: Readonly<Record<string, Special | readonly [inserted: Special, updated: Special]>>;
  /** Columns that are the same member of the body as another one. */
  readonly without?: readonly string[];
  /** Columns that Bitbucket gives back in other words, or not at all, and why. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Columns that RETURNING of an INSERT leaves null, and why. */
  readonly notReturned?: Readonly<Record<string, string>>;
  /** Columns that only RETURNING of an INSERT tells, and why. */
  readonly toldOnce?: Readonly<Record<string, string>>;
  /** A row that is there already, for a table without INSERT or whose rows cannot be changed in between. */
  readonly existing?: string;
  /** What is left of a deleted row. */
  readonly remains?: Readonly<Record<string, string>>;
}

/** `round`: 0 for what is inserted, 1 for what it is updated to. */
export async function writtenValue(
  session: Session,
  table: TableDef,
  column: ColumnDef,
  specials: Specials,
  round: 0 | 1,
): Promise<string> {
  const special = specials.values?.[column.name];
  const chosen = isPair(special) ? special[round] : special;
  if (typeof chosen === 'string') return chosen;
  if (chosen !== undefined) return one(session, chosen.sql);
  const key = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column.name);
  if (key !== undefined) {
    const { table: other, columns } = key.references;
    return one(session, `SELECT ${columns[0] ?? ''} FROM ${other} ORDER BY 1 LIMIT 1`);
  }
  switch (column.type) {
    case 'BOOLEAN':
      return round === 0 ? 'true' : 'false';
    case 'BIGINT':
    case 'INTEGER':
    case 'DOUBLE':
      return String(7 + round);
    case 'TIMESTAMP':
      return `2030-01-0${1 + round} 10:00:00`;
    case 'DATE':
      return `2030-01-0${1 + round}`;
    default:
      return `Größe ${round} of ${column.name}`.slice(0, column.length);
  }
}

function isPair(
  special: Special | readonly [Special, Special] | undefined,
): special is readonly [Special, Special] {
  return Array.isArray(special);
}

async function one(session: Session, sql: string): Promise<string> {
  const { rows } = await run(session, sql);
  const value = rows[0]?.[0];
  const text = typeof value === 'bigint' ? value.toString() : value;
  if (typeof text !== 'string') throw new Error(`There is nothing to write: ${sql}`);
  return text;
}
