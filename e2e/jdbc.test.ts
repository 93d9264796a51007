/** The JDBC driver of PostgreSQL over TCP with a password, as DBeaver and many others use it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProcedure } from '../engine/catalog/procedures.ts';
import { findTable } from '../engine/catalog/tables.ts';
import { Stage } from './support/stage.ts';
import { hasProgram, missingTool } from './support/tools.ts';

const driver = '/usr/share/java/postgresql.jar';
const missing = missingTool(hasProgram('javac') && existsSync(driver));

describe.skipIf(missing)('JDBC (skipped without a JDK or the driver)', () => {
  let stage: Stage;
  /** The rows by call. */
  let calls: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    stage = await Stage.set({ host: ['--listen', '127.0.0.1:0'] });
    const endpoint = await readFile(path.join(stage.runDir, 'endpoint.json'), 'utf8');
    const { tcp, password } = JSON.parse(endpoint) as {
      tcp: { host: string; port: number };
      password: string;
    };
    const address = `jdbc:postgresql://${tcp.host}:${tcp.port}/Harbor`;
    const source = path.join(import.meta.dirname, 'support', 'JdbcCalls.java');
    const args = [
      '-Dfile.encoding=UTF-8',
      '-Duser.timezone=UTC',
      '-cp',
      driver,
      source,
      address,
      'erika',
      password,
    ];
    // Which page has come when the cursor is closed is chance; that the tenth has not, is not.
    stage.sandbox.faults.hold({ path: '/harbor-app/pullrequests', page: 10 });
    const { stdout, stderr } = await stage.place.run('java', args);
    expect(stderr).toBe('');
    const byCall = new Map<string, string[]>();
    for (const line of stdout.trimEnd().split('\n')) {
      const [call = '', row = ''] = line.split('\t');
      byCall.set(call, [...(byCall.get(call) ?? []), row]);
    }
    calls = byCall;
  }, 120_000);

  afterAll(() => stage.leave());

  const rows = (call: string): readonly string[] => calls.get(call) ?? [];

  it('getSchemas and getTables list what there is, with comments', () => {
    expect(rows('schemas')).toEqual(
      expect.arrayContaining(['AllRepositories', 'HARBOR', 'Information', 'beacon']),
    );
    const { description } = findTable('PullRequestComments') ?? {};
    expect(rows('tables')).toContain(`beacon|PullRequestComments|TABLE|${description}`);
    expect(rows('tables').every((row) => row.startsWith('beacon|PullRequest'))).toBe(true);
  });

  it('getColumns tells types, lengths and comments', () => {
    expect(rows('columns')).toContain(
      'Id|-5|int8|19|0|1|The number of the pull request, unique in its repository.',
    );
    expect(rows('columns')).toContain('Title|12|varchar|255|0|2|The title.');
    expect(rows('columns')).toContain('IsDraft|-7|bool|1|1|6|Whether the pull request is a draft.');
  });

  it('keys and indexes come from the model', () => {
    expect(rows('primaryKeys').toSorted()).toEqual([
      'Id|2|PullRequests_pkey',
      'RepositorySlug|1|PullRequests_pkey',
    ]);
    expect(rows('importedKeys')).toEqual([
      'Information|Users|UUID|beacon|ResolvedByUUID|1|PullRequestComments_ResolvedByUUID_fkey',
      'Information|Users|UUID|beacon|UserUUID|1|PullRequestComments_UserUUID_fkey',
      'beacon|PullRequestComments|Id|beacon|ParentId|1|PullRequestComments_ParentId_fkey',
      'beacon|PullRequests|Id|beacon|PullRequestId|1|PullRequestComments_PullRequestId_fkey',
    ]);
    expect(rows('exportedKeys')).toContain('Id|PullRequestTasks|CommentId');
    expect(rows('indexInfo')).toEqual(['f|PullRequests_pkey|1|RepositorySlug', 'f|PullRequests_pkey|2|Id']);
    expect(rows('bestRow')).toEqual(['Id']);
  });

  it('types, procedures, privileges and keywords are told', () => {
    expect(rows('typeInfo')).toEqual(
      expect.arrayContaining(['varchar|12', 'int8|-5', 'timestamp|93', 'json|1111']),
    );
    expect(rows('procedures')).toContain(`StopPipeline|${findProcedure('StopPipeline')?.description}`);
    expect(rows('procedureColumns')).toEqual(
      expect.arrayContaining(['PipelineUUID|1|12', 'RepositorySlug|1|12']),
    );
    expect(rows('functions')).toEqual([]);
    expect(rows('privileges')).toEqual(['erika|SELECT']);
    expect(rows('keywords')).toEqual(['true|63']);
  });

  it('a prepared statement takes and gives every type, as text and in binary', () => {
    const row =
      "-5|1152921504606846976|1.5|Grüße 'x'|true|2026-01-02|2026-01-02 03:04:05.123456|03:04:05|12.2500000000|7|0.25";
    expect(rows('prepared')).toEqual(Array.from({ length: 7 }, () => row));
    expect(rows('nulls')).toEqual([Array.from({ length: 11 }, () => 'null').join('|')]);
  });

  it('a statement is described before it runs, with the table of its columns', () => {
    expect(rows('described')).toEqual([
      'Id|int8|19|0|beacon|PullRequests|Id',
      't|varchar|255|0|beacon|PullRequests|Title',
      'n|int8|19|2|||',
      '1|varchar',
    ]);
  });

  it('arrays go both ways', () => {
    const task = 'PullRequestTasks_RepositorySlug_CommentId_fkey';
    expect(rows('arrays').filter((row) => row.includes(task))).toEqual(
      Array.from({ length: 7 }, (_, run) =>
        expect.stringMatching(
          `^${run}\\|${task}\\|\\[1, \\d+\\]\\|\\[1, 3\\]\\|\\[RepositorySlug, CommentId\\]$`,
        ),
      ),
    );
  });

  it('a cursor reads in pieces and stops early', () => {
    expect(rows('cursor')).toEqual(['60']);
    const pages = stage.sandbox.requests.filter(({ path: each }) =>
      each.endsWith('/harbor-app/pullrequests'),
    );
    // 2,000 rows would be 40.
    expect(pages.length).toBeLessThan(40);
  });

  it('what takes too long, is cancelled or is wrong ends with its SQLSTATE, and the connection goes on', () => {
    expect(rows('timeout')).toEqual([expect.stringMatching(/^error\|57014\|/)]);
    expect(rows('cancel')).toEqual([expect.stringMatching(/^error\|57014\|/)]);
    expect(rows('error')).toEqual([expect.stringMatching(/^error\|42703\|/)]);
    expect(rows('after')).toEqual(['1']);
    expect(rows('connection')).toEqual(['harbor-app|true']);
  });
});
