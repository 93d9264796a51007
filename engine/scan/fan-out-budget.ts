/**
 * Whether the calls of a fan-out fit into what is left of the hour's budget, told before the first of them is made.
 *
 * The estimate is the least that it can cost, one call for each collection: what could fit is never refused.
 */
import type { CallPromise } from '../bitbucket/call-promises.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

type Budget = Pick<BitbucketClient, 'roomFor' | 'promise'>;

/**
 * Throws 53400 where `count` calls do not fit beside those of other fan-outs that have begun, of the same statement or
 * not. `what` is counted; `table` is what is read for each of them.
 */
export function checkFanOut(client: Budget, count: number, what: string, table: string): CallPromise {
  const room = client.roomFor(count);
  if (room.fits) return client.promise(count);
  const { left, limit, minutes, promised } = room;
  const beside = promised === 0 ? '' : ` beside the ${promised} of what is being read already`;
  const when = minutes === null ? '' : `; so many fit in ${minutes} min`;
  throw new DrawbridgeError(
    SqlState.budgetExceeded,
    `${table} for ${count} ${what} would take at least ${count} API calls, and of the hourly budget of ${limit} there are ${left} left${beside}${when}`,
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
  const promise = checkFanOut(client, all.length, what, table);
  try {
    for (const [made, parent] of all.entries()) {
      promise.made(made);
      yield parent;
    }
  } finally {
    promise.end();
  }
}
