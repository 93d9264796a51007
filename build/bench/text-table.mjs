/** A heading, rows of text in aligned columns (the first to the left, the others to the right), and notes. */
export function textTable({ title, header, rows, notes = [] }) {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const aligned = (line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [head, ...body] = lines.map(aligned);
  return [title, '', ...[head, rule, ...body, ...notes].map((line) => `  ${line}`), ''].join('\n');
}
