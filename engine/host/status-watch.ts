/**
 * Notices when the counts in the windows' status line have changed. Sessions and statements begin and end in many
 * places; looking at their number once a second costs less than an announcement from each.
 */
export type Counts = readonly number[];

const interval = 1000;

/** Returns the function that ends the watch. */
export function watchCounts(read: () => Counts, changed: () => void): () => void {
  let known = read();
  const timer = setInterval(() => {
    const now = read();
    if (now.every((count, index) => count === known[index])) return;
    known = now;
    changed();
  }, interval);
  // A look at the counts is no reason to keep the process alive.
  timer.unref();
  return () => clearInterval(timer);
}
