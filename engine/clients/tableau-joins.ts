/** How chosen tables belong together: a chain of left joins along their foreign keys. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ChosenTable } from './client.ts';

/** `columns` of a table that stands before `right` in the chain equal `rightColumns`. */
export interface Join {
  readonly left: ChosenTable;
  readonly leftColumns: readonly string[];
  readonly right: ChosenTable;
  readonly rightColumns: readonly string[];
  /** Several rows of `right` may belong to one of `left`, whose rows are then repeated. */
  readonly repeats: boolean;
}

export interface JoinChain {
  readonly first: ChosenTable;
  readonly joins: readonly Join[];
}

/**
 * The chain that repeats the fewest rows, beginning where it can with a table that refers to the others. Throws 22023
 * when a table is linked to none of the others.
 */
export function joinChain(tables: readonly ChosenTable[]): JoinChain {
  const chains = tables.map((first) => chainFrom(first, tables));
  const whole = chains.filter(({ joins }) => joins.length === tables.length - 1);
  const best = whole.toSorted((a, b) => repeats(a) - repeats(b))[0];
  if (best !== undefined) return best;
  const reached = chains[0];
  const names = reached === undefined ? [] : [reached.first, ...reached.joins.map(({ right }) => right)];
  const lost = tables.find((table) => !names.includes(table));
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    lost === undefined
      ? 'No table is chosen.'
      : `No key links ${lost.table.name} to the other chosen tables.`,
    {
      hint:
        lost === undefined
          ? 'Choose at least one table.'
          : 'Choose tables that refer to each other, or save a file for each.',
    },
  );
}

const repeats = ({ joins }: JoinChain): number => joins.filter((join) => join.repeats).length;

/** Tables that the ones before refer to come first, since they add columns and no rows. */
function chainFrom(first: ChosenTable, tables: readonly ChosenTable[]): JoinChain {
  const joins: Join[] = [];
  const joined = [first];
  let next: Join | undefined;
  do {
    const open = tables.filter((table) => !joined.includes(table));
    const between = (link: (one: ChosenTable, other: ChosenTable) => Join | null): Join | undefined =>
      joined.flatMap((one) => open.flatMap((other) => link(one, other) ?? []))[0];
    next = between(forward) ?? between(backward);
    if (next !== undefined) {
      joins.push(next);
      joined.push(next.right);
    }
  } while (next !== undefined);
  return { first, joins };
}

/** The first foreign key of `left` that refers to `right`. */
function forward(left: ChosenTable, right: ChosenTable): Join | null {
  const key = left.table.foreignKeys.find(({ references }) => references.table === right.table.name);
  if (key === undefined) return null;
  return { left, leftColumns: key.columns, right, rightColumns: key.references.columns, repeats: false };
}

function backward(left: ChosenTable, right: ChosenTable): Join | null {
  const key = forward(right, left);
  if (key === null) return null;
  return { left, leftColumns: key.rightColumns, right, rightColumns: key.leftColumns, repeats: true };
}
