/**
 * Whether the calls of a fan-out fit into what is left of the hour's budget, told before the first of them is made.
 *
 * The estimate is the least that it can cost, one call for each collection: what could fit is never refused.
 */
import type { BitbucketClient } from '../bitbucket/client.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

type Budget = Pick<BitbucketClient, 'roomFor'>;

/** Throws 53400 where `count` calls do not fit. `what` is counted; `table` is what is read for each of them. */
export function checkFanOut(client: Budget, count: number, what: string, table: string): void {
  const room = client.roomFor(count);
  if (room.fits) return;
  const { left, limit, minutes } = room;
  const when = minutes === null ? '' : `; so many fit in ${minutes} min`;
  throw new DrawbridgeError(
    SqlState.budgetExceeded,
    `${table} for ${count} ${what} would take at least ${count} API calls, and of the hourly budget of ${limit} there are ${left} left${when}`,
    {
      hint: `${minutes === null ? 'Ask' : 'Wait, ask'} for fewer ${what}, raise HourlyBudget, or set AllowOverBudget=true.`,
    },
  );
}

/** All of the parents, once it is known that a call for each of them fits. */
export async function* affordable<T>(
  parents: AsyncIterable<T>,
  client: Budget,
  what: string,
  table: string,
): AsyncGenerator<T, void> {
  const all: T[] = [];
  for await (const parent of parents) all.push(parent);
  checkFanOut(client, all.length, what, table);
  yield* all;
}
