/** For tests: facts of an engine that has done a little of everything. */
import type { SchemaInfo } from '../../schema-name.ts';
import { allTables } from '../../tables.ts';
import type { SystemFacts } from '../system-table.ts';

export function sampleFacts(schemas: readonly SchemaInfo[]): SystemFacts {
  return {
    catalog: 'Bitbucket',
    schemas,
    tables: allTables,
    connectionProperties: [],
    queries: [
      {
        id: 1,
        session: '0a1b2c3d',
        startedAt: 1_000,
        statement: 'SELECT 1',
        state: 'running',
        rows: 0,
        calls: 0,
        bytes: 0,
        milliseconds: null,
        cut: false,
        sqlState: null,
        message: null,
      },
    ],
    requests: [
      {
        id: 7,
        startedAt: 1_000.4,
        method: 'GET',
        target: '/2.0/workspaces/harbour/projects',
        status: 200,
        milliseconds: 12,
        bytes: 400,
        attempt: 1,
        cancelled: false,
        problem: null,
        purpose: 'statement',
        dataSource: 'Harbour',
        statementId: 1,
      },
    ],
    quota: {
      id: 1,
      dataSources: ['Harbour', 'Pier'],
      used: 12,
      budget: 10,
      overBudgetAllowed: true,
      nextFreeAt: 5_000,
      fitsAgainAt: 6_000,
      restUntil: null,
      since: 0,
      said: {
        at: 2_000,
        report: { limit: 1000, remaining: 988, resetSeconds: 60, nearLimit: false, resource: 'api' },
      },
    },
    sqlInfo: [{ name: 'COUNT', description: 'Whether it counts.', value: 'YES' }],
    information: {
      product: 'Drawbridge',
      version: '0.1.0',
      license: 'MIT',
      databaseEngine: 'DuckDB 1.5.0',
      runtime: 'Node 20.0.0',
      platform: 'linux x64',
      dataSource: 'Harbour',
      workspace: 'harbour',
      apiUrl: 'https://api.bitbucket.org/2.0',
      authScheme: 'OAuth',
    },
    written: { verb: 'INSERT', schema: 'site', table: 'Branches', batch: 3, keys: ['main', 'next'] },
  };
}
