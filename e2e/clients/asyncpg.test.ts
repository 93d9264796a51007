/** Python with asyncpg, which sends and takes the binary format only: the catalog, every type both ways, errors, and leaving a result early. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectErrors, expectRowsByParameters, postgresStates } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasPythonModule, missingTool } from '../support/tools.ts';

describe.skipIf(missingTool(hasPythonModule('asyncpg')))('asyncpg (skipped without it)', () => {
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await ClientStage.set();
    const program = path.join(import.meta.dirname, 'asyncpg-calls.py');
    calls = await stage.run(['/usr/bin/python3', program, stage.stage.runDir]);
  }, 120_000);

  afterAll(() => stage.leave());

  it('lists schemas, tables and columns', () => {
    expect(calls.rows('schemas')).toEqual(
      expect.arrayContaining([['AllRepositories'], ['Information'], ['harbor-app'], ['tide.tables']]),
    );
    expect(calls.rows('tables')).toContainEqual(['PullRequests', 'TABLE']);
    // "char" comes as bytes, as from PostgreSQL.
    expect(calls.rows('columns').slice(0, 2)).toEqual([
      ['Id', '20', '-1', '1', String.raw`b'\x00'`],
      ['Title', '1043', '259', '0', String.raw`b'\x00'`],
    ]);
  });

  it('reads a value of every type, and NULL', () => {
    expect(calls.rows('made')).toEqual([madeCells]);
    expect(calls.rows('long')).toEqual([[longText]]);
    expect(calls.rows('codec')).toEqual([[1]]);
  });

  it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
    expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
  });

  it('takes parameters of every type, lists and NULL among them, and gets them back', () => {
    expectRowsByParameters(calls);
    expect(calls.rows('lists')).toEqual([['1'], ['2'], ['3']]);
    expect(calls.rows('same')).toEqual([[true]]);
    expect(calls.rows('nulls')).toEqual([Array.from({ length: 19 }, () => null)]);
    expect(calls.rows('described')).toEqual([['timestamp'], ['int8', 'varchar']]);
  });

  it('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls, postgresStates);
  });

  it('closes a result early and cancels: the calls stop, and the connection goes on', () => {
    expect(calls.rows('some')).toEqual([[60]]);
    expect(calls.rows('after closing')).toEqual([['1']]);
    expect(calls.rows('cancelled')).toEqual([['cancelled']]);
    expect(calls.rows('after cancelling')).toEqual([['1']]);
  });

  it('a pool gives a connection back as it was', () => {
    expect(calls.rows('pool')).toEqual([['beacon', 'pool']]);
  });
});
