/** Perl with DBI and DBD::ODBC: the catalog, every type, parameters, writes, errors, and leaving a result early. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectCatalog, expectParameters, expectErrors } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, madeCells, samples } from '../support/client-stage.ts';
import { hasDriver, missingTool } from '../support/tools.ts';

const hasModule = spawnSync('/usr/bin/perl', ['-MDBD::ODBC', '-e', '1']).status === 0;

/** Whether the process waits in a call of the system. */
async function isAsleep(pid: number | undefined): Promise<boolean> {
  const state = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1);
  return state?.startsWith('S') === true;
}

describe.skipIf(missingTool(hasDriver && hasModule))('DBD::ODBC (skipped without it or the driver)', () => {
  let stage: ClientStage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await ClientStage.set();
    calls = await stage.run(['/usr/bin/perl', path.join(import.meta.dirname, 'perl-calls.pl')], {
      waiting: async (child) => {
        await stage.reached();
        // Before the program waits the signal would close the result, and find no fetch to cancel.
        await vi.waitFor(async () => expect(await isAsleep(child.pid)).toBe(true), 10_000);
        child.kill('SIGUSR1');
      },
    });
  }, 120_000);

  afterAll(() => stage.leave());

  it('lists schemas, tables, columns and keys', () => {
    expectCatalog(calls);
  });

  it('reads a value of every type, and NULL', () => {
    expect(calls.rows('made')).toEqual([madeCells]);
  });

  it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
    expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
  });

  it('is told of a text that is longer than its buffer, and does not take a part for all of it', () => {
    expect(calls.error('too long')).toEqual({
      state: '01004',
      message: expect.stringContaining('long truncated') as unknown,
    });
  });

  it('takes parameters, NULL among them', () => {
    expectParameters(calls, [null, 'x'.repeat(3000)]);
  });

  it('gets errors with their SQLSTATE and what to do, and goes on', () => {
    expectErrors(calls);
  });

  it('writes with autocommit, in a transaction and from arrays, each row once', () => {
    expect(calls.rows('autocommit')).toEqual([['1'], ['größe 🌊 autocommit']]);
    expect(calls.rows('transaction')).toEqual([['one transaction'], ["it's transaction"]]);
    expect(calls.rows('array')).toEqual([['a array'], ['b array']]);
    expect(calls.rows('rollback')).toEqual([['a rollback']]);
    expect(stage.comments).toEqual([1, 2, 1, 2]);
  });

  it('finishes a result early and cancels it, by a signal too: the calls stop, and the connection goes on', () => {
    expect(calls.rows('after closing')).toEqual([['1']]);
    expect(calls.rows('after cancelling')).toEqual([['1']]);
    expect(calls.error('cancelled').state).toBe('HY008');
    expect(calls.rows('after the signal')).toEqual([['1']]);
  });
});
