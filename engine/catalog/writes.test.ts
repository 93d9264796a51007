/** The rules of writes and procedures: whole in themselves, and beside Bitbucket's own description where it is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { procedures } from './procedures.ts';
import { allTables } from './tables.ts';
import type { ColumnDef, TableDef, WriteCall, WriteRules } from './table.ts';

const placeholders = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

const places = ['workspace', 'project', 'repository'];

const writable = allTables.filter((table) => table.writes !== undefined);

type Written = { readonly writes?: WriteRules | undefined };

const actionsOf = ({ writes }: Written): readonly WriteCall[] =>
  Object.values(writes?.update?.actions ?? {}).flat();

const callsOf = (table: Written): readonly WriteCall[] => [
  ...[table.writes?.insert, table.writes?.update, table.writes?.delete].flatMap((call) => call ?? []),
  ...actionsOf(table),
];

describe('the rules of a table', () => {
  it.each(writable)('$name names columns that it has', ({ columns, writes }) => {
    const names = columns.map(({ name }) => name);
    const { insert, update, bodyPaths } = writes ?? {};
    const named = [
      ...(insert?.required ?? []),
      ...(insert?.optional ?? []),
      ...(update?.columns ?? []),
      ...Object.keys(update?.actions ?? {}),
      ...callsOf({ writes })
        .flatMap(({ only, item }) => [only?.column ?? [], item?.column ?? []])
        .flat(),
      ...(insert?.form?.file === undefined ? [] : [insert.form.file.name]),
      ...Object.keys(bodyPaths ?? {}),
    ];
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(writable)('$name can fill the paths of its calls', ({ columns, writes }) => {
    const { insert, update, delete: remove } = writes ?? {};
    for (const name of placeholders(insert?.path ?? '')) {
      if (!places.includes(name)) expect(insert?.required).toContain(name);
    }
    for (const call of [update, ...actionsOf({ writes }), remove]) {
      for (const name of placeholders(`${call?.path ?? ''}${call?.read ?? ''}`)) {
        if (!places.includes(name)) expect(columns.find((one) => one.name === name)?.nullable).toBe(false);
      }
    }
  });

  it.each(writable)('$name sends its own calls of a column for columns that it updates', ({ writes }) => {
    const { actions = {}, columns = [] } = writes?.update ?? {};
    expect(Object.keys(actions).filter((name) => !columns.includes(name))).toEqual([]);
  });

  it.each(writable)('$name sends lists again whose items are rows', (table) => {
    for (const { item, again = [] } of callsOf(table)) {
      if (item !== undefined) expect(again.map(({ path }) => path)).toContain(item.path);
    }
  });

  it.each(writable)('$name never asks twice for one column', ({ writes }) => {
    const { insert, update } = writes ?? {};
    const inserted = [...(insert?.required ?? []), ...(insert?.optional ?? [])];
    expect(new Set(inserted).size).toBe(inserted.length);
    expect(new Set(update?.columns).size).toBe(update?.columns.length ?? 0);
  });
});

it('says of no table with rules that it has none, and points to what there is', () => {
  const told = allTables.filter(({ notWritten }) => notWritten !== undefined);
  expect(told.filter(({ writes }) => writes !== undefined).map(({ name }) => name)).toEqual([]);
  const known = [...writable, ...procedures].map(({ name }) => name);
  const named = told.flatMap(({ notWritten = '' }) => notWritten.match(/\b[A-Z]\w*[a-z][A-Z]\w*/g) ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

describe('a procedure', () => {
  it.each(procedures)(
    '$name is described, and can fill its paths',
    ({ parameters, result, call, read, ...one }) => {
      for (const { description } of [one, ...parameters, ...result]) expect(description).toMatch(/\.$/);
      expect(result).not.toHaveLength(0);
      const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
      const wanted = [...placeholders(call.path), ...placeholders(read ?? '')];
      expect(wanted.filter((name) => !places.includes(name) && !required.includes(name))).toEqual([]);
      // Those that must be given come first, so that they can be given without names.
      expect(parameters.slice(0, required.length).every((parameter) => parameter.required)).toBe(true);
    },
  );
});

const besideRepository = join(import.meta.dirname, '../../../shared/bitbucket/openapi.json');
const file = process.env['DRAWBRIDGE_OPENAPI'] ?? besideRepository;
const isPresent = existsSync(file);
const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly security?: readonly { readonly oauth2?: readonly string[] }[];
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly parameters?: readonly { readonly in: string; readonly schema?: Schema }[];
}

interface Description {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
}

/** Members that recorded replies have and that clients send, but no schema. */
const undocumented = new Set([
  'description of PullRequests',
  'environment_type.name of Environments',
  // The document has words for these, or a form.
  'content.raw of SnippetComments',
  'parent.id of SnippetComments',
  'file_name of Snippets',
  'file of Snippets',
  'path of Files',
  'content of Files',
  'message of Files',
  'branch of Files',
  'author of Files',
  'name of Downloads',
  'files of Downloads',
]);

describe.skipIf(!isPresent)(`beside Bitbucket's OpenAPI document${note}`, () => {
  const { definitions = {}, paths = {} } = isPresent
    ? (JSON.parse(readFileSync(file, 'utf8')) as Description)
    : {};

  const nameless = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}').replace(/\/$/, '');
  const operationOf = ({ method, path }: WriteCall): Operation | undefined =>
    Object.entries(paths).find(([one]) => nameless(one) === nameless(path))?.[1][method.toLowerCase()];

  const parts = (schema: Schema): readonly Schema[] => {
    const { $ref: reference, allOf = [] } = schema;
    if (reference === undefined) return [schema, ...allOf.flatMap(parts)];
    const definition = definitions[reference.replace('#/definitions/', '')];
    return definition === undefined ? [] : parts(definition);
  };
  const has = (schema: Schema, [step = '', ...more]: readonly string[]): boolean =>
    step === '' ||
    parts(schema).some(({ properties }) => {
      const member = properties?.[step];
      return member !== undefined && has(member, more);
    });

  const calls = writable.flatMap((table) => callsOf(table).map((call) => ({ name: table.name, call })));

  it.each([...calls, ...procedures.filter(({ name }) => !name.endsWith('Pipeline'))])(
    '$name calls what there is ($call.method $call.path), with the scopes that it takes',
    ({ call }) => {
      const operation = operationOf(call);
      const scopes = operation?.security?.find(({ oauth2 }) => oauth2 !== undefined)?.oauth2;
      expect(scopes).toEqual(call.scopes);
    },
  );

  it.each(procedures)('$name calls what there is', ({ call }) => {
    expect(operationOf(call)).toBeDefined();
  });

  it.each(writable)('$name sends members that its objects have', (table) => {
    const { insert, update } = table.writes ?? {};
    const replies = [insert, update].flatMap((call) => {
      const responses = call === undefined ? {} : (operationOf(call)?.responses ?? {});
      const body =
        call === undefined ? undefined : operationOf(call)?.parameters?.find((one) => one.in === 'body');
      // Of some replies the document says nothing; then it is what the call takes.
      return responses['200']?.schema ?? responses['201']?.schema ?? body?.schema ?? [];
    });
    const sent = [...(insert?.required ?? []), ...(insert?.optional ?? []), ...(update?.columns ?? [])];
    const inPaths = placeholders(insert?.path ?? '');
    const unknown = sent
      .filter((name) => !inPaths.includes(name) && update?.actions?.[name] === undefined)
      .filter((name) => insert?.item === undefined || insert.item.column !== name)
      .map((name) => sentPath(table, name))
      .filter((path) => !undocumented.has(`${path} of ${table.name}`))
      .filter((path) => !replies.some((schema) => has(schema, path.split('.'))));
    expect(unknown).toEqual([]);
  });
});

function sentPath({ columns, writes }: TableDef, name: string): string {
  const column: ColumnDef | undefined = columns.find((one) => one.name === name);
  return writes?.bodyPaths?.[name] ?? column?.path ?? '';
}
