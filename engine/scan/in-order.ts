/**
 * Several sources one after the other, the next ones begun ahead: each of them is asked for its first piece
 * while earlier ones are still read.
 */

/**
 * `window` says how many sources may be open when so many have been read to the end. Ending the result ends
 * all sources; whoever needs their calls to stop at once aborts them beforehand.
 */
export async function* inOrder<S, T>(
  seeds: AsyncIterable<S>,
  start: (seed: S) => AsyncGenerator<T, void>,
  window: (done: number) => number,
): AsyncGenerator<T, void> {
  const open: {
    readonly source: AsyncGenerator<T, void>;
    readonly first: Promise<IteratorResult<T, void>>;
  }[] = [];
  const feed = seeds[Symbol.asyncIterator]();
  let more = true;
  let done = 0;
  try {
    for (;;) {
      while (more && open.length < window(done)) {
        const seed = await feed.next();
        if (seed.done === true) {
          more = false;
          break;
        }
        const source = start(seed.value);
        const first = source.next();
        // A failure is told when its turn comes; until then nobody listens.
        first.catch(() => null);
        open.push({ source, first });
      }
      const head = open[0];
      if (head === undefined) return;
      for (let piece = await head.first; piece.done !== true; piece = await head.source.next())
        yield piece.value;
      open.shift();
      done += 1;
    }
  } finally {
    await Promise.allSettled([feed.return?.(), ...open.map(({ source }) => source.return())]);
  }
}
