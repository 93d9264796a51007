/** How a value looks in a cell of the grid, which has one line and little room. */

/** A megabyte in one cell would stall the layout; copying takes the whole value. */
const longestShown = 400;

export function cellText(value: string): string {
  const beginning = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  // A row has one line; the rest of a longer text would be lost without a sign of it.
  return beginning.replaceAll(/\r\n|\r|\n/g, ' ↵ ').replaceAll('\t', ' ⇥ ');
}
