/**
 * Parameters as typed constants in the text.
 *
 * A statement is planned and run with its values written into it, so that both see the same constants and DuckDB
 * never binds anew. Values are quoted as strings and cast to the type that was described; a value that does not
 * fit its type fails as any cast does.
 */
import { lex } from '../sql/lexer.ts';
import { typedConstant } from './parameter-constant.ts';
import type { Edit } from './splice.ts';

export interface ParameterPlace {
  /** From 1. */
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

/** Where `$1`, `$2`, … stand in a normalised statement. */
export function parameterPlaces(sql: string): readonly ParameterPlace[] {
  return lex(sql)
    .filter((token) => token.kind === 'parameter')
    .map((token) => ({
      number: Number(token.text.slice(1)),
      offset: token.start,
      length: token.text.length,
    }));
}

/** `typeNames` by parameter, as DuckDB writes types; undefined leaves the parameter in the text. */
export function parameterEdits(
  places: readonly ParameterPlace[],
  typeNames: readonly (string | undefined)[],
  values: readonly (string | null)[],
): readonly Edit[] {
  return places.flatMap(({ number, offset, length }) => {
    const typeName = typeNames[number - 1];
    if (typeName === undefined) return [];
    return [{ offset, length, text: typedConstant(values[number - 1] ?? null, typeName, number) }];
  });
}

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
  return typeName.endsWith('[]') || typeName.includes('(') ? null : (samples[typeName] ?? '1');
}
