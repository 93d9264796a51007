/** The names by which a statement is known to ask the catalog. */
import { allowedFunctions } from '../sql/allowed-functions.ts';
import { lex } from '../sql/lexer.ts';
import { isOperator, type Token } from '../sql/token.ts';
import { openingOfCast } from '../sql/cast-operand.ts';
import { basicMacros, macros, tableMacros } from './macros.ts';
import { informationSchema } from './relations/information-schema.ts';
import { keys } from './relations/keys.ts';
import { listings } from './relations/listings.ts';
import { nothing } from './relations/nothing.ts';
import { schemasAndTables } from './relations/schemas-and-tables.ts';
import { server } from './relations/server.ts';

const setOf = (...objects: readonly object[]): ReadonlySet<string> =>
  new Set(objects.flatMap((object) => Object.keys(object)));

/** Those of `pg_catalog`. */
export const catalogRelations = setOf(server, nothing, schemasAndTables, keys, listings);

export const informationRelations = setOf(informationSchema);

/** Functions that only the catalog has. */
export const catalogFunctions: ReadonlySet<string> = new Set(
  [...setOf(basicMacros, macros, tableMacros)].filter((name) => !allowedFunctions.includes(name)),
);

export const catalogTableFunctions: ReadonlySet<string> = setOf(tableMacros);

/** Types that stand for an object by its name or number, with the function that makes the one of the other. */
export const objectTypes: ReadonlyMap<string, string> = new Map([
  ...['regclass', 'regtype', 'regproc', 'regnamespace', 'regrole'].map(
    (name) => [name, `${name}_of`] as const,
  ),
  ['regprocedure', 'regproc_of'],
  ['regoper', 'regproc_of'],
  ['regoperator', 'regproc_of'],
]);

/** Relations whose rows are the same whatever schemas there are. */
const withoutSchemas: ReadonlySet<string> = new Set([
  ...Object.keys(nothing),
  ...Object.keys(server).filter((name) => name !== 'pg_proc'),
]);

/** Functions that look into the schemas that there are. */
const lookingUp =
  /^(?:to_reg(?:class|namespace)|(?:obj|col)_description|pg_(?:table|function)_is_visible|pg_get_(?:constraint|index)def|pg_get_function_.*|has_table_privilege|current_schemas)$/;

/** Spares most statements the tokens. */
const mention = new RegExp(
  ['information_schema', ...catalogRelations, ...catalogFunctions, ...objectTypes.keys()].join('|'),
  'i',
);

export interface CatalogUse {
  /** Whether the list of schemas is needed. */
  readonly schemas: boolean;
  readonly settings: boolean;
}

/** What of the catalog the text names; null: nothing, so that it is no question to the catalog. */
export function catalogUse(text: string): CatalogUse | null {
  if (!mention.test(text)) return null;
  const tokens = lex(text);
  let named = false;
  let schemas = false;
  let settings = false;
  for (const [index, token] of tokens.entries()) {
    const name = nameOf(token);
    if (name === '') continue;
    const isCall = isOperator(tokens[index + 1], '(');
    if (isRelation(tokens, index, name)) {
      named = true;
      schemas ||= !withoutSchemas.has(name);
      settings ||= name === 'pg_settings';
    } else if (isCall && catalogFunctions.has(name)) {
      named = true;
      schemas ||= lookingUp.test(name);
      settings ||= name === 'current_setting' || name === 'pg_show_all_settings';
    } else if (objectTypes.has(name) && isType(tokens, index)) {
      named = true;
      schemas ||= name === 'regclass' || name === 'regnamespace' || name === 'regproc';
    }
  }
  return named ? { schemas, settings } : null;
}

/** In small letters, without quotes. */
export function nameOf(token: Token | undefined): string {
  if (token?.kind === 'word') return token.text.toLowerCase();
  return token?.kind === 'quoted' ? token.text.slice(1, -1).toLowerCase() : '';
}

/** Where a table's name stands: behind its schema, or behind FROM, JOIN or a comma. */
function isRelation(tokens: readonly Token[], index: number, name: string): boolean {
  if (isOperator(tokens[index - 1], '.')) {
    const schema = nameOf(tokens[index - 2]);
    if (schema === 'information_schema') return informationRelations.has(name);
    return schema === 'pg_catalog' && catalogRelations.has(name);
  }
  return catalogRelations.has(name) && /^(?:FROM|JOIN|,|\()$/i.test(tokens[index - 1]?.text ?? '');
}

/** Behind `::`, or behind `AS` within a CAST, with or without its schema. */
export function isType(tokens: readonly Token[], index: number): boolean {
  const isQualified =
    isOperator(tokens[index - 1], '.') &&
    /^(?:pg_catalog|information_schema)$/.test(nameOf(tokens[index - 2]));
  const first = isQualified ? index - 2 : index;
  const before = tokens[first - 1];
  if (before?.keyword === 'AS') return openingOfCast(tokens, first - 1) !== null;
  return isOperator(before, ':') && isOperator(tokens[first - 2], ':');
}
