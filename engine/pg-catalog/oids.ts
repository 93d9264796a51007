/**
 * The numbers by which PostgreSQL's clients know schemas, tables and what belongs to them. They are made from names, so
 * that they are the same after a restart: a schema's from its own, a table's from that and its place in the model.
 */
import { createHash } from 'node:crypto';

/** PostgreSQL leaves those below to itself. */
const first = 16_384;
/** Numbers that a schema has for itself and all that stands in it. */
const width = 2048;
/** Clients that read them as signed numbers must get along, too. */
const slots = Math.floor((2 ** 31 - first) / width);

/** Where the numbers of each kind begin within those of a schema. */
export const places = { table: 1, index: 513, procedure: 1025, foreignKey: 1025 } as const;

export class SchemaOids {
  readonly #slots = new Map<string, number>();
  readonly #taken = new Set<number>();

  /** Always the same for a name, in any case. Two names that meet are told apart by who came first. */
  of(schema: string): number {
    const name = schema.toLowerCase();
    let slot = this.#slots.get(name) ?? createHash('sha256').update(name).digest().readUInt32BE() % slots;
    if (!this.#slots.has(name)) {
      while (this.#taken.has(slot)) slot = (slot + 1) % slots;
      this.#slots.set(name, slot);
      this.#taken.add(slot);
    }
    return first + slot * width;
  }
}
