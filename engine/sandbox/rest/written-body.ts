/** Reads the body of a request that writes, and tells in Bitbucket's words what is wrong with it. */
import { failure, type Reply } from '../http/reply.ts';
import { isJsonObject, WideInteger, type Json, type JsonObject } from '../json.ts';

type Kind = 'text' | 'boolean' | 'number' | 'list';

/** What a member that is given must be; a list of names leads to one inside an object. */
export type Fields = Readonly<Record<string, Kind>>;

/** Thrown by `checked`, answered by `writing`. */
class Refused extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super('refused');
    this.reply = reply;
  }
}

/** Answers with what the handler throws in `refuse`. */
export function refusable<Arguments extends readonly unknown[]>(
  handle: (...given: Arguments) => Reply,
): (...given: Arguments) => Reply {
  return (...given) => {
    try {
      return handle(...given);
    } catch (error) {
      if (error instanceof Refused) return error.reply;
      throw error;
    }
  };
}

export function refuse(reply: Reply): never {
  throw new Refused(reply);
}

export function refuseField(field: string, problem: string): never {
  return refuse(failure(400, `${field}: ${problem}`, { fields: { [field]: [problem] } }));
}

/** The member at a path such as `content.raw`; undefined where it is not given. */
export function member(body: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = body;
  for (const step of path.split('.')) {
    if (!isJsonObject(value)) return undefined;
    value = value[step];
  }
  return value;
}

/** Refuses members of another kind, nulls where `nullable` does not name them, and members that nobody knows. */
export function check(body: JsonObject, fields: Fields, nullable: readonly string[] = []): void {
  for (const [path, value] of leaves(body)) {
    const kind = fields[path];
    if (kind === undefined) refuseField(path, 'extra keys not allowed');
    if (value === null) {
      if (!nullable.includes(path)) refuseField(path, 'This field may not be null.');
    } else if (kindOf(value) !== kind) {
      refuseField(path, `expected ${kind}`);
    }
  }
}

/** The text at a path; undefined where none is given. */
export function textIn(body: JsonObject, path: string): string | undefined {
  const value = member(body, path);
  return typeof value === 'string' ? value : undefined;
}

function kindOf(value: Json): Kind | undefined {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' || value instanceof WideInteger) return 'number';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'boolean' ? 'boolean' : undefined;
}

export function required(body: JsonObject, path: string): string {
  const value = member(body, path);
  if (typeof value !== 'string' || value === '') refuseField(path, 'This field is required.');
  return value;
}

function leaves(body: JsonObject, above = ''): readonly (readonly [string, Json])[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const path = `${above}${name}`;
    if (value === undefined) return [];
    return isJsonObject(value) ? leaves(value, `${path}.`) : [[path, value] as const];
  });
}
