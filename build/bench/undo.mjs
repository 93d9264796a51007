/** What has to be taken away again, also when the benchmark is interrupted or fails. */
const undone = new Set();

/** Calls `undo` (synchronous) at the end of this process, unless the returned function has called it before. */
export function atEnd(undo) {
  undone.add(undo);
  return () => {
    if (undone.delete(undo)) undo();
  };
}

process.once('exit', () => {
  for (const undo of [...undone].toReversed()) undo();
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
