import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedCredential } from '../../auth/refused-credential.ts';
import { BitbucketError } from '../../bitbucket/bitbucket-error.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import { HealthBook } from './book.ts';
import { notedFailure, type NotedFailure } from './note.ts';

const dsn = { name: 'Harbour', scope: 'user' } as const;
let folder: string;
let file: string;
let news: number;
let time: number;
let opened: HealthBook[];
function open(): HealthBook {
  const book = new HealthBook({ file, changed: () => (news += 1), now: () => time });
  opened.push(book);
  return book;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'health-book-'));
  file = join(folder, 'health.json');
  opened = [];
  news = 0;
  time = Date.parse('2026-05-04T08:00:00Z');
});
afterEach(async () => {
  // A book that still writes would bring its folder back.
  await Promise.all(opened.map((book) => book.close()));
  await rm(folder, { recursive: true });
});

const apiStates = new Map<number, SqlState>([
  [401, SqlState.invalidAuthorization],
  [403, SqlState.insufficientPrivilege],
]);
const apiError = (status: number, missingScopes: readonly string[] = []) => {
  const answer = { status, apiMessage: '', path: '/2.0/x', missingScopes };
  return new BitbucketError(apiStates.get(status) ?? SqlState.sourceFailed, 'no', answer, {});
};
const failure = (error: DrawbridgeError): NotedFailure => {
  const noted = notedFailure(error, new Date(time).toISOString(), false);
  if (noted === null) throw new Error('not noted');
  return noted;
};

describe('what a failure says of its data source', () => {
  const of = (error: DrawbridgeError, ofTest = false) => notedFailure(error, '', ofTest)?.kind ?? null;

  it('depends on what happened, not on the state alone', () => {
    expect(of(apiError(401))).toBe('token expired');
    expect(of(new RefusedCredential('no', {}))).toBe('token expired');
    expect(of(apiError(403, ['pipeline']))).toBe('scope missing');
    expect(of(apiError(403))).toBe('access denied');
    expect(of(apiError(503))).toBe('unreachable');
    expect(of(new DrawbridgeError(SqlState.cannotConnect, 'no'))).toBe('unreachable');
  });

  it('is nothing where the statement was wrong, cancelled, or nobody is signed in', () => {
    for (const state of [SqlState.undefinedColumn, SqlState.queryCanceled, SqlState.invalidAuthorization])
      expect(of(new DrawbridgeError(state, 'no'))).toBeNull();
    expect(of(apiError(404))).toBeNull();
  });

  it('is always something of a test', () => {
    expect(of(apiError(404), true)).toBe('check failed');
    for (const state of [SqlState.queryCanceled, SqlState.budgetExceeded])
      expect(of(new DrawbridgeError(state, 'no'), true)).toBeNull();
  });
});

describe('the book', () => {
  it('outlives its engine, in a file for its user alone', async () => {
    const book = open();
    book.answered(dsn, 'r', '/2.0/user');
    book.failed(dsn, 'r', failure(apiError(401)));
    await book.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const note = await open().note({ name: 'HARBOUR', scope: 'user' });
    expect(note).toMatchObject({
      failure: { kind: 'token expired' },
      good: { since: '2026-05-04T08:00:00.000Z' },
    });
    expect(await open().note({ ...dsn, scope: 'system' })).toBeNull();
  });

  it('tells news once, however many calls are answered', () => {
    const book = open();
    for (let call = 0; call < 5; call += 1) book.answered(dsn, 'r', '/2.0/user');
    expect(news).toBe(1);
  });

  it('keeps since when it is good, and begins anew after a failure', async () => {
    const book = open();
    book.answered(dsn, 'r', null);
    time += 60_000;
    book.answered(dsn, 'r', null);
    expect((await book.note(dsn))?.good).toEqual({
      since: '2026-05-04T08:00:00.000Z',
      at: '2026-05-04T08:01:00.000Z',
    });
    book.failed(dsn, 'r', failure(apiError(401)));
    time += 60_000;
    book.answered(dsn, 'r', null);
    expect((await book.note(dsn))?.good?.since).toBe('2026-05-04T08:02:00.000Z');
  });

  it('forgets a refusal when that address answers, not when another does', async () => {
    const book = open();
    book.failed(dsn, 'r', failure(apiError(403, ['pipeline'])));
    book.answered(dsn, 'r', '/2.0/other');
    expect((await book.note(dsn))?.refused).toHaveLength(1);
    book.answered(dsn, 'r', '/2.0/x');
    expect((await book.note(dsn))?.refused).toEqual([]);
  });

  it('of another place or credential says nothing of this one', async () => {
    const book = open();
    book.failed(dsn, 'old', failure(apiError(401)));
    book.answered(dsn, 'new', '/2.0/user');
    expect(await book.note(dsn)).toMatchObject({ reach: 'new', failure: null });
  });

  it('goes along with a rename, and is forgotten with the data source', async () => {
    const book = open();
    const pier = { ...dsn, name: 'Pier' };
    book.answered(dsn, 'r', null);
    book.rename(dsn, pier);
    expect([await book.note(dsn), (await book.note(pier))?.reach]).toEqual([null, 'r']);
    book.forget(pier);
    await book.close();
    expect(await open().note(pier)).toBeNull();
  });

  it('knows what was entered while it was read, whether or not it is in the file yet', async () => {
    const book = open();
    for (let round = 0; round < 20; round += 1) {
      const key = { ...dsn, name: `Pier ${round}` };
      book.answered(key, 'r', null);
      const [early] = await Promise.all([book.note(key), book.close()]);
      expect([early?.reach, (await book.note(key))?.reach]).toEqual(['r', 'r']);
    }
  });

  it('is shared with other engines, which keep each other’s entries', async () => {
    const [one, other] = [open(), open()];
    one.answered(dsn, 'r', null);
    await one.close();
    other.answered({ ...dsn, name: 'Pier' }, 'r', null);
    await other.close();
    expect(await one.note({ ...dsn, name: 'Pier' })).not.toBeNull();
    expect(await other.note(dsn)).not.toBeNull();
  });

  it('that is damaged, or cannot be written, is still kept in memory', async () => {
    await writeFile(file, '{"format":1,"dsns":{"user/harbour":7}}');
    const book = open();
    expect(await book.note(dsn)).toBeNull();
    file = folder;
    const nowhere = open();
    nowhere.answered(dsn, 'r', null);
    await nowhere.close();
    expect(await nowhere.note(dsn)).not.toBeNull();
    expect(await readFile(join(folder, 'health.json'), 'utf8')).toContain('7');
  });
});
