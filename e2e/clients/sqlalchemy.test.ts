/** Python with SQLAlchemy over two drivers: reflection of whole schemas, as Superset and pandas do it, and statements that it writes. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTable } from '../../engine/catalog/tables.ts';
import { runClient, type ClientCalls } from '../support/client-program.ts';
import { Stage } from '../support/stage.ts';
import { hasPythonModule, missingTool } from '../support/tools.ts';

const present = ['sqlalchemy', 'psycopg2', 'asyncpg'].every(hasPythonModule);

describe.skipIf(missingTool(present))('SQLAlchemy (skipped without it or its drivers)', () => {
  let stage: Stage;
  let calls: ClientCalls;

  beforeAll(async () => {
    stage = await Stage.set();
    const program = path.join(import.meta.dirname, 'sqlalchemy-calls.py');
    calls = await runClient(stage.place, ['/usr/bin/python3', program, stage.runDir]);
  }, 120_000);

  afterAll(() => stage.leave());

  describe.each(['psycopg2', 'asyncpg'])('over %s', (way) => {
    const rows = (call: string) => calls.rows(`${call} ${way}`);

    it('lists schemas and tables', () => {
      expect(rows('schemas')).toEqual(
        expect.arrayContaining([['AllRepositories'], ['Information'], ['OPS'], ['beacon']]),
      );
      expect(rows('tables')).toContainEqual(['PullRequests']);
      expect(rows('views')).toEqual([]);
      expect(rows('default schema')).toEqual([['harbor-app']]);
      expect(rows('has')).toEqual([[true, false]]);
    });

    it('reads columns, keys and comments', () => {
      const table = findTable('PullRequests');
      expect(rows('columns').map(([name, , nullable, comment]) => [name, nullable, comment])).toEqual(
        table?.columns.map(({ name, nullable, description }) => [name, nullable, description]),
      );
      expect(rows('columns').slice(0, 2)).toEqual([
        ['Id', 'BIGINT', false, expect.any(String)],
        ['Title', 'VARCHAR(255)', false, expect.any(String)],
      ]);
      expect(rows('comment')).toEqual([[table?.description]]);
      expect(rows('keys')).toEqual([['RepositorySlug', 'Id']]);
      expect(rows('foreign keys')).toEqual(
        expect.arrayContaining([
          ['PullRequestId', 'beacon', 'PullRequests', 'Id'],
          ['UserUUID', 'Information', 'Users', 'UUID'],
        ]),
      );
      expect(rows('others')).toEqual([[0], [0], [0]]);
    });

    it('reflects whole schemas with what their keys lead to, and queries them', () => {
      expect(rows('reflected')).toEqual(
        expect.arrayContaining([['OPS.ProjectDeployKeys'], ['beacon.PullRequests'], ['Information.Users']]),
      );
      const found = rows('rows');
      expect(found).toHaveLength(2);
      for (const [id, state] of found) {
        expect(id).toBeGreaterThan(3);
        expect(state).toMatch(/^(OPEN|MERGED)$/);
      }
      expect(rows('months').length).toBeGreaterThan(1);
      expect(rows('months').every(([day]) => day === '01 00:00:00')).toBe(true);
    });
  });

  it('streams', () => {
    expect(calls.rows('streamed')).toEqual([[2]]);
  });
});
