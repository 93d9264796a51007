/** Python with psycopg 2 and 3, over libpq: the catalog, every type as text and in binary, lists, errors, and leaving a result early. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectErrors, expectRowsByParameters, postgresStates } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasPythonModule, missingTool } from '../support/tools.ts';

describe.each(['psycopg2', 'psycopg'])('%s (skipped without it)', (module) => {
  const skipped = missingTool(hasPythonModule(module));
  const inBinary = module === 'psycopg' ? ['', ' in binary'] : [''];
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    if (skipped) return;
    stage = await ClientStage.set();
    const program = path.join(import.meta.dirname, 'psycopg-calls.py');
    calls = await stage.run(['/usr/bin/python3', program, module, stage.stage.runDir]);
  }, 120_000);

  afterAll(() => stage?.leave());

  it.skipIf(skipped)('lists schemas, tables and columns', () => {
    expect(calls.rows('schemas')).toEqual(
      expect.arrayContaining([['AllRepositories'], ['Information'], ['harbor-app'], ['tide.tables']]),
    );
    expect(calls.rows('tables')).toContainEqual(['PullRequests', 'TABLE']);
    expect(calls.rows('columns').slice(0, 2)).toEqual([
      ['Id', '20', '-1'],
      ['Title', '1043', '259'],
    ]);
  });

  it.skipIf(skipped)('reads a value of every type, and NULL', () => {
    for (const way of inBinary) expect(calls.rows(`made${way}`)).toEqual([madeCells]);
    expect(calls.rows('long')).toEqual([[longText]]);
    const numbers = ['int', 'int', 'int', 'float', 'float', 'Decimal', 'bool'];
    const others = ['str', 'date', 'time', 'datetime', 'dict', 'str'];
    expect(calls.rows('types')).toEqual([
      [...numbers, ...others, ...Array.from({ length: 6 }, () => 'NoneType')],
    ]);
  });

  it.skipIf(skipped).each(samples.map((sample, place) => [sample, place] as const))(
    'reads %s',
    async (sample, place) => {
      expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
    },
  );

  it.skipIf(skipped)('takes parameters of every type, lists and NULL among them', () => {
    expectRowsByParameters(calls);
    expect(calls.rows('lists')).toEqual([['1'], ['2'], ['3']]);
    expect(calls.rows('no list')).toEqual([]);
    const moments = ['2026-01-02', '2026-01-02 03:04:05.123456', '2 days, 0:00:03'];
    const numbers = ['9007199254740993', '0.1', '1', null, '-1.250'];
    const bytes = String.raw`b'\x00\xff'`;
    for (const way of inBinary)
      expect(calls.rows(`values${way}`)).toEqual([
        [String.raw`Grüße 潮汐 🌊 \ '`, ...numbers, ...moments, '[1,2]', bytes],
      ]);
  });

  it.skipIf(skipped)('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls, postgresStates);
    expect(calls.rows('savepoint')).toEqual([['2']]);
  });

  it.skipIf(skipped)('closes a result early and cancels: the calls stop, and the connection goes on', () => {
    expect(calls.rows('some')).toEqual([[60]]);
    expect(calls.rows('after closing')).toEqual([['1']]);
    expect(calls.error('cancelled').state).toBe('57014');
    expect(calls.rows('after cancelling')).toEqual([['1']]);
  });
});
