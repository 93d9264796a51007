/** What a new user has after `npm start`: every client of the README reads the sample data, with nothing else set up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasDriver, hasProgram, hasPythonModule, missingTool } from './support/tools.ts';
import { Workplace, type RunningProgram } from './support/workplace.ts';

let place: Workplace;
let engine: RunningProgram;

beforeAll(async () => {
  place = await Workplace.enter();
  engine = await place.start(['start']);
});

afterAll(() => place.leave());

describe('after the first start', () => {
  it('prints an address of the administrator with a one-time code', () => {
    expect(engine.ready['line']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#code=.+/);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('isql reads open pull requests', async () => {
    const sql = "SELECT Id, Title, State FROM PullRequests WHERE State = 'OPEN'\n";
    const { stdout, status } = await place.run('isql', ['-v', '-b', '-d|', 'Sandbox'], { input: sql });
    expect(status).toBe(0);
    // Titles may hold line breaks, so rows are counted by their ends.
    expect(stdout.match(/\|OPEN\|?$/gm)?.length).toBeGreaterThan(10);
    expect(stdout).not.toMatch(/\|(MERGED|DECLINED|SUPERSEDED)\|?$/m);
  });

  it.skipIf(missingTool(hasProgram('psql')))('psql counts the system tables', async () => {
    const args = ['-h', `${place.dataDir}/run`, '-p', '54330', '-d', 'Sandbox', '-At'];
    const { stdout, stderr } = await place.run('psql', [...args, '-c', 'SELECT count(*) FROM sys_tables']);
    expect(stderr).toBe('');
    expect(Number(stdout)).toBeGreaterThan(10);
  });

  it.skipIf(missingTool(hasDriver && hasPythonModule('pyodbc')))('pyodbc reads the workspaces', async () => {
    const script =
      "import pyodbc; print(pyodbc.connect('DSN=Sandbox').execute('SELECT Slug FROM Workspaces').fetchall())";
    const { stdout, stderr } = await place.run('/usr/bin/python3', ['-c', script]);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe("[('lighthouse', )]");
  });

  it('the command line joins pull requests with their authors', async () => {
    const sql =
      'SELECT p.Title, a.DisplayName FROM PullRequests p JOIN Users a ON a.UUID = p.AuthorUUID LIMIT 5';
    const { stdout } = await place.drawbridge(['query', '--dsn', 'Sandbox', '--format', 'json', sql]);
    const rows = JSON.parse(stdout) as { Title: string; DisplayName: string }[];
    expect(rows).toHaveLength(5);
    expect(rows.every((row) => row.Title !== '' && row.DisplayName !== '')).toBe(true);
  });

  it('a second start finds the engine and ends', async () => {
    const { status, stdout, stderr } = await place.drawbridge(['start']);
    expect(status).toBe(0);
    expect(stderr).toContain('runs already');
    expect(stdout).toMatch(/#code=/);
  });

  it('a second host says who runs and stops with 1', async () => {
    const { status, stderr } = await place.drawbridge(['host']);
    expect(status).toBe(1);
    expect(stderr).toContain(`process ${engine.child.pid}`);
  });
});
