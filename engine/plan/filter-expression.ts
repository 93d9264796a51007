/**
 * A filter of the bound plan as a predicate that a scan may be offered.
 *
 * A filter becomes: a comparison of a plain column with a constant, IN, IS [NOT] NULL, a LIKE that has fixed
 * text, and AND and OR of these. Never: a comparison of two columns, a function or cast of a column, a
 * comparison with NULL, NOT of anything but comparisons, IN and a flag, dynamic filters of joins. What is understood
 * of a timestamp is its day, its year, and what it is cut down to (filter-subject.ts).
 */
import {
  comparison,
  declared,
  exclusion,
  flag,
  greater,
  greaterOrEqual,
  less,
  lessOrEqual,
  membership,
  opposites,
} from './comparison-offer.ts';
import { columnOf, referenceOf, type FilterContext } from './filter-context.ts';
import { subjectOf } from './filter-subject.ts';
import { likeOffer } from './like-offer.ts';
import { allOf, anyOf, local, type Offer } from './offer.ts';
import { objects, text, type JsonObject } from './serialised-json.ts';

export function offerOf(expression: JsonObject, context: FilterContext): Offer {
  const type = text(expression['type']);
  switch (text(expression['expression_class'])) {
    case 'BOUND_CONJUNCTION': {
      const terms = objects(expression['children']).map((child) => offerOf(child, context));
      return type === 'CONJUNCTION_AND' ? allOf(terms) : anyOf(terms);
    }
    case 'BOUND_COMPARISON':
      return comparison(type, expression['left'], expression['right'], context);
    case 'BOUND_OPERATOR':
      return operator(type, objects(expression['children']), context);
    case 'BOUND_FUNCTION':
      return likeOffer(text(expression['name']), objects(expression['children']), context);
    case 'BOUND_BETWEEN': {
      const { input, lower, upper, from, to } = betweenParts(expression);
      return allOf([comparison(from, input, lower, context), comparison(to, input, upper, context)]);
    }
    case 'BOUND_REF': {
      const reference = referenceOf(expression, context);
      if (reference?.kind === 'membership') return membership(reference.subject, reference.values, context);
      return reference === null
        ? local('a computed value', 'it is not a plain column')
        : flag(reference.column, true, context);
    }
    default:
      return local(`a ${type.toLowerCase()} expression`, 'only simple comparisons can be sent');
  }
}

function betweenParts(between: JsonObject) {
  const { input, lower, upper } = between;
  const from = between['lower_inclusive'] === true ? greaterOrEqual : greater;
  const to = between['upper_inclusive'] === true ? lessOrEqual : less;
  return { input, lower, upper, from, to };
}

/**
 * What NOT makes of comparisons (NOT BETWEEN is such a one), which is true of NULL no more than they are; undefined for
 * anything else.
 */
function negation(expression: JsonObject, context: FilterContext): Offer | undefined {
  const type = text(expression['type']);
  switch (text(expression['expression_class'])) {
    case 'BOUND_COMPARISON': {
      const opposite = opposites[type];
      const { left, right } = expression;
      return opposite === undefined ? undefined : comparison(opposite, left, right, context);
    }
    case 'BOUND_BETWEEN': {
      const { input, lower, upper, from, to } = betweenParts(expression);
      const below = comparison(opposites[from] ?? '', input, lower, context);
      return anyOf([below, comparison(opposites[to] ?? '', input, upper, context)]);
    }
    case 'BOUND_CONJUNCTION': {
      const terms = objects(expression['children']).map((child) => negation(child, context));
      if (!terms.every((term) => term !== undefined)) return undefined;
      return type === 'CONJUNCTION_AND' ? anyOf(terms) : allOf(terms);
    }
    default:
      return undefined;
  }
}

function operator(type: string, operands: readonly JsonObject[], context: FilterContext): Offer {
  const [first, ...rest] = operands;
  const opposite = type === 'OPERATOR_NOT' && first !== undefined ? negation(first, context) : undefined;
  if (opposite !== undefined) return opposite;
  const values = rest.map((operand) =>
    operand['expression_class'] === 'BOUND_CONSTANT' ? operand['value'] : null,
  );
  const subject = subjectOf(first, context);
  if (subject !== null && type === 'COMPARE_IN') return membership(subject, values, context);
  if (subject !== null && type === 'COMPARE_NOT_IN') return exclusion(subject, values, context);
  const column = columnOf(first, context);
  if (column === null) {
    const what = type === 'OPERATOR_NOT' ? 'a condition behind NOT' : `a ${type.toLowerCase()} expression`;
    return local(what, 'it is not of a plain column');
  }
  switch (type) {
    case 'OPERATOR_IS_NULL':
      return declared(column, 'isNull', { kind: 'null', column, negated: false }, context);
    case 'OPERATOR_IS_NOT_NULL':
      return declared(column, 'isNotNull', { kind: 'null', column, negated: true }, context);
    case 'OPERATOR_NOT':
      return flag(column, false, context);
    default:
      return local(`a ${type.toLowerCase()} of ${column}`, 'this operator cannot be sent');
  }
}
