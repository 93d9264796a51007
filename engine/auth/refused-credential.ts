import { DrawbridgeError, type ErrorDetails, SqlState } from '../error.ts';

/** A credential that was good once, or looked so, and that Bitbucket or its end has made worthless. 28000. */
export class RefusedCredential extends DrawbridgeError {
  constructor(message: string, details: ErrorDetails) {
    super(SqlState.invalidAuthorization, message, details);
  }
}
