/** Predicates for people, close to SQL; EXPLAIN prints them. */
import type { Constant, Predicate } from './scan-request.ts';

export function predicateText(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.terms
        .map((term) =>
          term.kind === 'and' || term.kind === 'or' ? `(${predicateText(term)})` : predicateText(term),
        )
        .join(` ${predicate.kind.toUpperCase()} `);
    case 'in':
      return `${predicate.column} IN (${predicate.values.map(constantText).join(', ')})`;
    case 'null':
      return `${predicate.column} IS ${predicate.negated ? 'NOT ' : ''}NULL`;
    case 'compare': {
      const { column, operator, value } = predicate;
      if (operator === 'contains') return `${column} LIKE '%${quoted(value.text)}%'`;
      if (operator === 'prefix') return `${column} LIKE '${quoted(value.text)}%'`;
      return `${column} ${operator} ${constantText(value)}`;
    }
  }
}

function constantText(value: Constant): string {
  return value.kind === 'number' || value.kind === 'boolean' ? value.text : `'${quoted(value.text)}'`;
}

function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
