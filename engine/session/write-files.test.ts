/** Files by INSERT: each row a commit, with all that a commit changes. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=harbor-app');
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

const upload = 'POST /repositories/lighthouse/harbor-app/src';

async function rowsOf(sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await run(session, sql)).rows;
}

const headOf = async (branch: string): Promise<string> =>
  String((await rowsOf(`SELECT TargetCommitHash FROM Branches WHERE Name = '${branch}'`))[0]?.[0]);

describe('INSERT INTO Files', () => {
  it('commits each row onto the main branch, over what is at its path', async () => {
    const before = await headOf('main');
    const { tag } = await run(
      session,
      `INSERT INTO Files (Path, Content, Message) VALUES
         ('docs/größe 100%.md', 'Flut' || chr(10) || 'Größe', 'Say how high'), ('README.md', '', NULL)`,
    );
    expect(tag).toBe('INSERT 0 2');
    expect(bench.requests()).toEqual([upload, upload]);
    expect(
      await rowsOf(
        `SELECT Path, Type, Size, Content, Branch FROM Files WHERE Path IN ('README.md', 'docs/größe 100%.md') ORDER BY Size`,
      ),
    ).toEqual([
      ['README.md', 'commit_file', 0n, null, null],
      ['docs/größe 100%.md', 'commit_file', 12n, null, null],
    ]);
    const commits = await rowsOf('SELECT Hash, Message, Parents FROM Commits LIMIT 3');
    const [second, first, old] = commits.map(([hash]) => String(hash));
    expect(old).toBe(before);
    expect(await headOf('main')).toBe(second);
    expect(commits.map(([, message]) => message).slice(0, 2)).toEqual([
      'Commit files via the API',
      'Say how high',
    ]);
    expect([String(commits[0]?.[2]), String(commits[1]?.[2])]).toEqual([
      expect.stringContaining(String(first)),
      expect.stringContaining(before),
    ]);
    expect(
      await rowsOf(
        `SELECT Status, LinesAdded, NewPath FROM DiffStat WHERE Spec IN ('${first}', '${second}') ORDER BY 1`,
      ),
    ).toEqual([
      ['added', 2, 'docs/größe 100%.md'],
      ['modified', 0, 'README.md'],
    ]);
    expect(await rowsOf(`SELECT count(*) FROM CommitStatuses WHERE CommitHash = '${second}'`)).toEqual([
      [0n],
    ]);
  });

  it('is known by its path in sys_identity', async () => {
    await run(session, `INSERT INTO Files (Path, Content) VALUES ('docs/known.md', 'x')`);
    expect(await rowsOf('SELECT * FROM sys_identity')).toEqual([
      expect.arrayContaining(['Files', 'docs/known.md']),
    ]);
  });

  it('makes a branch that there is not, and leaves the main branch where it is', async () => {
    const main = await headOf('main');
    const sql = (path: string): string =>
      `INSERT INTO Files (Path, Content, Branch, Author) VALUES ('${path}', 'x', 'walk/tide', 'Ann <ann@tide.example>')`;
    await run(session, sql('message'));
    await run(session, sql('/branch'));
    expect(await headOf('main')).toBe(main);
    const head = await headOf('walk/tide');
    const where = `WHERE Path IN ('message', 'branch')`;
    expect(await rowsOf(`SELECT count(*) FROM Files ${where}`)).toEqual([[0n]]);
    expect(await rowsOf(`SELECT Path FROM Files ${where} AND CommitHash = '${head}' ORDER BY 1`)).toEqual([
      ['branch'],
      ['message'],
    ]);
    expect(await rowsOf(`SELECT AuthorRaw FROM Commits WHERE Hash = '${head}'`)).toEqual([
      ['Ann <ann@tide.example>'],
    ]);
  });

  it('says in what Bitbucket refuses how far it came', async () => {
    const sql = `INSERT INTO Files (Path, Content) VALUES ('walk/a.md', 'x'), ('walk/../b.md', 'x')`;
    expect(await failure(session, sql)).toMatchObject({
      message: expect.stringMatching(/^Row 2 of 2 .* 1 row was written: Path walk\/a\.md\.$/) as unknown,
    });
    const reader = await bench.open(
      `AccessToken=${bench.sandbox.issueAccessToken(['repository'])};Schema=harbor-app`,
    );
    expect(await failure(reader, `INSERT INTO Files (Path, Content) VALUES ('a', 'x')`)).toMatchObject({
      sqlState: '42501',
      message: expect.stringContaining('repository:write') as unknown,
    });
  });
});
