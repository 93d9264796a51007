import { describe, expect, it } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { shownStatement } from './secret-statement.ts';

const error = (message: string): DrawbridgeError => new DrawbridgeError(SqlState.sourceFailed, message);

describe('a statement that may carry a secret', () => {
  it.each([
    `INSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `INSERT INTO "harbor-app"."PipelineVariables" ("Key", "Value") VALUES ("A", "octopus")`,
    `INSERT INTO PipelineVariables VALUES ('{1}', 'A', 'octopus', true)`,
    `INSERT INTO PipelineVariabels (Key, Value) VALUES ('A', 'octopus')`,
    `INSERT INTO EnvironmentVariables (Key, Valeu) VALUES ('A', 'octopus')`,
    `insert into pipelinevariables (key, value) select 'A', 'octo' || 'pus' -- octopus`,
    `WITH s AS (SELECT $$octopus$$ AS v) INSERT INTO PipelineVariables (Key, Value) SELECT 'A', v FROM s`,
    `UPDATE Webhooks SET Secret = 'octopus' WHERE UUID = '{1}'`,
    `UPDATE Webhooks SET Secret = E'octo\\pus' /* octopus */ WHERE UUID = '{1}'`,
    `UPDATE Webhooks SET Secret = 'octopus`,
    `UPDATE PipelineVariables SET Key = 'B' WHERE Value = 'octopus'`,
    `EXEC RunPipeline RefName = 'main', Variables = '[{"key":"A","value":"octopus","secured":true}]'`,
    `CALL RunPipeline('main', NULL, NULL, NULL, '[{"key":"A","value":"octopus"}]')`,
    `CALL RunPipeline('main', '[{"key":"A","value":"octopus"}]')`,
    `INSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus'`,
    `INSRT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `UPSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `REPLACE INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `SELECT 1; UPSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `EXPLAIN INSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `EXPLAIN ANALYZE UPDATE Webhooks SET Secret = 'octopus'`,
    `PREPARE p AS INSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `EXECUTE p('A', 'octopus')`,
    `CALL NoProcedure(Verifier => 'octopus')`,
    `{call "NoProcedure"('octopus')}`,
    `{? = call NoProcedure('octopus')}`,
    `DECLARE c CURSOR FOR INSERT INTO PipelineVariables (Key, Value) VALUES ('A', 'octopus')`,
    `MERGE INTO Webhooks USING (SELECT 'octopus' AS s) x ON true WHEN MATCHED THEN UPDATE SET Secret = s`,
    `(* that *) Webhooks.Secret = 'octopus'`,
  ])('is shown without it: %s', (sql) => {
    const shown = shownStatement(sql);
    expect(shown.text).not.toMatch(/octo/);
    expect(shown.text).not.toBe('');
    expect(shown.masked(error('It says octopus')).message).not.toContain('octopus');
  });

  it('keeps everything else of its text', () => {
    expect(
      shownStatement(`INSERT INTO "harbor-app".PipelineVariables\n (Key, Value)  VALUES ('A', 7), (?, $1)`)
        .text,
    ).toBe(
      `INSERT INTO "harbor-app".PipelineVariables\n (Key, Value)  VALUES ('********', '********'), (?, $1)`,
    );
  });

  it('tells in messages what is no secret', () => {
    const { masked } = shownStatement(
      `INSERT INTO Webhooks (URL, Events, Secret) VALUES ('ftp://quay', '["repo:push"]', 'octopus')`,
    );
    const told = masked(error('octopus: ftp://quay is no address'));
    expect(told).toMatchObject({ sqlState: '58000', message: '********: ftp://quay is no address' });
  });

  it('keeps values of parameters out of messages', () => {
    const { masked } = shownStatement('UPDATE Webhooks SET Secret = ? WHERE UUID = ?');
    expect(masked(error('Not octopus at {1234}'), ['octopus', '{1234}']).message).toBe(
      'Not ******** at {1234}',
    );
  });
});

it('tells nothing that is in quotes in a message that comes with rows', () => {
  const { masked, maskedWithRows } = shownStatement(
    `INSERT INTO PipelineRunners (Name, Labels) VALUES ('Quay', '[]') RETURNING CAST(OAuthClientSecret AS INTEGER)`,
  );
  const told = error(`Could not convert string 'oct'opus' to INT32`);
  expect(maskedWithRows(told).message).toBe(`Could not convert string '********' to INT32`);
  expect(masked(told)).toBe(told);
});

describe('any other statement', () => {
  it.each([
    `SELECT * FROM PipelineVariables WHERE Value = 'octopus'`,
    `INSERT INTO Tags (Name, TargetCommitHash) VALUES ('a', 'octopus')`,
    `UPDATE BranchRestrictions SET Value = 3 WHERE Kind = 'push'`,
    `UPDATE Webhooks SET Active = true WHERE UUID = '{1}'`,
    `DELETE FROM PipelineVariables WHERE Key = 'octopus'`,
    `CALL RunPipeline('main')`,
    `UPDATE Nothing SET A = 'octopus'`,
    `-- Secret\n SELECT 'octopus'`,
    `SET application_name = 'octopus'`,
    `EXEC RunPipeline RefName = 'octopus'`,
    `UPDATE Nothing SET A = 'octopus`,
  ])('is shown as it is: %s', (sql) => {
    const shown = shownStatement(sql);
    expect(shown.text).toBe(sql);
    const thrown = error('octopus');
    expect(shown.masked(thrown, ['octopus'])).toBe(thrown);
  });
});
