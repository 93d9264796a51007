/** E-mail addresses of members, which Bitbucket tells only to whoever names them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { both, compare, either, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan();
});
afterEach(() => {
  scan.reset();
});
afterAll(() => scan.close());

const email = (number: number) => text(`member${number}@lighthouse.example`);
const emails = (count: number) => Array.from({ length: count }, (_, index) => email(index));
const among = (count: number): Predicate => ({ kind: 'in', column: 'UserEmail', values: emails(count) });

describe.each(['Users', 'WorkspaceMembers'])('%s.UserEmail', (name) => {
  const read = (predicate: Predicate) =>
    readScan(scan.source(), requestFor('Information', tableNamed(name), { predicate }));

  it('is told for one address, asked for by IN as the documentation has it', async () => {
    const { rows } = await read(compare('UserEmail', '=', email(3)));
    expect(rows.map((row) => row['UserEmail'])).toEqual(['member3@lighthouse.example']);
    expect(scan.queries().map((query) => query.get('q'))).toEqual([
      'user.email IN ("member3@lighthouse.example")',
    ]);
  });

  it('is told for several, beside other filters', async () => {
    const { rows } = await read(both(among(5), { kind: 'null', column: 'UserEmail', negated: true }));
    expect(rows.map((row) => row['UserEmail'])).toEqual(emails(5).map((value) => value.text));
  });

  it.each([
    ['more than ninety at a time', among(91)],
    ['a part of the address', compare('UserEmail', 'contains', text('member'))],
    ['another one', compare('UserEmail', '<>', email(1))],
  ])('is refused for %s, instead of rows left out', async (_, predicate) => {
    const error = await failureOf(read(predicate));
    expect(error.sqlState).toBe('0A000');
    expect(error.hint).toContain('at most 90');
    expect(scan.sandbox.requests).toEqual([]);
  });

  it('is refused as one arm of an OR, whose other arm asks for members without it', async () => {
    const uuid = tableNamed(name).primaryKey[0] ?? '';
    const error = await failureOf(
      read(either(compare('UserEmail', '=', email(1)), compare(uuid, '=', text('{}')))),
    );
    expect(error.sqlState).toBe('0A000');
  });

  it('fails when Bitbucket refuses to be asked, instead of finding nobody', async () => {
    scan.sandbox.faults.add({
      match: { path: '/members' },
      fault: { kind: 'status', status: 400 },
      times: 'always',
    });
    await failureOf(read(compare('UserEmail', '=', email(3))));
    expect(scan.sandbox.requests).toHaveLength(1);
  });
});
