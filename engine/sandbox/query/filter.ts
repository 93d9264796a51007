/** The shape of a parsed `q`: Bitbucket's query language, as its documentation page on filtering describes it. */

export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=';

export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  /** The digits as written: numbers have any precision. */
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'datetime'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export type Filter =
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: Operator;
      readonly literal: Literal;
    }
  | {
      readonly kind: 'in';
      readonly field: string;
      readonly negated: boolean;
      readonly literals: readonly Literal[];
    }
  | {
      readonly kind: 'and' | 'or';
      readonly left: Filter;
      readonly right: Filter;
    };

/** A `q` or `sort` that is refused. The message is what the API's reply says. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}
