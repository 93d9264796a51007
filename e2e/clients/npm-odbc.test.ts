/** Node with the npm package `odbc`: the catalog, every type, parameters, writes, errors, a pool, and leaving early. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectCatalog, expectErrors, expectParameters } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasDriver } from '../support/tools.ts';

const modules = path.resolve(import.meta.dirname, '..', '..', 'dist', 'npm-odbc', 'node_modules');
const isHere = existsSync(path.join(modules, 'odbc', 'lib', 'bindings', 'napi-v8', 'odbc.node'));

describe.skipIf(!hasDriver || !isHere)('npm odbc (skipped where it could not be built)', () => {
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await ClientStage.set();
    calls = await stage.run([process.execPath, path.join(import.meta.dirname, 'npm-odbc-calls.cjs')]);
  }, 120_000);

  afterAll(() => stage.leave());

  it('lists schemas, tables, columns and keys', () => {
    expectCatalog(calls);
  });

  it('reads a value of every type, and NULL', () => {
    // It reads decimals as numbers.
    expect(calls.rows('made')).toEqual([madeCells.map((cell) => (cell === '-12.250' ? '-12.25' : cell))]);
  });

  it('reads a long text whole where the data source tells of its length', () => {
    expect(calls.rows('long')).toEqual([[longText]]);
  });

  it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
    expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
  });

  it('takes parameters, NULL among them', () => {
    expectParameters(calls, [null, 'x'.repeat(3000)]);
  });

  it('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls);
  });

  it('writes with autocommit and in a transaction, each row once', () => {
    expect(calls.rows('autocommit')).toEqual([['1'], ['größe 🌊 autocommit']]);
    expect(calls.rows('transaction')).toEqual([['one transaction'], ["it's transaction"]]);
    expect(stage.comments).toEqual([1, 2]);
  });

  it('closes a cursor early and cancels a statement: the calls stop, and the connections go on', () => {
    expect(calls.rows('after closing')).toEqual([['1']]);
    expect(calls.rows('of the pool')).toEqual([['2']]);
    expect(calls.error('cancelled').state).toBe('HY008');
    expect(calls.rows('after cancelling')).toEqual([['1']]);
  });
});
