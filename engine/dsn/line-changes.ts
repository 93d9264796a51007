/** What a change does to an ini file, line by line, as a person reads it before agreeing: secrets are masked. */
import type { ElevationLine } from '../error.ts';
import { isSecretKeyword } from './property-name.ts';

/** Kept lines on each side of a change. */
const context = 2;
/** Beyond this many lines in one change the finest comparison is not worth its time. */
const most = 1000;
const mask = '••••••';

/** Kept lines that are far from any change are left out. */
export function lineChanges(before: Buffer, after: Buffer): readonly ElevationLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const start = commonStart(old, now);
  const end = commonStart(old.slice(start).toReversed(), now.slice(start).toReversed());
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const all: ElevationLine[] = [
    ...old.slice(0, start).map(kept),
    ...compared(removed, added),
    ...old.slice(old.length - end).map(kept),
  ];
  return all.filter((_, at) => isNear(all, at)).map(({ kind, text }) => ({ kind, text: masked(text) }));
}

const kept = (text: string): ElevationLine => ({ kind: 'kept', text });

/** Without line ends; bytes that are no UTF-8 show as what they are not, which is enough for reading. */
function linesOf(bytes: Buffer): string[] {
  const lines = bytes.toString('utf8').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

/** By the longest common subsequence. */
function compared(removed: readonly string[], added: readonly string[]): ElevationLine[] {
  const gone = removed.map((text): ElevationLine => ({ kind: 'removed', text }));
  const come = added.map((text): ElevationLine => ({ kind: 'added', text }));
  if (removed.length > most || added.length > most) return [...gone, ...come];
  const width = added.length + 1;
  const common = new Uint16Array((removed.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = removed.length - 1; row >= 0; row -= 1)
    for (let column = added.length - 1; column >= 0; column -= 1)
      common[row * width + column] =
        removed[row] === added[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const result: ElevationLine[] = [];
  let [row, column] = [0, 0];
  while (row < removed.length || column < added.length) {
    const [old, now] = [removed[row], added[column]];
    if (old !== undefined && old === now) {
      result.push(kept(old));
      row += 1;
      column += 1;
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      result.push({ kind: 'removed', text: old });
      row += 1;
    } else {
      result.push({ kind: 'added', text: now ?? '' });
      column += 1;
    }
  }
  return result;
}

function isNear(lines: readonly ElevationLine[], at: number): boolean {
  return lines.slice(Math.max(at - context, 0), at + context + 1).some(({ kind }) => kind !== 'kept');
}

/** Other drivers' passwords, too, whatever they are called. */
function masked(line: string): string {
  const equals = line.indexOf('=');
  if (equals === -1) return line;
  const keyword = line
    .slice(0, equals)
    .replace(/^[\s;#]+/, '')
    .trim();
  const secret = isSecretKeyword(keyword) || /pass|pwd|secret|token|credential|apikey/i.test(keyword);
  const value = line.slice(equals + 1);
  if (secret && value.trim() !== '') return `${line.slice(0, equals + 1)}${mask}`;
  return `${line.slice(0, equals + 1)}${value.replace(/(:\/\/[^:/?#]*:)[^/?#]*@/, `$1${mask}@`)}`;
}
