/** unixODBC's own isql and iusql: the catalog, every type, rows of a table, a write, and errors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientStage, madeCells, madeRow, samples } from '../support/client-stage.ts';
import { hasDriver, hasProgram, missingTool } from '../support/tools.ts';

const users = samples[2];
const pullRequests = 'SELECT Id, State, IsDraft, CreatedOn, ClosedOn FROM PullRequests ORDER BY Id LIMIT 30';
const statements = (program: string): readonly string[] => [
  'help',
  'help PullRequests',
  madeRow.replaceAll('\n', ' '),
  users,
  pullRequests,
  'SELECT Id FROM PullRequest',
  `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (7, 'it''s ${program}')`,
  `SELECT 'after', ContentRaw FROM PullRequestComments WHERE PullRequestId = 7 AND ContentRaw LIKE '% ${program}'`,
];

/** NULL and separators at the end of a row are the same here. */
const trimmed = (line: string): string => line.replace(/\|+$/, '');
const line = (cells: readonly (string | null)[]): string =>
  trimmed(cells.map((cell) => cell ?? '').join('|'));

const missing = missingTool(hasDriver && hasProgram('isql') && hasProgram('iusql'));

describe.skipIf(missing)('unixODBC (skipped without it or the driver)', () => {
  let stage: ClientStage;

  beforeAll(async () => {
    stage = await ClientStage.set();
  });

  afterAll(() => stage.leave());

  describe.each(['isql', 'iusql'])('%s', (program) => {
    let lines: readonly string[];
    let errors: string;

    beforeAll(async () => {
      const input = `${statements(program).join('\n')}\n`;
      const { place } = stage.stage;
      const { stdout, stderr } = await place.run(program, ['-v', '-b', '-d|', 'Harbor'], { input });
      lines = stdout.split('\n').map((each) => trimmed(each));
      errors = stdout + stderr;
    });

    it('lists tables in their schemas, and columns', () => {
      expect(lines.filter((each) => each.startsWith('Bitbucket|harbor-app|PullRequests|'))).toEqual(
        expect.arrayContaining([
          'Bitbucket|harbor-app|PullRequests|TABLE|The pull requests of the repository, whatever their state.',
          'Bitbucket|harbor-app|PullRequests|Title|-9|VARCHAR|255|510|||0|The title.||-9||510|2|NO',
        ]),
      );
      expect(lines.some((each) => each.startsWith('Bitbucket|tide.tables|PullRequests|TABLE|'))).toBe(true);
    });

    // iusql prints the low byte of each UTF-16 unit only.
    if (program === 'isql')
      it('reads a value of every type, NULL, and texts of any script', async () => {
        expect(lines).toContain(line(madeCells));
        const rows = await stage.expectedOf(users);
        expect(lines).toEqual(expect.arrayContaining(rows.map(line)));
      });

    if (program === 'iusql')
      it('reads a value of every type, and NULL', () => {
        const cells = madeCells.map((cell) => cell ?? '');
        const words = cells.findIndex((cell) => /\P{ASCII}/u.test(cell));
        const row = lines.map((each) => each.split('|')).find(([small]) => small === cells[0]);
        expect(row?.slice(0, words)).toEqual(cells.slice(0, words));
        // The low byte of the wave is the end of a line; what follows stands in the next.
        const times = cells.slice(words + 1, words + 4).join('|');
        expect(lines.some((each) => each.includes(`|${times}|`))).toBe(true);
      });

    it('reads numbers, booleans and times of a table, and NULL', async () => {
      const rows = await stage.expectedOf(pullRequests);
      expect(lines).toEqual(expect.arrayContaining(rows.map(line)));
    });

    it('writes, shows an error and what to do, and goes on', () => {
      expect(errors).toMatch(/no table PullRequest .*Did you mean PullRequests\?/);
      // isql is an application of ODBC 2, which has other SQLSTATEs; iusql shows none.
      if (program === 'isql') expect(errors).toContain('[S0002]');
      expect(lines).toContain(`after|it's ${program}`);
    });
  });
});
