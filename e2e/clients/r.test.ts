/** R with RODBC: the catalog, every type, writes, errors, and leaving a result early. It has no parameters. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectCatalog, expectErrors } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasDriver, missingTool } from '../support/tools.ts';

const hasPackage = spawnSync('/usr/bin/Rscript', ['-e', 'stopifnot(requireNamespace("RODBC"))']).status === 0;

describe.skipIf(missingTool(hasDriver && hasPackage))('RODBC (skipped without it or the driver)', () => {
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await ClientStage.set();
    calls = await stage.run(['/usr/bin/Rscript', path.join(import.meta.dirname, 'r-calls.R')]);
  }, 120_000);

  afterAll(() => stage.leave());

  it('lists schemas, tables, columns and keys', () => {
    expectCatalog(calls, ['harbor-app', 'PullRequests', 'TABLE']);
  });

  it('reads a value of every type, and NULL', () => {
    expect(calls.rows('made')).toEqual([madeCells]);
  });

  it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
    expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
  });

  it('reads a long text whole where the data source says how long it may be', () => {
    expect(calls.rows('long')).toEqual([[longText]]);
  });

  it('makes numbers, dates and times of what the driver tells of columns', () => {
    const numbers = ['integer', 'integer', ...Array.from({ length: 4 }, () => 'numeric'), 'integer'];
    const texts = ['character', 'Date', 'character', 'POSIXct', 'character'];
    expect(calls.rows('types')[0]?.slice(0, 12)).toEqual([...numbers, ...texts]);
  });

  it('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls);
  });

  it('writes with autocommit and without, each row once', () => {
    expect(calls.rows('autocommit')).toEqual([
      ['größe autocommit', null],
      ["it's autocommit", null],
    ]);
    expect(calls.rows('rollback')).toEqual([['a rollback']]);
    expect(stage.comments).toEqual([2, 1]);
  });

  it('leaves a result early by another query: the calls stop, and the connection goes on', () => {
    expect(calls.rows('after closing')).toEqual([['1']]);
  });
});
