/** What pipelines are set up with, and forks: what the walk over the catalog does not see. */
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

const app = '/repositories/lighthouse/harbor-app';

describe.each([
  { table: 'PipelineRunners', path: `${app}/pipelines-config/runners` },
  { table: 'WorkspacePipelineRunners', path: '/workspaces/lighthouse/pipelines-config/runners' },
])('$table', ({ table, path }) => {
  it('tells the secret of a new runner to RETURNING alone, and keeps the labels that an update does not name', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO ${table} (Name, Labels) VALUES ('Quay', '["self.hosted","arm"]') RETURNING UUID, OAuthClientSecret`,
    );
    const [uuid, secret] = (rows[0] ?? []) as readonly string[];
    expect(secret).toMatch(/^[\w-]{40,}$/);
    expect(bench.requests()).toEqual([`POST ${path}`]);

    await run(session, `UPDATE ${table} SET Name = 'Pier' WHERE UUID = '${uuid}'`);
    const after = await run(
      session,
      `SELECT Name, Labels, OAuthClientSecret FROM ${table} WHERE UUID = '${uuid}'`,
    );
    expect(after.rows).toEqual([['Pier', '["self.hosted","arm"]', null]]);
    for (const kept of ['sys_queries', 'sys_requests']) {
      const { rows: told } = await run(session, `SELECT * FROM ${kept}`);
      const text = JSON.stringify(told, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      expect(text).not.toContain(secret);
    }
  });
});

describe('PipelineKnownHosts', () => {
  it('is sent the key again when only the host changes', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO PipelineKnownHosts (Hostname, PublicKeyType, PublicKey)
       VALUES ('quay.example', 'ssh-ed25519', 'UVVBWQ==') RETURNING UUID, PublicKeySHA256Fingerprint`,
    );
    const [uuid, print] = (rows[0] ?? []) as readonly string[];
    await run(session, `UPDATE PipelineKnownHosts SET Hostname = 'pier.example' WHERE UUID = '${uuid}'`);
    const after = await run(
      session,
      `SELECT Hostname, PublicKeyType, PublicKey, PublicKeySHA256Fingerprint FROM PipelineKnownHosts WHERE UUID = '${uuid}'`,
    );
    expect(after.rows).toEqual([['pier.example', 'ssh-ed25519', 'UVVBWQ==', print]]);
  });
});

describe('PipelineCaches', () => {
  it('can be emptied by name, and takes no rows', async () => {
    const { tag } = await run(session, `DELETE FROM PipelineCaches WHERE Name = 'node'`);
    expect(tag).toBe('DELETE 1');
    expect(bench.requests()).toEqual([
      expect.stringMatching(`^DELETE ${app}/pipelines-config/caches/[^/]+$`),
    ]);
    expect(await failure(session, `INSERT INTO PipelineCaches (Name) VALUES ('x')`)).toMatchObject({
      sqlState: '0A000',
      message: expect.stringContaining('the runs of pipelines make them') as unknown,
      hint: 'What it takes is DELETE.',
    });
  });
});

describe('PipelineConfig', () => {
  it('switches pipelines off and on', async () => {
    await run(session, 'UPDATE PipelineConfig SET Enabled = false');
    expect(bench.requests()).toEqual([`PUT ${app}/pipelines_config`]);
    expect(await bench.get(`${app}/pipelines_config`)).toMatchObject({ enabled: false });
    await run(session, 'UPDATE PipelineConfig SET Enabled = true');
    expect(await bench.get(`${app}/pipelines_config`)).toMatchObject({ enabled: true });
  });
});

describe('Forks', () => {
  it('makes a fork in the workspace, which is a schema from then on', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO Forks (Name, IsPrivate) VALUES ('Harbor of paper', true) RETURNING Slug, ParentFullName, IsPrivate`,
    );
    expect(rows).toEqual([['harbor-of-paper', 'lighthouse/harbor-app', true]]);
    expect(bench.requests()).toEqual([`POST ${app}/forks`]);
    expect(await bench.get('/repositories/lighthouse/harbor-of-paper')).toMatchObject({
      name: 'Harbor of paper',
      workspace: { slug: 'lighthouse' },
    });
    const schemas = await run(
      session,
      `SELECT count(*) FROM sys_schemas WHERE SchemaName = 'harbor-of-paper'`,
    );
    expect(schemas.rows).toEqual([[1n]]);
    const branches = await run(session, `SELECT count(*) FROM "harbor-of-paper".Branches`);
    expect(branches.rows).toEqual([[0n]]);
  });

  it('leaves changes and deletion to Repositories', async () => {
    expect(await failure(session, `DELETE FROM Forks WHERE Name = 'Harbor of paper'`)).toMatchObject({
      sqlState: '0A000',
      message: expect.stringContaining('changes in Repositories') as unknown,
    });
    expect(bench.requests()).toEqual([]);
  });
});
