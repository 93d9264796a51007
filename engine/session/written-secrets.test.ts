/** Values that are written and are secrets stand in no log, no list of statements and no message. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;
let folder: string;
let file: string;

beforeAll(async () => {
  bench = await writtenBench();
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  file = join(folder, 'session.log');
  session = await bench.open(`Schema=harbor-app;LogFile=${file};Verbosity=4`);
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

it('shows the statements that carried them, without them', async () => {
  const secret = 'octopus-ink';
  const variables = `INSERT INTO PipelineVariables (Key, Value, Secured) VALUES`;
  await run(session, `${variables} ('SEAL', '${secret}', true)`);
  await run(session, `${variables} ('WAX', $1, true)`, { parameters: [secret] });
  await run(session, `UPDATE PipelineVariables SET Value = '${secret}' || 1 WHERE Key = 'SEAL'`);
  const { rows: made } = await run(
    session,
    `INSERT INTO Webhooks (URL, Events, Secret) VALUES ('https://tide.example/', '["repo:push"]', '${secret}')
     RETURNING UUID, SecretSet, Secret`,
  );
  expect(made[0]?.slice(1)).toEqual([true, null]);
  const errors = [
    await failure(session, `${variables} ('SEAL', '${secret}', false)`),
    await failure(session, `${variables} ('A', CAST(CAST('${secret}' AS INTEGER) AS VARCHAR), false)`),
    await failure(session, `${variables} ('A', CAST(CAST($1 AS INTEGER) AS VARCHAR), false)`, {
      parameters: [secret],
    }),
    await failure(session, `${variables} ('A', "${secret}", false)`),
    await failure(session, `${variables} ('A', '${secret}', false`),
    await failure(session, `${variables} ('SHELL', '${secret}', false) RETURNING CAST(Value AS INTEGER)`),
    await failure(session, `${variables} ('SAND', $1, false) RETURNING CAST(Value AS DATE)`, {
      parameters: [secret],
    }),
    await failure(session, `EXPLAIN ${variables} ('A', '${secret}', false)`),
    await failure(session, `UPSERT INTO PipelineVariables (Key, Value) VALUES ('A', '${secret}')`),
    await failure(
      session,
      `INSERT INTO PipelineRunners (Name, Labels) VALUES ('Quay', '["self.hosted"]') RETURNING CAST(OAuthClientSecret AS INTEGER)`,
    ),
    await failure(session, `INSERT INTO PipelineVariabels (Key, Value) VALUES ('A', '${secret}')`),
  ];
  expect(errors.at(-2)).toMatchObject({
    message: expect.stringMatching(/^RETURNING failed: .*'\*{8}'.* 1 row was written: /) as unknown,
  });
  for (const error of errors) expect((error as Error).message).not.toContain(secret);
  expect(errors.map((error) => (error as { sqlState: string }).sqlState)).toEqual([
    '23505',
    '22P02',
    '22P02',
    '42703',
    '42601',
    '22P02',
    '22007',
    '0A000',
    '0A000',
    '22P02',
    '42P01',
  ]);

  const { rows } = await run(session, 'SELECT Statement, Message FROM sys_queries ORDER BY QueryId');
  expect(rows.map(([statement]) => statement)).toContain(`${variables} ('********', '********', true)`);
  expect(JSON.stringify(rows)).not.toContain(secret);

  // Closing writes what is left of the log.
  await session.close();
  await expect.poll(async () => readFile(file, 'utf8')).toContain('"closed"');
  const log = await readFile(file, 'utf8');
  expect(log).toContain('PipelineVariables');
  expect(log).not.toContain(secret);
});
