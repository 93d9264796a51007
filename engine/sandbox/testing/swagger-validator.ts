/**
 * For tests: checks values against the schemas of a Swagger 2.0 document, as far as Bitbucket's uses them:
 * $ref, allOf, the discriminator `type`, types, required, enum, pattern, minimum, date-time and uri, and
 * additionalProperties: false.
 *
 * Two liberties, both because the live API takes them. A member that is not required may be null, which
 * Swagger 2.0 cannot express. And `tolerated` names members that recorded replies have and the schemas lack,
 * or the other way round.
 */

export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly discriminator?: string;
}

export interface SwaggerDocument {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly paths: Readonly<
    Record<
      string,
      { readonly get?: { readonly responses: Readonly<Record<string, { readonly schema?: Schema }>> } }
    >
  >;
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export class SwaggerValidator {
  readonly #document: SwaggerDocument;
  readonly #tolerated: ReadonlySet<string>;

  constructor(document: SwaggerDocument, tolerated: readonly string[]) {
    this.#document = document;
    this.#tolerated = new Set(tolerated);
  }

  /** What is wrong with the value; empty if nothing is. */
  problems(schema: Schema, value: unknown): readonly string[] {
    const found = new Set<string>();
    this.#check(schema, value, '$', found);
    return [...found];
  }

  #definition(reference: string): Schema {
    const schema = this.#document.definitions[reference.replace('#/definitions/', '')];
    if (schema === undefined) throw new Error(`The document does not define ${reference}.`);
    return schema;
  }

  #check(schema: Schema, value: unknown, path: string, found: Set<string>): void {
    if (schema.$ref !== undefined) return this.#checkReference(schema.$ref, value, path, found);
    for (const part of schema.allOf ?? []) {
      // The base of a definition: its discriminator has chosen already.
      this.#check(part.$ref === undefined ? part : this.#definition(part.$ref), value, path, found);
    }
    if (schema.type !== undefined && !hasType(value, schema.type)) {
      found.add(`${path} is ${kindOf(value)}, not ${schema.type}`);
      return;
    }
    if (schema.enum !== undefined && !schema.enum.includes(value)) {
      found.add(`${path} is ${JSON.stringify(value)}, not one of ${JSON.stringify(schema.enum)}`);
    }
    if (typeof value === 'string') checkText(schema, value, path, found);
    if (typeof value === 'number' && value < (schema.minimum ?? value)) {
      found.add(`${path} is less than ${schema.minimum}`);
    }
    if (Array.isArray(value)) {
      const { items } = schema;
      if (items !== undefined) for (const item of value) this.#check(items, item, `${path}[]`, found);
    } else if (typeof value === 'object' && value !== null) {
      this.#checkMembers(schema, value as Readonly<Record<string, unknown>>, path, found);
    }
  }

  /** An object is also checked against the definition that its `type` names, if that is a kind of this one. */
  #checkReference(reference: string, value: unknown, path: string, found: Set<string>): void {
    this.#check(this.#definition(reference), value, path, found);
    const named = (value as { readonly type?: unknown } | null | undefined)?.type;
    const specific = `#/definitions/${String(named)}`;
    const known = typeof named === 'string' && named in this.#document.definitions;
    if (known && specific !== reference && this.#isKindOf(specific, reference)) {
      this.#check(this.#definition(specific), value, path, found);
    }
  }

  #isKindOf(reference: string, base: string): boolean {
    return (this.#definition(reference).allOf ?? []).some(
      ({ $ref: parent }) => parent !== undefined && (parent === base || this.#isKindOf(parent, base)),
    );
  }

  #checkMembers(
    schema: Schema,
    value: Readonly<Record<string, unknown>>,
    path: string,
    found: Set<string>,
  ): void {
    for (const name of schema.required ?? []) {
      if (!(name in value) && !this.#isTolerated(`${path}.${name}`)) found.add(`${path}.${name} is missing`);
    }
    for (const [name, member] of Object.entries(value)) {
      const expected = schema.properties?.[name];
      const place = `${path}.${name}`;
      if (expected !== undefined) {
        const mayBeNull = !(schema.required ?? []).includes(name);
        if (member !== null || !mayBeNull) this.#check(expected, member, place, found);
      } else if (schema.additionalProperties === false && !this.#isTolerated(place)) {
        found.add(`${place} is not in the schema`);
      }
    }
  }

  /** By the last two names of the place, without the brackets of lists. */
  #isTolerated(place: string): boolean {
    return this.#tolerated.has(place.replaceAll('[]', '').split('.').slice(-2).join('.'));
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return kindOf(value) === type;
}

function checkText(schema: Schema, value: string, path: string, found: Set<string>): void {
  const isDate = schema.format !== 'date-time' || (dateTime.test(value) && !Number.isNaN(Date.parse(value)));
  const isUri = schema.format !== 'uri' || URL.canParse(value);
  const fits = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value);
  if (!isDate || !isUri || !fits) {
    found.add(`${path} is ${JSON.stringify(value)}, not ${schema.format ?? schema.pattern}`);
  }
}
