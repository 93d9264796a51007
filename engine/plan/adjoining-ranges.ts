/** `from <= x < middle OR middle <= x < end` is one range, as a list of years that follow each other makes them. */
import type { Predicate } from './scan-request.ts';

interface Range {
  readonly column: string;
  readonly from: Extract<Predicate, { kind: 'compare' }>;
  readonly to: Extract<Predicate, { kind: 'compare' }>;
}

/** The arms of an OR, with ranges of timestamps that touch each other as one. */
export function withoutSeams(arms: readonly Predicate[]): readonly Predicate[] {
  const ranges = arms.flatMap((arm) => rangeOf(arm) ?? []);
  if (ranges.length < 2) return arms;
  const others = arms.filter((arm) => rangeOf(arm) === null);
  // Timestamps have one length, so that their texts are in their order.
  const sorted = ranges.toSorted((one, other) =>
    one.column === other.column
      ? compareText(one.from.value.text, other.from.value.text)
      : compareText(one.column, other.column),
  );
  const whole: Range[] = [];
  for (const range of sorted) {
    const last = whole.at(-1);
    if (last?.column !== range.column || range.from.value.text > last.to.value.text) whole.push(range);
    else if (range.to.value.text > last.to.value.text) whole[whole.length - 1] = { ...last, to: range.to };
  }
  return [...others, ...whole.map(({ from, to }): Predicate => ({ kind: 'and', terms: [from, to] }))];
}

function rangeOf(arm: Predicate): Range | null {
  if (arm.kind !== 'and' || arm.terms.length !== 2) return null;
  const [from, to] = arm.terms;
  if (from?.kind !== 'compare' || to?.kind !== 'compare' || from.column !== to.column) return null;
  const isRange = from.operator === '>=' && to.operator === '<';
  const isTime = from.value.kind === 'timestamp' && to.value.kind === 'timestamp';
  return isRange && isTime ? { column: from.column, from, to } : null;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
