/** Columns whose values, or whose rows, are told only where a statement names them. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import type { SandboxScan } from '../scan/test-support/sandbox-scan.ts';
import type { SelectEnvironment } from './select.ts';
import { scanSession, type ScanSession } from './test-support/scan-session.ts';
import { select } from './test-support/select-bench.ts';

let session: ScanSession;
let environment: SelectEnvironment;
let scan: SandboxScan;

beforeAll(async () => {
  session = await scanSession(['api', 'Information'], { as: 'person' });
  ({ environment, scan } = session);
});
beforeEach(() => scan.reset());
afterAll(() => session.close());

it.each([
  ["SELECT * FROM Users WHERE UserEmail LIKE '%member%'", 'UserEmail'],
  ["SELECT * FROM Users WHERE UserEmail LIKE 'm_mber%'", 'UserEmail'],
  ["SELECT * FROM Users WHERE UserEmail <> 'a@b.example'", 'UserEmail'],
  ["SELECT * FROM WorkspaceMembers WHERE lower(UserEmail) = 'a@b.example'", 'UserEmail'],
  ["SELECT * FROM Users WHERE UserEmail > 'a' OR DisplayName = 'x'", 'UserEmail'],
  ["SELECT count(*) FROM Files WHERE CommitHash LIKE 'ab%'", 'CommitHash'],
  ["SELECT count(*) FROM Files WHERE CommitHash <> 'ab'", 'CommitHash'],
  ["SELECT count(*) FROM Files WHERE upper(Directory) = 'SRC'", 'Directory'],
])('%s is refused with what can be asked, and without a call', async (statement, column) => {
  const error = await failureOf(select({ environment }, statement));
  expect(error.sqlState).toBe('0A000');
  expect(error.hint).toContain(`Write ${column} = '…' or ${column} IN (…)`);
  expect(scan.sandbox.requests).toEqual([]);
});

it.each([
  "SELECT UserEmail FROM Users WHERE lower(DisplayName) <> 'x'",
  'SELECT DisplayName FROM Users WHERE UserEmail IS NULL',
  "SELECT lower(UserEmail) FROM Users WHERE UserEmail = 'member1@lighthouse.example'",
  "SELECT Path FROM Files WHERE lower(Path) LIKE '%readme%' AND Directory = ''",
])('%s has rows', async (statement) => {
  expect((await select({ environment }, statement)).rows).not.toEqual([]);
});

it('asks for the addresses that a join names', async () => {
  const { rows } = await select(
    { environment },
    'SELECT u.DisplayName FROM UserEmails e JOIN Users u ON u.UserEmail = e.Email',
  );
  expect(rows).toHaveLength(1);
});

it('reads the trees of the commits that a join names, and no other', async () => {
  const { rows } = await select(
    { environment },
    `SELECT f.CommitHash, count(*) FROM Branches b JOIN Files f ON f.CommitHash = b.TargetCommitHash
     WHERE b.Name <> 'main' GROUP BY 1`,
  );
  const trees = new Set(scan.sandbox.requests.flatMap(({ path }) => /\/src\/(\w+)\/$/.exec(path)?.[1] ?? []));
  expect(trees).toEqual(new Set(rows.map(([hash]) => hash)));
  expect(trees.size).toBeGreaterThan(1);
});
