/**
 * The one error family of the engine.
 *
 * Every failure that a user can see is a DrawbridgeError: a SQLSTATE that clients act on, a sentence that a
 * person understands, and, where something can be done, a hint that says what. Secrets never appear in any
 * of them.
 */

/** A place in the statement as the user wrote it: 1-based, counted in code points, as PostgreSQL does. */
export type StatementPosition = number;

export interface ErrorDetails {
  /** What the user can do about it. */
  readonly hint?: string;
  /** More facts, for example the reply of Bitbucket. */
  readonly detail?: string;
  readonly position?: StatementPosition;
  /** What could be done with administrator rights. */
  readonly elevation?: Elevation;
  readonly cause?: unknown;
}

/** A change to a file that this account may not write, and the way to make it. */
export interface Elevation {
  /** An absolute path, or a key of the registry. */
  readonly file: string;
  /** The lines that would change, with some around them; secret values are masked. */
  readonly lines: readonly ElevationLine[];
  /** How the engine would ask for the rights; `none`: it cannot; `no program`: it has nothing that could run with them. */
  readonly how: 'pkexec' | 'sudo' | 'uac' | 'none' | 'no program';
  /** For a terminal, where the engine cannot ask. */
  readonly command: string;
  /** What becomes of the driver's library for every account besides. */
  readonly library?: { readonly change: 'put' | 'remove'; readonly path: string };
}

export interface ElevationLine {
  readonly kind: 'added' | 'removed' | 'kept';
  readonly text: string;
}

export class DrawbridgeError extends Error {
  override readonly name = 'DrawbridgeError';
  /** Five characters, as in the SQL standard. */
  readonly sqlState: SqlState;
  readonly hint: string | undefined;
  readonly detail: string | undefined;
  readonly position: StatementPosition | undefined;
  readonly elevation: Elevation | undefined;

  constructor(sqlState: SqlState, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.sqlState = sqlState;
    this.hint = details.hint;
    this.detail = details.detail;
    this.position = details.position;
    this.elevation = details.elevation;
  }
}

/** A warning that travels beside a result: a NoticeResponse on the wire, SQL_SUCCESS_WITH_INFO in ODBC. */
export interface Notice {
  readonly sqlState: SqlState;
  readonly message: string;
  readonly hint?: string;
}

/** The SQLSTATEs that the engine uses, by the names PostgreSQL gives them. */
export const SqlState = {
  warning: '01000',
  invalidConnectionOption: '01S00',
  cannotConnect: '08001',
  connectionLost: '08006',
  protocolViolation: '08P01',
  featureNotSupported: '0A000',
  invalidParameterValue: '22023',
  invalidTextRepresentation: '22P02',
  numericOutOfRange: '22003',
  datetimeFormat: '22007',
  divisionByZero: '22012',
  dataException: '22000',
  characterNotInRepertoire: '22021',
  stringTruncated: '22001',
  cardinalityViolation: '21000',
  notNullViolation: '23502',
  uniqueViolation: '23505',
  readOnly: '25006',
  activeTransaction: '25001',
  noTransaction: '25P01',
  transactionFailed: '25P02',
  serializationFailure: '40001',
  invalidStatementName: '26000',
  invalidAuthorization: '28000',
  invalidPassword: '28P01',
  invalidCursorName: '34000',
  invalidSavepoint: '3B001',
  unknownDatabase: '3D000',
  unknownSchema: '3F000',
  insufficientPrivilege: '42501',
  syntaxError: '42601',
  ambiguousColumn: '42702',
  duplicateColumn: '42701',
  undefinedColumn: '42703',
  datatypeMismatch: '42804',
  undefinedFunction: '42883',
  undefinedTable: '42P01',
  undefinedParameter: '42P02',
  /** A place in GROUP BY or ORDER BY that the select list does not have. */
  invalidColumnReference: '42P10',
  groupingError: '42803',
  duplicateObject: '42710',
  duplicateCursor: '42P03',
  duplicateStatement: '42P05',
  undefinedObject: '42704',
  outOfMemory: '53200',
  diskFull: '53100',
  budgetExceeded: '53400',
  limitExceeded: '54000',
  wrongState: '55000',
  queryCanceled: '57014',
  shuttingDown: '57P01',
  cannotConnectNow: '57P03',
  sourceFailed: '58000',
  ioError: '58030',
  internalError: 'XX000',
} as const;

export type SqlState = (typeof SqlState)[keyof typeof SqlState];

/** Any thrown value as a DrawbridgeError; what is not ours is an internal error with its own message. */
export function asDrawbridgeError(thrown: unknown): DrawbridgeError {
  if (thrown instanceof DrawbridgeError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new DrawbridgeError(SqlState.internalError, message, { cause: thrown });
}
