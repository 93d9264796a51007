/** Makes a template's values literals or parameters. */
import type { ValueType } from './filter-arbitrary.ts';

export interface WrittenQuery {
  readonly text: string;
  readonly parameters: readonly string[];
}

const marks = /⟦(\w+)\|([^⟧]*)⟧/g;

export function withLiterals(template: string): string {
  return template.replaceAll(marks, (_, type: ValueType, encoded: string) =>
    literal(type, decodeURIComponent(encoded)),
  );
}

/** `choices`, used over and over, tells which values become parameters. */
export function withParameters(template: string, choices: readonly boolean[]): WrittenQuery {
  const parameters: string[] = [];
  let index = 0;
  const text = template.replaceAll(marks, (_, type: ValueType, encoded: string) => {
    const value = decodeURIComponent(encoded);
    const chosen = choices[index % Math.max(1, choices.length)] ?? false;
    index += 1;
    if (!chosen) return literal(type, value);
    parameters.push(value);
    return `$${parameters.length}`;
  });
  return { text, parameters };
}

function literal(type: ValueType, text: string): string {
  switch (type) {
    case 'BIGINT':
    case 'INTEGER':
    case 'DOUBLE':
    case 'BOOLEAN':
      return text;
    case 'VARCHAR':
      return `'${text.replaceAll("'", "''")}'`;
    case 'TIMESTAMP':
    case 'DATE':
      return `${type} '${text}'`;
  }
}
