/** The tree of a commit: that of the main branch, or those of the commits that a statement names. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { both, compare, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
let old: string;
beforeAll(async () => {
  scan = await sandboxScan();
  const { rows } = await readScan(scan.source(), requestFor('api', tableNamed('Commits')));
  old = String(rows.at(-1)?.['Hash']);
});
beforeEach(() => scan.reset());
afterAll(() => scan.close());

const read = async (name: string, predicate: Predicate | null) => {
  const { rows } = await readScan(scan.source(), requestFor('api', tableNamed(name), { predicate }));
  return rows;
};
/** Below the repository. */
const calls = () =>
  scan.sandbox.requests.flatMap(({ path }) => /^\/2\.0\/repositories\/\w+\/api\/(.*)$/.exec(path)?.[1] ?? []);
const commit = (hash: string): Predicate => compare('CommitHash', '=', text(hash));

describe('Files', () => {
  it('holds the whole tree of the newest commit, whose hash its rows tell', async () => {
    const rows = await read('Files', null);
    expect(rows.map(({ Path }) => Path)).toContain('test/größe/file_2');
    expect(new Set(rows.map(({ CommitHash }) => CommitHash)).size).toBe(1);
    expect(calls().filter((path) => path === 'src/HEAD/')).not.toEqual([]);
  });

  it('finds the newest commit by the main branch where the server does not know it as HEAD', async () => {
    const rows = await read('Files', null);
    scan.reset();
    const unknown = { kind: 'status', status: 404 } as const;
    scan.sandbox.faults.add({ match: { path: '/HEAD/' }, fault: unknown, times: 'always' });
    const found = await readScan(scan.source(), requestFor('api', tableNamed('Files')));
    expect(found.rows).toEqual(rows);
    expect(found.notices).toEqual([]);
  });

  it('holds the tree of a commit that is named, which had fewer files', async () => {
    const rows = await read('Files', commit(old));
    expect(new Set(rows.map(({ CommitHash }) => CommitHash))).toEqual(new Set([old]));
    expect(rows.length).toBeLessThan((await read('Files', null)).length);
    expect(calls()[0]).toBe(`src/${old}/`);
  });

  it('lists one directory with what is below it, its slashes kept in the address', async () => {
    const rows = await read('Files', compare('Directory', '=', text('test/größe')));
    expect(rows.map(({ Path }) => String(Path).startsWith('test/größe/'))).not.toContain(false);
    expect(calls()[0]).toBe('src/HEAD/test/gr%C3%B6%C3%9Fe');
  });

  it('has no row for what is no hash, without a call', async () => {
    expect(await read('Files', commit('main'))).toEqual([]);
    expect(calls()).toEqual([]);
  });

  it.each(['CommitHash', 'Directory'])(
    'refuses a comparison with part of %s, instead of looking in one tree',
    async (name) => {
      const error = await failureOf(read('Files', compare(name, 'contains', text('ab'))));
      expect(error.sqlState).toBe('0A000');
      expect(error.hint).toContain(`${name} = `);
      expect(calls()).toEqual([]);
    },
  );

  it.each(['..', 'src/../..', 'docs/.'])('does not leave the tree by %s', async (directory) => {
    await failureOf(read('Files', compare('Directory', '=', text(directory))));
    expect(calls()).toEqual([]);
  });
});

describe('FileHistory', () => {
  it('costs one call for a file of a commit', async () => {
    const rows = await read('FileHistory', both(commit(old), compare('Path', '=', text('bin/run.sh'))));
    expect(rows.map(({ ChangeCommitHash }) => ChangeCommitHash)).toEqual([old]);
    expect(rows[0]?.['ChangeDate']).not.toBeNull();
    expect(calls()).toEqual([`filehistory/${old}/bin/run.sh`]);
  });

  it('is read for files and not for directories', async () => {
    await read('FileHistory', null);
    const files = (await read('Files', null)).filter(({ Type }) => Type === 'commit_file');
    expect(calls().filter((path) => path.startsWith('filehistory/'))).toHaveLength(files.length);
  });
});
