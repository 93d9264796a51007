/**
 * What Bitbucket refuses because there is such a thing already, as SQL's own error for it. Its status is 409 or 400, by
 * the kind of thing; 409 is also what it says of merges and of comments that are resolved, so that elsewhere than for a
 * new row only its words count.
 *
 * Source: the responses 409 of Bitbucket's OpenAPI document ("A variable with the provided key already exists"), and the
 * messages of its refusals with 400 ("Repository with this Slug and Owner already exists").
 */
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

const inWords =
  /\balready (?:exists?|been (?:added|registered)|added|registered|in use)\b|\badded already\b/i;

/** `isNew`: a row is added by POST. Anything else stays what it is. */
export function asDuplicate(thrown: unknown, isNew: boolean): unknown {
  if (!(thrown instanceof BitbucketError)) return thrown;
  const { status, apiMessage, message } = thrown;
  const isDuplicate = (isNew && status === 409) || ([400, 409].includes(status) && inWords.test(apiMessage));
  if (!isDuplicate) return thrown;
  return new DrawbridgeError(SqlState.uniqueViolation, message, {
    cause: thrown,
    hint: 'Change what is there by UPDATE, delete it first, or choose another name.',
  });
}
