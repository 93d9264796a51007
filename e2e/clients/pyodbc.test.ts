/** Python with pyodbc: the catalog, every type, parameters, executemany, autocommit, errors, and leaving a result early. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectCatalog, expectParameters, expectErrors } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasDriver, hasPythonModule, missingTool } from '../support/tools.ts';

const missing = missingTool(hasDriver && hasPythonModule('pyodbc'));

describe.skipIf(missing)('pyodbc (skipped without it or the driver)', () => {
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await ClientStage.set();
    const program = path.join(import.meta.dirname, 'pyodbc-calls.py');
    calls = await stage.run(['/usr/bin/python3', program]);
  }, 120_000);

  afterAll(() => stage.leave());

  it('lists schemas, tables, columns and keys', () => {
    expectCatalog(calls);
  });

  it('reads a value of every type, and NULL', () => {
    expect(calls.rows('made')).toEqual([madeCells]);
    expect(calls.rows('long')).toEqual([[longText]]);
    const numbers = ['int', 'int', 'int', 'float', 'float', 'Decimal', 'bool'];
    const texts = ['str', 'date', 'time', 'datetime', 'str', 'str'];
    expect(calls.rows('types')).toEqual([
      [...numbers, ...texts, ...Array.from({ length: 6 }, () => 'NoneType')],
    ]);
  });

  it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
    expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
  });

  it('takes parameters, NULL among them', () => {
    expectParameters(calls, ['1', null, longText.repeat(2)]);
  });

  it('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls);
  });

  it.each(['False', 'True'])(
    'writes rows by executemany, NULL among them, with fast_executemany = %s',
    (fast) => {
      const texts = [`one ${fast}`, `größe 🌊 ${fast}`, `it's ${fast}`];
      expect(calls.rows(`many ${fast}`)).toEqual(texts.map((text) => [text, null, null]));
      expect(calls.rows(`many with NULL ${fast}`)).toEqual([
        [`a in ${fast} file`, null, null],
        [`b in ${fast} file`, 'README.md', '3'],
      ]);
    },
  );

  it('writes with autocommit and without, each row once, and keeps what a rollback can not take back', () => {
    expect(calls.rows('autocommit')).toEqual([['1']]);
    expect(calls.rows('rollback')).toEqual([['a rollback', null, null]]);
    expect(stage.comments).toEqual([3, 2, 3, 2, 1, 1]);
  });

  it('closes a result early and cancels from another thread: the calls stop, and the connection goes on', () => {
    expect(calls.rows('after closing')).toEqual([['1']]);
    // HY010 is unixODBC's, where the cancel came just before the call that it should have met.
    expect(calls.error('cancelled').state).toMatch(/^HY0(08|10)$/);
    expect(calls.rows('after cancelling')).toEqual([['1']]);
  });
});
