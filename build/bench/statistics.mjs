/** Medians, spread and ratios of repeated measurements. */

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `12.3 (11.9–14.0)`: median, least and greatest. */
export function summary(values, digits = 0) {
  const text = (value) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text(median(values))} (${text(Math.min(...values))}–${text(Math.max(...values))})`;
}

/** How many times as much as the peer's, by the medians. */
export function ratio(values, peer) {
  return (median(values) / median(peer)).toFixed(2);
}

/** Runs the cases in turn, so that what else the machine does falls on all of them alike. */
export async function alternate(runs, cases) {
  const results = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of Object.entries(cases)) results[name].push(await measure());
  }
  return results;
}
