/**
 * An async iterable whose return() ends the work at once. A generator alone hears of its return() only when
 * the call that it waits for has ended.
 */
import { linkedAbort } from '../bitbucket/linked-abort.ts';

export function stoppable<T>(
  outer: AbortSignal,
  start: (signal: AbortSignal) => AsyncGenerator<T, void>,
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => {
      const linked = linkedAbort(outer);
      const work = start(linked.signal);
      const ended = async (result: Promise<IteratorResult<T, void>>): Promise<IteratorResult<T, void>> => {
        try {
          const step = await result;
          if (step.done === true) linked.unlink();
          return step;
        } catch (error) {
          linked.unlink();
          throw error;
        }
      };
      return {
        next: () => ended(work.next()),
        return: () => {
          linked.abort();
          return ended(work.return());
        },
      };
    },
  };
}
