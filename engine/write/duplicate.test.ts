import { describe, expect, it } from 'vitest';
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import { SqlState } from '../error.ts';
import { asDuplicate } from './duplicate.ts';

const refused = (status: number, apiMessage: string): BitbucketError =>
  new BitbucketError(
    SqlState.sourceFailed,
    `Bitbucket answered: ${apiMessage}`,
    { status, apiMessage, path: '/' },
    {},
  );

describe('a refusal', () => {
  it.each([
    [409, 'Conflict'],
    [409, 'A variable with the key A already exists.'],
    [400, 'Repository with this Slug and Owner already exists.'],
    [400, 'key: Project with this key already exists.'],
    [400, 'Branch "quay" already exists.'],
    [400, 'key: Someone has already added that SSH key.'],
    [400, 'key: Someone has already registered that SSH key.'],
    [400, 'That GPG key was added already.'],
  ])('of a new row with %i, %s, is that of a duplicate', (status, message) => {
    const cause = refused(status, message);
    expect(asDuplicate(cause, true)).toMatchObject({
      sqlState: '23505',
      message: cause.message,
      hint: expect.stringContaining('UPDATE') as unknown,
      cause,
    });
  });

  it('of a change says so by its words alone', () => {
    expect(asDuplicate(refused(409, 'A variable with the key A already exists.'), false)).toMatchObject({
      sqlState: '23505',
    });
    const conflict = refused(409, 'The destination branch changed while the pull request was merged.');
    expect(asDuplicate(conflict, false)).toBe(conflict);
    const resolved = refused(409, 'The comment is resolved already.');
    expect(asDuplicate(resolved, false)).toBe(resolved);
  });

  it.each([
    [400, 'This pull request is already closed.'],
    [400, 'The pipeline has already ended.'],
    [400, 'Pull request cannot be unapproved because it has already been merged.'],
    [403, 'It already exists, and is not yours.'],
    [500, 'It already exists.'],
  ])('with %i, %s, stays what it is', (status, message) => {
    const cause = refused(status, message);
    expect(asDuplicate(cause, true)).toBe(cause);
  });
});

it('leaves errors of others alone', () => {
  const cause = new Error('It already exists.');
  expect(asDuplicate(cause, true)).toBe(cause);
});
