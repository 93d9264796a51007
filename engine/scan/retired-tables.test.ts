/** The tables of the tracker that Bitbucket removed say so, or are empty, as the property RetiredTables has it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import { apiTables } from '../catalog/tables.ts';
import { compare, number } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan();
});
afterEach(() => {
  scan.reset();
});
afterAll(() => scan.close());

const retired = apiTables.filter((table) => table.retired !== undefined);

it('are the family of issues', () => {
  expect(retired.map(({ name }) => name).sort()).toEqual([
    'Components',
    'IssueAttachments',
    'IssueChanges',
    'IssueComments',
    'Issues',
    'Milestones',
    'Versions',
  ]);
});

describe.each(retired)('$name', (table) => {
  const predicates = [null, ...(table.parent === undefined ? [] : [compare('IssueId', '=', number(3))])];

  it.each(predicates)('fails once the tracker is gone, and says why (%j)', async (predicate) => {
    scan.sandbox.modes.issueTracker = 'removed';
    const error = await failureOf(readScan(scan.source(), requestFor('api', table, { predicate })));
    expect(error.sqlState).toBe('58000');
    expect(error.message).toContain('20 August 2026');
    expect(error.hint).toContain('RetiredTables=empty');
  });

  it.each(predicates)('is empty then where that is wanted (%j)', async (predicate) => {
    scan.sandbox.modes.issueTracker = 'removed';
    const source = scan.source({ retiredTables: 'empty' });
    const { rows } = await readScan(source, requestFor('api', table, { predicate }));
    expect(rows).toEqual([]);
  });
});
