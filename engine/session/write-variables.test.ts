/** Variables of pipelines: what is written, what is told of it, and that their values are told nowhere else. */
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

const repository = '/repositories/lighthouse/harbor-app';

async function environment(): Promise<string> {
  const { rows } = await run(session, 'SELECT UUID FROM Environments ORDER BY Rank LIMIT 1');
  bench.sandbox.clearRequests();
  return String(rows[0]?.[0]);
}

type Found = Record<string, unknown>;

async function valuesAt(path: string): Promise<readonly Found[]> {
  return (await bench.get(`${path}?pagelen=100`))['values'] as readonly Found[];
}

describe.each([
  { table: 'PipelineVariables', path: `${repository}/pipelines_config/variables` },
  {
    table: 'Information.WorkspacePipelineVariables',
    path: '/workspaces/lighthouse/pipelines-config/variables',
  },
  { table: 'EnvironmentVariables', path: '' },
])('$table', ({ table, path }) => {
  let list = path;
  let parent: { readonly columns: string; readonly values: string; readonly where: string };
  beforeAll(async () => {
    parent = { columns: '', values: '', where: '' };
    if (path !== '') return;
    const id = await environment();
    list = `${repository}/deployments_config/environments/${encodeURIComponent(id)}/variables`;
    parent = { columns: 'EnvironmentUUID, ', values: `'${id}', `, where: `EnvironmentUUID = '${id}' AND ` };
  });

  it('is inserted into, updated and deleted from, one call a row', async () => {
    const { tag, rows } = await run(
      session,
      `INSERT INTO ${table} (${parent.columns}Key, Value) VALUES (${parent.values}'DEPTH', 'six "fathoms"'), (${parent.values}'TIDE', '')
       RETURNING Key, Value, Secured, UUID`,
    );
    expect(tag).toBe('INSERT 0 2');
    expect(bench.requests()).toEqual([`POST ${list}`, `POST ${list}`]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['DEPTH', 'six "fathoms"', false],
      ['TIDE', '', false],
    ]);
    const id = String(rows[0]?.[3]);
    const before = (await valuesAt(list)).find(({ uuid }) => uuid === id);
    expect(before).toMatchObject({ key: 'DEPTH', value: 'six "fathoms"', secured: false });

    const one = `${list}/${encodeURIComponent(id)}`;
    bench.sandbox.clearRequests();
    const renamed = await run(
      session,
      `UPDATE ${table} SET Key = 'DEEP' WHERE ${parent.where}UUID = '${id}' RETURNING Key, Value`,
    );
    expect(renamed).toMatchObject({ tag: 'UPDATE 1', rows: [['DEEP', 'six "fathoms"']] });
    expect(bench.requests()).toEqual([`PUT ${one}`]);
    expect((await valuesAt(list)).find(({ uuid }) => uuid === id)).toEqual({ ...before, key: 'DEEP' });

    bench.sandbox.clearRequests();
    expect(
      (await run(session, `DELETE FROM ${table} WHERE ${parent.where}Key IN ('DEEP', 'TIDE')`)).tag,
    ).toBe('DELETE 2');
    expect(bench.requests()).toHaveLength(2);
    expect((await valuesAt(list)).map(({ key }) => key)).not.toContain('DEEP');
  });

  it('keeps a secured value to itself, and the value when the key changes', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO ${table} (${parent.columns}Key, Value, Secured) VALUES (${parent.values}'SEAL', 'octopus-ink', true) RETURNING UUID, Value, Secured`,
    );
    expect(rows[0]?.slice(1)).toEqual([null, true]);
    const where = `WHERE ${parent.where}UUID = '${String(rows[0]?.[0])}'`;
    await run(session, `UPDATE ${table} SET Key = 'WAX' ${where}`);
    expect((await run(session, `SELECT Key, Value, Secured FROM ${table} ${where}`)).rows).toEqual([
      ['WAX', null, true],
    ]);
    expect(await failure(session, `UPDATE ${table} SET Secured = false ${where}`)).toMatchObject({
      sqlState: '58000',
      message: expect.stringContaining('without a new value') as unknown,
    });
    await run(session, `DELETE FROM ${table} ${where}`);
  });

  it('is refused in words', async () => {
    const insert = (columns: string, values: string): string =>
      `INSERT INTO ${table} (${parent.columns}${columns}) VALUES (${parent.values}${values})`;
    expect(await failure(session, insert('Key', `'A'`))).toMatchObject({
      sqlState: '23502',
      message: expect.stringContaining('needs Value') as unknown,
    });
    expect(await failure(session, insert('Key, Value, UUID', `'A', 'b', '{}'`))).toMatchObject({
      sqlState: '0A000',
    });
    expect(bench.requests()).toEqual([]);
    expect(await failure(session, insert('Key, Value', `'NODE_ENV', 'b'`))).toMatchObject({
      sqlState: '23505',
      message: expect.stringMatching(/status 409: .*already exists/) as unknown,
    });
    expect(await failure(session, insert('Key, Value', `'1 A', 'b'`))).toMatchObject({
      sqlState: '58000',
      message: expect.stringContaining('letters, digits') as unknown,
    });
  });

  it('names the scope that the credential lacks', async () => {
    const token = bench.sandbox.issueAccessToken(['repository', 'pipeline', 'pipeline:write']);
    const guest = await bench.open(`AccessToken=${token};Schema=harbor-app`);
    const sql = `INSERT INTO ${table} (${parent.columns}Key, Value) VALUES (${parent.values}'A', 'b')`;
    expect(await failure(guest, sql)).toMatchObject({
      sqlState: '42501',
      message: expect.stringContaining('pipeline:variable') as unknown,
    });
  });
});
