import { describe, expect, it } from 'vitest';
import { informationSchema, type SchemaInfo } from '../catalog/schema-name.ts';
import { sampleFacts } from '../catalog/system/test-support/sample-facts.ts';
import { systemTables } from '../catalog/system-tables.ts';
import type { TableDef } from '../catalog/table.ts';
import { rolledUp } from '../catalog/roll-up.ts';
import { apiTables } from '../catalog/tables.ts';
import type { Predicate, ScanSource } from '../plan/scan-request.ts';
import { CombinedScanSource } from './combined-scan-source.ts';
import { SystemScanSource } from './system-scan-source.ts';
import { compare, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';

const repository: SchemaInfo = {
  name: 'shop',
  kind: 'repository',
  repository: { slug: 'shop', uuid: '{r}', projectKey: null },
  aliases: [],
};

function source(): { readonly system: SystemScanSource; readonly lists: () => number } {
  let lists = 0;
  const system = new SystemScanSource({
    tables: systemTables,
    schemas: {
      list: () => {
        lists += 1;
        return Promise.resolve([informationSchema, repository]);
      },
    },
    facts: sampleFacts,
  });
  return { system, lists: () => lists };
}

function systemTable(name: string): TableDef {
  const table = systemTables.find(({ definition }) => definition.name === name);
  if (table === undefined) throw new Error(`There is no ${name}`);
  return table.definition;
}

describe('a system table', () => {
  it('gives the asked columns of all its rows', async () => {
    const { system } = source();
    const { rows } = await readScan(
      system,
      requestFor('Information', systemTable('sys_schemas'), { columns: ['Kind', 'SchemaName'] }),
    );
    expect(rows).toEqual([
      { Kind: 'information', SchemaName: 'Information' },
      { Kind: 'repository', SchemaName: 'shop' },
    ]);
  });

  const free: [string, Predicate | null][] = [
    ['sys_catalogs', null],
    ['sys_connection_props', null],
    ['sys_sqlinfo', null],
    ['sys_information', null],
    ['sys_requests', null],
    ['sys_quota', null],
    ['sys_identity', null],
    ['sys_foreignkeys', compare('SchemaName', '=', text('AllRepositories'))],
    ['sys_keycolumns', compare('SchemaName', '=', text('Information'))],
    ['sys_indexes', compare('SchemaName', '=', text('Information'))],
    ['sys_identity', compare('SchemaName', '=', text('shop'))],
    ['sys_tables', compare('SchemaName', '=', text('Information'))],
    ['sys_tablecolumns', { kind: 'in', column: 'SchemaName', values: [text('Information')] }],
  ];
  it.each(free)('%s does not list schemas when it need not', async (name, predicate) => {
    const { system, lists } = source();
    const request = requestFor('Information', systemTable(name), { predicate });
    await readScan(system, request);
    expect(lists()).toBe(0);
    expect(system.explain(request).estimatedCalls).toBe(0);
  });

  const costly: [string, Predicate | null][] = [
    ['sys_tables', null],
    ['sys_tables', compare('SchemaName', '=', text('shop'))],
    ['sys_tables', compare('SchemaName', '<>', text('Information'))],
  ];
  it.each(costly)('%s lists schemas when others than Information are asked for', async (name, predicate) => {
    const { system, lists } = source();
    const { rows } = await readScan(system, requestFor('Information', systemTable(name), { predicate }));
    expect(lists()).toBe(1);
    expect(rows.some((row) => row['SchemaName'] === 'shop')).toBe(true);
  });

  it('makes rows of the schemas that the filter admits, and of no other', async () => {
    const { system } = source();
    const predicate = compare('SchemaName', '=', text('shop'));
    const { rows } = await readScan(
      system,
      requestFor('Information', systemTable('sys_foreignkeys'), { predicate }),
    );
    expect(new Set(rows.map((row) => row['SchemaName']))).toEqual(new Set(['shop']));
    const { rows: identity } = await readScan(
      system,
      requestFor('Information', systemTable('sys_identity'), { predicate }),
    );
    expect(identity).toHaveLength(2);
  });
});

describe('the combined source', () => {
  it('asks the engine for system tables and Bitbucket for all others', async () => {
    const { system } = source();
    const asked: string[] = [];
    const nothing = { sent: [], pushed: [], local: [], estimatedCalls: null };
    const api: ScanSource = {
      scan: async function* ({ target }) {
        asked.push(target.table.name);
        yield { rowCount: 0, values: [] };
      },
      explain: ({ target }) => ({ ...nothing, endpoint: target.table.name }),
    };
    const combined = new CombinedScanSource(system, api, {
      ...api,
      explain: () => ({ ...nothing, endpoint: 'all' }),
    });
    const users = apiTables.find(({ name }) => name === 'Users') ?? apiTables[0];
    if (users === undefined) throw new Error('There are no tables');
    await readScan(combined, requestFor('Information', users));
    await readScan(combined, requestFor('Information', systemTable('sys_catalogs')));
    expect(asked).toEqual(['Users']);
    expect(combined.explain(requestFor('Information', users)).endpoint).toBe('Users');
    const branches = apiTables.find(({ name }) => name === 'Branches') ?? users;
    expect(combined.explain(requestFor('AllRepositories', rolledUp(branches, apiTables))).endpoint).toBe(
      'all',
    );
    expect(combined.explain(requestFor('api', branches)).endpoint).toBe('Branches');
  });
});
