import type { Scope } from './scopes.ts';
import { withImplied } from './scopes.ts';

/** Whoever a request's credentials belong to. */
export interface Caller {
  readonly credential: 'access-token' | 'oauth' | 'api-token';
  readonly granted: readonly string[];
  /** A person can ask for e-mail addresses; an app has its own pseudo-account. */
  readonly account: 'person' | 'app';
  /** The slug of the only repository that an access token of a repository reaches. */
  readonly repository?: string;
}

/** The scope that is missing, or undefined if the caller may. */
export function missingFor(caller: Caller, scope: Scope): string | undefined {
  if (caller.credential === 'api-token') {
    return caller.granted.includes(scope.apiToken) ? undefined : scope.apiToken;
  }
  return scope.oauth === undefined || withImplied(caller.granted).has(scope.oauth) ? undefined : scope.oauth;
}
