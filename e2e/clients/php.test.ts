/** PHP by its odbc_* functions and by PDO: the catalog, every type, parameters, writes, errors, and leaving a result early. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectCatalog, expectParameters, expectErrors } from '../support/client-expectations.ts';
import type { ClientCalls } from '../support/client-program.ts';
import { ClientStage, longText, madeCells, samples } from '../support/client-stage.ts';
import { hasDriver, missingTool } from '../support/tools.ts';

const modules = spawnSync('/usr/bin/php', ['-m'], { encoding: 'utf8' }).stdout ?? '';
const missing = missingTool(hasDriver && /^odbc$/m.test(modules) && /^PDO_ODBC$/m.test(modules));

let stage: ClientStage;

describe.skipIf(missing)('PHP (skipped without its ODBC modules or the driver)', () => {
  beforeAll(async () => {
    stage = await ClientStage.set();
  });

  afterAll(() => stage.leave());

  // The functions odbc_* are an application of ODBC 2, which has other SQLSTATEs.
  describe.each([
    ['odbc', 'S0002', 'S0022', '37000'],
    ['PDO', '42S02', '42S22', '42000'],
  ])('by %s', (way, noTable, noColumn, wrongSyntax) => {
    let calls: ClientCalls;

    beforeAll(async () => {
      stage.comments.length = 0;
      calls = await stage.run(['/usr/bin/php', path.join(import.meta.dirname, 'php-calls.php'), way]);
    }, 120_000);

    it('lists schemas and tables, by odbc_* columns and keys, too', () => {
      if (way === 'odbc') return expectCatalog(calls);
      expect(calls.rows('schemas')).toEqual(
        expect.arrayContaining([['Information'], ['harbor-app'], ['tide.tables']]),
      );
      expect(calls.rows('tables')).toContainEqual(['PullRequests', 'BASE TABLE']);
    });

    it('reads a value of every type, and NULL', () => {
      expect(calls.rows('made')).toEqual([madeCells]);
    });

    it('reads a long text whole: by PDO whatever the driver tells, by odbc_* where that is enough', () => {
      expect(calls.rows('long')).toEqual([[longText]]);
    });

    it.each(samples.map((sample, place) => [sample, place] as const))('reads %s', async (sample, place) => {
      expect(calls.rows(`sample ${place}`)).toEqual(await stage.expectedOf(sample));
    });

    it('takes parameters, NULL among them', () => {
      expectParameters(calls, [null]);
      expect(calls.rows('arithmetic')).toEqual([['42']]);
    });

    it('gets errors with their SQLSTATE and what to do, and goes on', () => {
      expectErrors(calls, { noTable, noColumn, wrongSyntax });
    });

    it('writes with autocommit and in a transaction, each row once', () => {
      expect(calls.rows('autocommit')).toEqual([['1'], [`größe 🌊 ${way} autocommit`, null]]);
      expect(calls.rows('transaction')).toEqual([
        [`one ${way} transaction`, 'README.md'],
        [`it's ${way} transaction`, null],
      ]);
      expect(calls.rows('rollback')).toEqual([[`a ${way} rollback`, null]]);
      expect(stage.comments).toEqual([1, 2, 1]);
    });

    it('closes a result early: the calls stop, and the connection goes on', () => {
      expect(calls.rows('after closing')).toEqual([['1']]);
    });
  });
});
