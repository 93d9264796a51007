/**
 * Parameters as typed constants in the text.
 *
 * A statement is planned and run with its values written into it, so that both see the same constants and DuckDB
 * never binds anew. Values are quoted as strings and cast to the type that was described; a value that does not
 * fit its type fails as any cast does.
 */
import { lex } from '../sql/lexer.ts';
import { itemCast, memberships, membershipText } from './array-membership.ts';
import { castOfParameter } from './parameter-cast.ts';
import { itemConstants, itemType, typedConstant } from './parameter-constant.ts';
import type { Edit } from './splice.ts';

export interface ParameterPlace {
  /** From 1. */
  readonly number: number;
  readonly offset: number;
  readonly length: number;
  /** The type that it is cast to, as it is written. */
  readonly castTo?: string;
  /** Where the parameter is the array of `= ANY ($1)`, or of its like: what takes the place of the whole. */
  readonly membership?: {
    readonly offset: number;
    readonly length: number;
    readonly negated: boolean;
    /** Such as `::bigint`. */
    readonly cast: string;
  };
}

/** Where `$1`, `$2`, … stand in a normalised statement. */
export function parameterPlaces(sql: string): readonly ParameterPlace[] {
  const tokens = lex(sql);
  const arrays = new Map(memberships(tokens).map((membership) => [membership.first, membership]));
  return [...tokens.entries()]
    .filter(([, { kind }]) => kind === 'parameter')
    .map(([index, { text, start }]) => {
      const castTo = castOfParameter(sql, tokens, index);
      const place = {
        number: Number(text.slice(1)),
        offset: start,
        length: text.length,
        ...(castTo === null ? {} : { castTo }),
      };
      const array = arrays.get(index);
      const cast = array === undefined ? null : itemCast(sql, tokens, array);
      if (array === undefined || cast === null) return place;
      const { offset, length, negated } = array;
      return { ...place, membership: { offset, length, negated, cast } };
    });
}

/** `typeNames` by parameter, as DuckDB writes types; undefined leaves the parameter in the text. */
export function parameterEdits(
  places: readonly ParameterPlace[],
  typeNames: readonly (string | undefined)[],
  values: readonly (string | null)[],
): readonly Edit[] {
  return places.flatMap((place) => {
    const { number, offset, length, membership } = place;
    const typeName = typeNames[number - 1];
    const value = values[number - 1] ?? null;
    if (typeName === undefined) return membership === undefined ? [] : [itemEdit(place, membership)];
    if (membership === undefined || itemType(typeName) === null)
      return [{ offset, length, text: typedConstant(value, typeName, number) }];
    const { negated, cast } = membership;
    const items =
      value === null
        ? [typedConstant(null, itemType(typeName) ?? '', number)]
        : itemConstants(value, typeName, number);
    return [{ ...spanOf(membership), text: membershipText(negated, items, cast) }];
  });
}

/** An open parameter is compared as an item would be, so that DuckDB can tell its type. */
const itemEdit = (
  { number }: ParameterPlace,
  membership: NonNullable<ParameterPlace['membership']>,
): Edit => ({
  ...spanOf(membership),
  text: `${membership.negated ? '<>' : '='} $${number}${membership.cast}`,
});

const spanOf = ({
  offset,
  length,
}: NonNullable<ParameterPlace['membership']>): Pick<Edit, 'offset' | 'length'> => ({
  offset,
  length,
});

/** Which parameters are arrays, as far as the text tells: those of `= ANY ($1)` and its like. */
export const arrayParameters = (places: readonly ParameterPlace[]): ReadonlySet<number> =>
  new Set(places.filter(({ membership }) => membership !== undefined).map(({ number }) => number));

const samples: Readonly<Record<string, string>> = {
  DATE: '2000-01-01',
  TIMESTAMP: '2000-01-01',
  'TIMESTAMP WITH TIME ZONE': '2000-01-01',
  TIME: '00:00',
  INTERVAL: '1 day',
  BOOLEAN: 'true',
  UUID: '00000000-0000-0000-0000-000000000000',
};

/**
 * A value to describe a statement with, whose own is not known yet. Not NULL, which DuckDB sees through: a column
 * `Name || NULL` has the type of NULL.
 */
export function sampleValue(typeName: string): string | null {
  const item = itemType(typeName);
  if (item !== null) return `{${sampleValue(item) ?? 'NULL'}}`;
  return typeName.includes('(') ? null : (samples[typeName] ?? '1');
}
