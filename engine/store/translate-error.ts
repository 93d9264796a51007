/**
 * DuckDB's errors in our words.
 *
 * DuckDB knows no SQLSTATE. Its kind of error stands in front of the message (`Binder Error: …`) or, from
 * `json_serialize_plan`, in a field of its own; the rest is told from the message, whose wording belongs to the
 * pinned version. The excerpt of the statement that DuckDB appends (`LINE 1: …`) shows our normalised text,
 * so it is cut off; a position says the same of the user's text.
 */
import { DrawbridgeError, SqlState, type ErrorDetails } from '../error.ts';

export interface DuckDBFailure {
  /** DuckDB's kind in lower case, such as `binder` or `out of range`. */
  readonly kind: string;
  readonly message: string;
}

/** Any thrown value of the DuckDB binding; a DrawbridgeError comes back as it is. */
export function translateThrown(thrown: unknown, details: ErrorDetails = {}): DrawbridgeError {
  if (thrown instanceof DrawbridgeError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [, kind = 'unknown', message = text] =
    /^(?:Failure running pending result task: )?([A-Za-z -]{2,40}?) Error: ([^]*)$/.exec(text) ?? [];
  return translateFailure({ kind: kind.toLowerCase(), message }, { cause: thrown, ...details });
}

export function translateFailure(failure: DuckDBFailure, details: ErrorDetails = {}): DrawbridgeError {
  const { kind } = failure;
  const message = withoutExcerpt(failure.message);
  const state = byKind[kind] ?? stateOf(kind, message);
  if (state === SqlState.queryCanceled) return canceled(details.cause);
  const hint = details.hint ?? hintOf(state, message);
  return new DrawbridgeError(state, sentence(message), hint === undefined ? details : { ...details, hint });
}

export function canceled(cause?: unknown): DrawbridgeError {
  return new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled.', { cause });
}

const byKind: Readonly<Record<string, SqlState>> = {
  parser: SqlState.syntaxError,
  syntax: SqlState.syntaxError,
  'out of range': SqlState.numericOutOfRange,
  'divide by zero': SqlState.divisionByZero,
  'out of memory': SqlState.outOfMemory,
  interrupt: SqlState.queryCanceled,
  'not implemented': SqlState.featureNotSupported,
  permission: SqlState.insufficientPrivilege,
  'mismatch type': SqlState.datatypeMismatch,
  internal: SqlState.internalError,
  fatal: SqlState.internalError,
};

type Rule = readonly [pattern: RegExp, state: SqlState];

const rules: Readonly<Record<string, readonly Rule[]>> = {
  binder: [
    [/^Ambiguous reference to column/i, SqlState.ambiguousColumn],
    [/^Referenced table/i, SqlState.undefinedTable],
    [/Referenced column|does not have a column|column .* not found/i, SqlState.undefinedColumn],
    [/No function matches|Function with name .* does not exist/i, SqlState.undefinedFunction],
    [/(?:GROUP BY|ORDER) term out of range/i, SqlState.invalidColumnReference],
    [/GROUP BY|aggregate/i, SqlState.groupingError],
    [/Cannot (compare|mix|cast)|type mismatch|explicit cast|not numeric/i, SqlState.datatypeMismatch],
    [/parameter/i, SqlState.undefinedParameter],
  ],
  catalog: [
    [/Function with name/i, SqlState.undefinedFunction],
    [/^Schema with name/i, SqlState.unknownSchema],
    [/^Type with name/i, SqlState.datatypeMismatch],
    [/^(Table|View) with name/i, SqlState.undefinedTable],
  ],
  conversion: [
    [
      /\b(date|time|timestamp)( with time zone)? field value|\bdate\b.*\bformat|timestamp/i,
      SqlState.datetimeFormat,
    ],
    [/out of range|doesn't fit|overflow/i, SqlState.numericOutOfRange],
    // DuckDB does not tell a number that is too large from what is no number.
    [/^Could not convert string '\s*[+-]?\d+\s*' to U?INT\d+/, SqlState.numericOutOfRange],
  ],
  'invalid input': [
    [/overflow|out of range/i, SqlState.numericOutOfRange],
    [/^More than one row returned by a subquery/i, SqlState.cardinalityViolation],
  ],
  io: [[/no space left|disk full|max_temp_directory_size/i, SqlState.diskFull]],
};

const otherwise: Readonly<Record<string, SqlState>> = {
  binder: SqlState.syntaxError,
  catalog: SqlState.undefinedTable,
  conversion: SqlState.invalidTextRepresentation,
  'invalid input': SqlState.invalidParameterValue,
  io: SqlState.ioError,
};

function stateOf(kind: string, message: string): SqlState {
  const rule = rules[kind]?.find(([pattern]) => pattern.test(message));
  return rule?.[1] ?? otherwise[kind] ?? SqlState.internalError;
}

function withoutExcerpt(message: string): string {
  return message.replace(/\n+LINE \d+: [^]*$/, '').trim();
}

/** DuckDB's parser has no words of its own for these. */
const tooManyParts = /^NameListToString NOT IMPLEMENTED/;

/**
 * Without candidates, which the hint repeats where they help, and without advice that stands in a paragraph of its own:
 * it names settings of DuckDB that nobody can reach.
 */
function sentence(message: string): string {
  if (tooManyParts.test(message)) return 'A name has more parts than catalog, schema and table.';
  const [first = message] = message.split(/\n\s*(?:\n|Candidate|Did you mean|Either add)/);
  return first.trim();
}

function hintOf(state: SqlState, message: string): string | undefined {
  const meant = /Did you mean "([^"]+)"/.exec(message)?.[1];
  const candidates = /Candidate bindings: : ?(.+)|Candidate bindings: (.+)/.exec(message);
  if (tooManyParts.test(message))
    return 'Put a name with a dot in it in double quotes, such as "node.js".PullRequests.';
  switch (state) {
    case SqlState.undefinedColumn:
      if (/^Referenced column "ROWNUM"/i.test(message))
        return 'Write LIMIT 1 or SELECT TOP 1 to get one row.';
      return namesHint(
        candidates?.[1] ?? candidates?.[2] ?? (meant === undefined ? undefined : `"${meant}"`),
      );
    case SqlState.undefinedFunction:
      if (meant !== undefined) return `Did you mean "${meant}"?`;
      return /explicit type cast/.test(message) ? 'Cast the arguments to the types it takes.' : undefined;
    case SqlState.groupingError:
      return 'Add the column to GROUP BY, or put it into an aggregate function such as MAX.';
    case SqlState.invalidTextRepresentation:
      return 'Compare values of one type, or use TRY_CAST, which yields NULL where a value does not fit.';
    case SqlState.outOfMemory:
      return 'Select fewer columns or rows, or filter more.';
    default:
      return undefined;
  }
}

const namesHint = (names: string | undefined): string | undefined =>
  names === undefined ? undefined : `Names that come close: ${names.trim()}.`;
