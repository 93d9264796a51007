import type { TableDef } from './table.ts';

/** A table's description, frozen to its last member, since every part of the engine shares it. */
export function defineTable<T extends TableDef>(table: T): Readonly<T> {
  return deepFreeze(table);
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
