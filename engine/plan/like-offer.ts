/** LIKE and what else looks for fixed text, as offers. */
import { compare, prefixOffer } from './comparison-offer.ts';
import { constantOf } from './constant-text.ts';
import { columnOf, type FilterContext } from './filter-context.ts';
import { likeShape, type LikeShape } from './like-pattern.ts';
import { local, weakened, type Offer } from './offer.ts';
import type { JsonObject } from './serialised-json.ts';

/** `name`: what DuckDB calls the function. */
export function likeOffer(name: string, operands: readonly JsonObject[], context: FilterContext): Offer {
  const column = columnOf(operands[0], context);
  const argument = constantOf(operands[1]?.['value']);
  const escape = constantOf(operands[2]?.['value']);
  if (column === null) return local(`${name}()`, 'it is a function of something other than a plain column');
  if (name === 'like_escape' && argument?.kind === 'text' && escape?.kind === 'text') {
    return patternOffer(column, likeShape(argument.text, escape.text), context);
  }
  const unsent = local(spoken[name]?.(column) ?? `${name}() of ${column}`, 'this function cannot be sent');
  if (argument?.kind !== 'text' || operands.length !== 2 || argument.text === '') return unsent;
  switch (name) {
    case 'prefix':
    case 'starts_with':
    case '^@':
      return prefixOffer(column, argument.text, context);
    case 'contains':
      return compare(column, 'contains', argument, context);
    case 'suffix':
    case 'ends_with':
      return weakened(compare(column, 'contains', argument, context), `${column} LIKE '%…'`);
    case '~~':
      return patternOffer(column, likeShape(argument.text, ''), context);
    default:
      return unsent;
  }
}

/** What DuckDB has for functions and SQL for operators. */
const spoken: Readonly<Record<string, (column: string) => string>> = {
  '~~': (column) => `${column} LIKE`,
  '!~~': (column) => `${column} NOT LIKE`,
  '~~*': (column) => `${column} ILIKE`,
  '!~~*': (column) => `${column} NOT ILIKE`,
};

function patternOffer(column: string, shape: LikeShape | null, context: FilterContext): Offer {
  if (shape === null) return local(`${column} LIKE`, 'the pattern has no fixed text');
  const offer = compare(column, shape.operator, { kind: 'text', text: shape.text }, context);
  return shape.whole ? offer : weakened(offer, `${column} LIKE`);
}
