/** The values of a call, as a query of one row. */
import { compose } from '../sql/compose.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import type { GivenParameter } from '../write/procedure-call.ts';
import { withValueTypes } from '../write/value-types.ts';

/** One row with the values, each in the type of its parameter. */
export function valuesQuery(
  base: NormalisedStatement,
  given: readonly GivenParameter[],
): NormalisedStatement {
  const casts = given.flatMap(({ parameter, value }, index) => [
    index === 0 ? '' : ', ',
    'CAST((',
    value ?? 'NULL',
    `\n) AS ${parameter.type})`,
  ]);
  return compose(base, ['SELECT ', ...(casts.length === 0 ? ['NULL'] : casts)]);
}

export async function valued<T>(given: readonly GivenParameter[], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw withValueTypes(
      thrown,
      given.map(({ parameter }) => parameter),
    );
  }
}
