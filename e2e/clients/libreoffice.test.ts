/** LibreOffice Base without a window: its ODBC client, its data sources, and a row set as its forms use it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectCatalog, expectRowsByParameters, expectErrors } from '../support/client-expectations.ts';
import type { ClientCalls, Rows } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasDriver, hasProgram, hasPythonModule, missingTool } from '../support/tools.ts';

const hasBase = existsSync('/usr/lib/libreoffice/program/libodbclo.so');
const missing = missingTool(hasDriver && hasBase && hasProgram('soffice') && hasPythonModule('uno'));

/** LibreOffice writes times with all nine digits of a second. */
const asOffice = (rows: readonly (readonly (string | null)[])[]): Rows =>
  rows.map((row) =>
    row.map((cell) => {
      const [, whole, fraction = ''] =
        /^((?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(cell ?? '') ?? [];
      return whole === undefined ? cell : `${whole}.${fraction.padEnd(9, '0')}`;
    }),
  );

describe.skipIf(missing)('LibreOffice Base (skipped without it or the driver)', () => {
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await ClientStage.set();
    calls = await stage.run(['/usr/bin/python3', path.join(import.meta.dirname, 'libreoffice-calls.py')]);
  }, 180_000);

  afterAll(() => stage.leave());

  it('lists schemas, tables, columns and keys', () => {
    expectCatalog(calls);
  });

  it('reads a value of every type as text and by its own type, NULL, and a long text', () => {
    expect(calls.rows('made')).toEqual(asOffice([madeCells]));
    expect(calls.rows('typed')).toEqual([
      [-5, 2_147_483_647, '9007199254740993', 0.25, 0.1, true],
      [2026, 1, 2, 3, 4, 5],
      [2026, 3, 5, 123_456_000],
      [0, true, 0, true],
    ]);
    expect(calls.rows('long')).toEqual([[longText]]);
  });

  it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
    expect(calls.rows(`sample ${place}`)).toEqual(asOffice(await stage.expectedOf(sample)));
  });

  it('shows the tables of a data source, and a row set of one', () => {
    expect(calls.rows('base tables')).toContainEqual(['Bitbucket.harbor-app.PullRequests']);
    expect(calls.rows('row set')).toEqual([
      ['1', 'MERGED'],
      ['2', 'DECLINED'],
      ['3', 'DECLINED'],
    ]);
  });

  it('takes parameters, NULL among them', () => {
    expectRowsByParameters(calls);
    expect(calls.rows('values')).toEqual([['Grüße 潮汐 🌊', '9007199254740993', '0.1', '1', null]]);
  });

  it('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls);
  });

  it('writes with autocommit and in a transaction, each row once', () => {
    expect(calls.rows('autocommit')).toEqual([[1], ['größe 🌊 autocommit', null]]);
    expect(calls.rows('transaction')).toEqual([
      ['one transaction', null],
      ["it's transaction", null],
    ]);
    expect(stage.comments).toEqual([1, 2]);
  });

  it('closes a result early and cancels from another thread: the calls stop, and the connection goes on', () => {
    expect(calls.rows('after closing')).toEqual([['1']]);
    // HY010 is unixODBC's, where the cancel came just before the call that it should have met.
    expect(calls.error('cancelled').state).toMatch(/^HY0(08|10)$/);
    expect(calls.rows('after cancelling')).toEqual([['1']]);
  });
});
