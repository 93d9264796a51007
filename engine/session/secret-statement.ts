/**
 * Statements that may carry a secret in their text, such as the value of a variable: how the log and `sys_queries` show
 * them, and which texts are taken out of messages about them. A statement that names a column or a parameter for
 * secrets is shown without its literals and comments; so is one that writes to such a table, or to none that there is,
 * under names that nobody knows. Values of parameters are shown nowhere, but a message may hold one.
 */
import { allProcedures } from '../catalog/procedures.ts';
import { apiTables, findTable } from '../catalog/tables.ts';
import { DrawbridgeError } from '../error.ts';
import { lex } from '../sql/lexer.ts';
import { normalise } from '../sql/normalise.ts';
import type { Token } from '../sql/token.ts';
import { cutWrite, type WriteStatement, type WrittenName } from '../sql/write-statement.ts';

export interface ShownStatement {
  /** As it may be kept. */
  readonly text: string;
  /** The error without secrets; `parameters` as they were bound. */
  readonly masked: Masking;
  /** The same of one that comes with the rows, and may repeat what Bitbucket has told. */
  readonly maskedWithRows: Masking;
}

type Masking = (error: DrawbridgeError, parameters?: readonly (string | null)[]) => DrawbridgeError;

const mask = '********';
/** A shorter text would only spoil a message. */
const shortest = 4;

const secretTables = apiTables.filter(({ columns }) => columns.some(({ secret }) => secret === true));
const lower = (name: string): string => name.toLowerCase();
const secretColumns = new Set(
  secretTables.flatMap(({ columns }) =>
    columns.filter(({ secret }) => secret).map(({ name }) => lower(name)),
  ),
);
const secretNames = new Set([
  ...secretTables.map(({ name }) => lower(name)),
  ...secretColumns,
  ...allProcedures.flatMap(({ parameters }) =>
    parameters.filter(({ secret }) => secret).map(({ name }) => lower(name)),
  ),
]);
/** By the names of procedures: the place of their first parameter for secrets. */
const secretPlaces = new Map(
  allProcedures.flatMap(({ name, parameters }) => {
    const place = parameters.findIndex(({ secret }) => secret === true);
    return place < 0 ? [] : [[lower(name), place] as const];
  }),
);
const procedureNames = new Set(allProcedures.map(({ name }) => lower(name)));
const knownNames = new Set([
  ...apiTables.flatMap(({ name, columns }) => [lower(name), ...columns.map((column) => lower(column.name))]),
  ...allProcedures.flatMap(({ name, parameters }) => [
    lower(name),
    ...parameters.map((one) => lower(one.name)),
  ]),
]);
const writing = /\b(?:insert|update|delete|merge|upsert|replace|exec|execute|call)\b/i;
/** What begins otherwise may be meant to write. */
const reading =
  /^(?:\s|\(|--[^\n]*\n|\/\*.*?\*\/)*(?:select|with|values|from|table|explain|declare|show)\b/is;

export function shownStatement(text: string): ShownStatement {
  if (!writing.test(text) && reading.test(text)) return plain(text);
  let tokens: readonly Token[];
  try {
    tokens = lex(text);
  } catch {
    // An open quote hides where anything ends.
    const isPlain = !text.split(/[^\p{L}\p{N}_]+/u).some((word) => secretNames.has(lower(word)));
    return isPlain ? plain(text) : secretive('(not shown: it may carry a secret)', text.split(/['"\s]+/));
  }
  const written = cut(text);
  if (!maySecrets(tokens, written)) return plain(text);
  const values = written === null ? tokens : secretValues(written);
  const numbers = written === null ? null : values.flatMap(parameterNumber);
  return secretive(withoutLiterals(tokens), values.flatMap(contents), numbers);
}

function plain(text: string): ShownStatement {
  return { text, masked: (error) => error, maskedWithRows: (error) => error };
}

/** `numbers`: of the parameters that may be secrets; null: all. */
function secretive(
  text: string,
  secrets: readonly string[],
  numbers: readonly number[] | null = null,
): ShownStatement {
  const masked: Masking = (error, parameters = []) => {
    const bound = numbers === null ? parameters : numbers.map((number) => parameters[number - 1] ?? null);
    return maskedError(error, [...secrets, ...bound]);
  };
  return {
    text,
    masked,
    maskedWithRows: (error, parameters) => {
      // Messages have values in quotes.
      const quoted = [...error.message.matchAll(/(['"])(.*)\1/gs)].map(([, , value = '']) => value);
      return maskedError(masked(error, parameters), quoted);
    },
  };
}

function parameterNumber({ kind, text }: Token): readonly number[] {
  return kind === 'parameter' ? [Number(text.slice(1))] : [];
}

function cut(text: string): WriteStatement | null {
  try {
    return cutWrite(normalise(text).text);
  } catch {
    return null;
  }
}

function maySecrets(tokens: readonly Token[], written: WriteStatement | null): boolean {
  const named = (names: ReadonlySet<string>): boolean => tokens.some((token) => names.has(nameOf(token)));
  const places = tokens.flatMap((token) => secretPlaces.get(nameOf(token)) ?? []);
  const commas = tokens.filter(({ text }) => text === ',').length;
  // Something like PREPARE's EXECUTE: nobody knows what its values are for.
  if (callsNothingKnown(tokens)) return true;
  // Without the names of its parameters a call says by commas how many it gives, and a secret may be in a wrong place.
  if (places.some((place) => commas >= Math.min(place, 1))) return true;
  const table = written === null ? undefined : findTable(written.target.parts.at(-1)?.name ?? '');
  if (written === null || table === undefined) return named(secretNames);
  if (!secretTables.includes(table)) return false;
  const columns = new Set(table.columns.map(({ name }) => lower(name)));
  return named(secretColumns) || (columnsOf(written)?.some((name) => !columns.has(name)) ?? true);
}

function callsNothingKnown(tokens: readonly Token[]): boolean {
  const [verb, name] = tokens.filter(({ kind }) => kind === 'word' || kind === 'quoted');
  if (verb === undefined || !/^(?:call|exec(?:ute)?)$/i.test(verb.text)) return false;
  return name !== undefined && !procedureNames.has(nameOf(name));
}

/** null: it names none. */
function columnsOf(written: WriteStatement): readonly string[] | null {
  if (written.verb === 'DELETE') return [];
  return lowered(
    written.verb === 'INSERT' ? written.columns : written.assignments.map(({ column }) => column),
  );
}

function lowered(names: readonly WrittenName[] | null): readonly string[] | null {
  return names === null ? null : names.map(({ name }) => lower(name));
}

/** The tokens of the values of columns for secrets; all, where that cannot be told. */
function secretValues(written: WriteStatement): readonly Token[] {
  const isPlain = (columnsOf(written) ?? []).map((name) => knownNames.has(name) && !secretColumns.has(name));
  if (written.verb === 'INSERT' && written.source.kind === 'values') {
    return written.source.rows.flatMap((row) =>
      row.flatMap((value, index) => (isPlain[index] === true ? [] : (value?.tokens ?? []))),
    );
  }
  const values = written.verb === 'UPDATE' ? written.assignments.map(({ value }) => value) : [];
  const query = written.verb === 'INSERT' && written.source.kind === 'query' ? [written.source.query] : [];
  const conditions = written.verb === 'INSERT' ? [] : [written.where];
  const where = conditions.filter((slice) => slice?.tokens.some((token) => secretColumns.has(nameOf(token))));
  return [...values.filter((_, index) => isPlain[index] !== true), ...query, ...where, written.with].flatMap(
    (slice) => slice?.tokens ?? [],
  );
}

function nameOf({ kind, text }: Token): string {
  if (kind === 'word') return lower(text);
  return kind === 'quoted' ? lower(text.slice(1, -1)) : '';
}

/** What a message may repeat of a literal. */
function contents({ kind, text }: Token): readonly string[] {
  if (kind === 'number') return [text];
  if (kind === 'quoted') return knownNames.has(lower(text.slice(1, -1))) ? [] : [text.slice(1, -1)];
  if (kind !== 'string') return [];
  const inner = /^[a-z]?'(.*)'$/is.exec(text)?.[1] ?? /^(\$[^$]*\$)(.*)\1$/s.exec(text)?.[2] ?? text;
  const whole = inner.replaceAll("''", "'");
  // Of JSON the texts inside, too.
  const inside = [...whole.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, one = '']) => one);
  return [whole, inner, inner.replaceAll(/\\(.)/gs, '$1'), ...inside];
}

function withoutLiterals(tokens: readonly Token[]): string {
  return tokens
    .map((token, index) => {
      const gap = token.gap.trim() === '' ? token.gap : ' ';
      return gap + (isLiteral(token, tokens[index - 1], tokens[index + 1]) ? `'${mask}'` : token.text);
    })
    .join('');
}

/** A name in quotes that nobody knows may be a text in the wrong quotes. */
function isLiteral(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  if (token.kind === 'string' || token.kind === 'number') return true;
  return (
    token.kind === 'quoted' && !knownNames.has(nameOf(token)) && before?.text !== '.' && after?.text !== '.'
  );
}

function maskedError(error: DrawbridgeError, secrets: readonly (string | null)[]): DrawbridgeError {
  const known = secrets
    .flatMap((secret) =>
      secret === null ? [] : [secret, encodeURIComponent(Buffer.from(secret).toString())],
    )
    .filter((secret) => secret.length >= shortest)
    .toSorted((one, other) => other.length - one.length);
  const clean = (text: string): string =>
    known.reduce((masked, secret) => masked.replaceAll(secret, mask), text);
  const { sqlState, message, hint, detail, position, cause } = error;
  const isSame = [message, hint ?? '', detail ?? ''].every((text) => clean(text) === text);
  if (isSame) return error;
  return new DrawbridgeError(sqlState, clean(message), {
    ...(hint === undefined ? {} : { hint: clean(hint) }),
    ...(detail === undefined ? {} : { detail: clean(detail) }),
    ...(position === undefined ? {} : { position }),
    // Whoever looks into it may look for what Bitbucket answered, in whose words the secret is masked, too.
    ...(cause instanceof DrawbridgeError ? { cause: maskedError(cause, secrets) } : {}),
  });
}
