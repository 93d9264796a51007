import { DrawbridgeError, type ErrorDetails, SqlState } from '../error.ts';

/** A credential that was good once, or looked so, and that Bitbucket or its end has made worthless. 28000. */
export class RefusedCredential extends DrawbridgeError {
  /** OAuth's invalid_grant: only a new sign-in helps. */
  readonly isRevoked: boolean;

  constructor(message: string, details: ErrorDetails, isRevoked = false) {
    super(SqlState.invalidAuthorization, message, details);
    this.isRevoked = isRevoked;
  }
}
