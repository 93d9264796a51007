/** A row that is there already: SQL's own error for it, whatever Bitbucket calls it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=harbor-app');
});
afterAll(() => bench.close());

const duplicate = {
  sqlState: '23505',
  message: expect.stringMatching(/^Row 1 of 1 was not written: .*status 4\d\d: .*already/) as unknown,
  hint: expect.stringContaining('UPDATE') as unknown,
};

it.each([
  `INSERT INTO Branches (Name, TargetCommitHash) SELECT 'twice', max(Hash) FROM Commits`,
  `INSERT INTO Tags (Name, TargetCommitHash) SELECT 'twice', max(Hash) FROM Commits`,
  `INSERT INTO Repositories (Slug) VALUES ('twice')`,
  `INSERT INTO Forks (Name) VALUES ('Twice more')`,
  `INSERT INTO Projects (Key, Name) VALUES ('TWICE', 'Twice')`,
  `INSERT INTO PipelineVariables (Key, Value) VALUES ('TWICE', 'x')`,
  `INSERT INTO Environments (Name, TypeName) VALUES ('Twice', 'Test')`,
  `INSERT INTO DeployKeys (Key) VALUES ('ssh-ed25519 TWICE')`,
  `INSERT INTO PipelineKnownHosts (Hostname, PublicKeyType, PublicKey) VALUES ('twice.example', 'ssh-rsa', 'QUFB')`,
])('is refused the second time: %s', async (sql) => {
  expect(await run(session, sql)).toMatchObject({ tag: 'INSERT 0 1' });
  expect(await failure(session, sql)).toMatchObject(duplicate);
});

it('is what an update would make', async () => {
  await run(session, `INSERT INTO PipelineVariables (Key, Value) VALUES ('ONE', 'x'), ('OTHER', 'y')`);
  expect(
    await failure(session, `UPDATE PipelineVariables SET Key = 'ONE' WHERE Key = 'OTHER'`),
  ).toMatchObject(duplicate);
});

it('is what a procedure would make', async () => {
  await run(session, `CALL ForkRepository('Thrice')`);
  expect(await failure(session, `CALL ForkRepository('Thrice')`)).toMatchObject({
    sqlState: '23505',
    message: expect.stringContaining('already exists') as unknown,
  });
});

it('is not what hinders a merge', async () => {
  bench.sandbox.modes.merging = 'failing-task';
  const { rows } = await run(session, `SELECT max(Id) FROM PullRequests WHERE State = 'OPEN'`);
  const error = await failure(session, `CALL MergePullRequest(${String(rows[0]?.[0])})`);
  bench.sandbox.resetModes();
  expect(error).toMatchObject({ sqlState: '58000', message: expect.stringContaining('409') as unknown });
});
