/** A query made of pieces of a statement. */
import type { ColumnName, NormalisedStatement } from './statement.ts';
import type { Slice } from './write-statement.ts';

/** Slices are `base`'s own and lead back to their places; what else stands in it leads to the slice before. */
export function compose(base: NormalisedStatement, pieces: readonly (string | Slice)[]): NormalisedStatement {
  const places: { readonly start: number; readonly offset: number; readonly length: number }[] = [];
  const names: ColumnName[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      places.push({ start: text.length, offset: piece.offset, length: piece.text.length });
      names.push(...namesWithin(base.names, piece, text.length));
      text += piece.text;
    }
  }
  return Object.freeze({
    text,
    parameterCount: base.parameterCount,
    kind: { kind: 'select' as const },
    names,
    originalPosition(offset: number) {
      const place = places.findLast(({ start }) => start <= offset);
      if (place === undefined) return base.originalPosition(0);
      return base.originalPosition(place.offset + Math.min(offset - place.start, place.length));
    },
  });
}

/** Those of a slice, where it stands now. */
function namesWithin(names: readonly ColumnName[], slice: Slice, start: number): readonly ColumnName[] {
  const end = slice.offset + slice.text.length;
  return names
    .filter(({ offset }) => offset > slice.offset && offset <= end)
    .map(({ offset, name }) => ({ name, offset: offset - slice.offset + start }));
}
