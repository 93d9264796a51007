/**
 * For tests: checks values against the schemas of a Swagger 2.0 document, as far as Bitbucket's uses them:
 * $ref, allOf, the discriminator `type`, types, required, enum, pattern, minimum, date-time and uri. Stricter than
 * Swagger in one thing: a member that no schema describes is a problem even where further members are allowed.
 *
 * Two liberties, both because the live API takes them. A member that is not required may be null, which
 * Swagger 2.0 cannot express. And `tolerated` names members that recorded replies have and the schemas lack,
 * or the other way round, or that have another type: by the last two names of the place, or by the `type` of the
 * object and the name.
 */

export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly discriminator?: string;
}

export interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly schema?: Schema }[];
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface SwaggerDocument {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly paths: Readonly<
    Record<string, Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Operation>>>>
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
    const parts = this.#parts(schema, value);
    for (const part of parts) this.#checkPart(part, value, path, found);
    if (isObject(value)) this.#checkNames(parts, value, path, found);
  }

  /**
   * The schema with all that it refers to and is composed of, and for an object the definition that its `type` names,
   * if that is a kind of this one.
   */
  #parts(schema: Schema, value: unknown): readonly Schema[] {
    const { $ref: reference } = schema;
    if (reference === undefined) {
      return [schema, ...(schema.allOf ?? []).flatMap((part) => this.#parts(part, undefined))];
    }
    const parts = this.#parts(this.#definition(reference), undefined);
    const named = isObject(value) ? value['type'] : undefined;
    const specific = `#/definitions/${String(named)}`;
    const known = typeof named === 'string' && named in this.#document.definitions;
    return known && specific !== reference && this.#isKindOf(specific, reference)
      ? [...parts, ...this.#parts(this.#definition(specific), undefined)]
      : parts;
  }

  #checkPart(schema: Schema, value: unknown, path: string, found: Set<string>): void {
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
    } else if (isObject(value)) this.#checkMembers(schema, value, path, found);
  }

  /** A name that nothing describes is a misspelt one, even where the schema is open. */
  #checkNames(
    parts: readonly Schema[],
    value: Readonly<Record<string, unknown>>,
    path: string,
    found: Set<string>,
  ): void {
    const names = new Set(parts.flatMap(({ properties }) => Object.keys(properties ?? {})));
    if (names.size === 0) return;
    for (const name of Object.keys(value)) {
      const place = `${path}.${name}`;
      const ofType = `${String(value['type'])}.${name}`;
      if (names.has(name) || this.#tolerated.has(ofType) || this.#isTolerated(place)) continue;
      found.add(`${place} is not in the schema`);
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
      const mayBeNull = !(schema.required ?? []).includes(name);
      if (expected === undefined || (member === null && mayBeNull)) continue;
      if (this.#tolerated.has(`${String(value['type'])}.${name}`)) continue;
      this.#check(expected, member, `${path}.${name}`, found);
    }
  }

  /** By the last two names of the place, without the brackets of lists. */
  #isTolerated(place: string): boolean {
    return this.#tolerated.has(place.replaceAll('[]', '').split('.').slice(-2).join('.'));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
