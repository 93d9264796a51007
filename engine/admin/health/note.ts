/** What is remembered of a data source: how it went when somebody used or tested it. It holds no secret. */
import { BitbucketError } from '../../bitbucket/bitbucket-error.ts';
import { RefusedCredential } from '../../auth/refused-credential.ts';
import { type DrawbridgeError, SqlState } from '../../error.ts';

export type FailureKind =
  | 'token expired'
  | 'unreachable'
  | 'access denied'
  | 'scope missing'
  | 'check failed';

export interface NotedFailure {
  readonly kind: FailureKind;
  /** ISO 8601. */
  readonly at: string;
  readonly sqlState: string;
  readonly message: string;
  readonly hint: string;
  /** What Bitbucket refused; '' where it was no address. */
  readonly path: string;
  /** Empty unless `scope missing`. */
  readonly scopes: readonly string[];
}

export interface Note {
  /** What it was found out about; see `reachOf`. */
  readonly reach: string;
  /** '' where the credential does not say. */
  readonly account: string;
  /** ISO 8601: since when Bitbucket has answered without a failure in between, and when it did last. */
  readonly good: { readonly since: string; readonly at: string } | null;
  /** Of the connection as a whole. */
  readonly failure: NotedFailure | null;
  /** Of single addresses, which do not keep others from answering. */
  readonly refused: readonly NotedFailure[];
}

export const emptyNote = (reach: string): Note => ({
  reach,
  account: '',
  good: null,
  failure: null,
  refused: [],
});

/**
 * Null for what says nothing about the data source: mistakes in a statement, a cancelled one, calls of the hour that
 * are used up, a credential that is not there (which can be seen without asking anybody). Any other failure of a test
 * says something.
 */
export function notedFailure(error: DrawbridgeError, at: string, ofTest: boolean): NotedFailure | null {
  const kind = kindOf(error, ofTest);
  if (kind === null) return null;
  const { path = '', missingScopes = [] } = error instanceof BitbucketError ? error : {};
  const { sqlState, message, hint = '' } = error;
  return { kind, at, sqlState, message, hint, path, scopes: missingScopes };
}

const silent: ReadonlySet<SqlState> = new Set([
  SqlState.queryCanceled,
  SqlState.invalidAuthorization,
  SqlState.budgetExceeded,
]);

function kindOf(error: DrawbridgeError, ofTest: boolean): FailureKind | null {
  const { sqlState } = error;
  if (error instanceof RefusedCredential) return 'token expired';
  if (sqlState === SqlState.cannotConnect || sqlState === SqlState.connectionLost) return 'unreachable';
  if (error instanceof BitbucketError) {
    if (error.status === 401) return 'token expired';
    if (error.status === 403) return error.missingScopes.length > 0 ? 'scope missing' : 'access denied';
    // Something that answers in Bitbucket's place, or Bitbucket when it is down.
    if (error.status === 200 || error.status >= 500) return 'unreachable';
  }
  if (silent.has(sqlState)) return null;
  return ofTest ? 'check failed' : null;
}
