import { describe, expect, it } from 'vitest';
import { schemaNames } from '../schema-name.ts';
import { systemTables } from '../system-tables.ts';
import { allTables } from '../tables.ts';
import type { CellValue, ColumnDef } from '../table.ts';
import type { ConnectionPropertyFact, SystemFacts } from './system-table.ts';

const property: ConnectionPropertyFact = {
  name: 'MaxRows',
  label: 'Max Rows',
  help: 'The most rows that a query returns.',
  type: 'integer',
  choices: [],
  default: '0',
  value: '10',
  category: 'Basic',
  required: false,
  sensitivity: 'none',
  visible: true,
  ordinal: 1,
};

const facts: SystemFacts = {
  catalog: 'Bitbucket',
  schemas: schemaNames(
    [{ key: 'API', name: 'Interfaces', uuid: '{p1}' }],
    [
      { slug: 'api', uuid: '{r1}', projectKey: 'API' },
      { slug: 'site', uuid: '{r2}', projectKey: 'API' },
    ],
  ),
  tables: allTables,
  connectionProperties: [
    property,
    { ...property, name: 'APIToken', value: 'not for your eyes', sensitivity: 'secret', ordinal: 2 },
    { ...property, name: 'AuthScheme', choices: ['OAuth', 'APIToken'], ordinal: 3 },
  ],
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
};

type Row = Readonly<Record<string, CellValue>>;

function read(name: string): readonly Row[] {
  const table = systemTables.find(({ definition }) => definition.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table
    .rows(facts)
    .map((row) =>
      Object.fromEntries(table.definition.columns.map((column, index) => [column.name, row[index] ?? null])),
    );
}

function fits(column: ColumnDef, value: CellValue): boolean {
  if (value === null) return column.nullable;
  if (column.type === 'BOOLEAN') return typeof value === 'boolean';
  if (['INTEGER', 'BIGINT', 'TIMESTAMP'].includes(column.type)) return Number.isInteger(value);
  return typeof value === 'string' && value.length <= (column.length ?? Infinity);
}

describe('system tables', () => {
  it.each(systemTables)('$definition.name has values of its columns’ types', (table) => {
    const rows = table.rows(facts);
    expect(rows).not.toHaveLength(0);
    for (const row of rows) {
      expect(row).toHaveLength(table.definition.columns.length);
      table.definition.columns.forEach((column, index) => {
        expect([column.name, fits(column, row[index] ?? null)]).toEqual([column.name, true]);
      });
    }
  });

  it('list the schemas with their kinds', () => {
    expect(read('sys_schemas').map((row) => [row['SchemaName'], row['Kind']])).toEqual([
      ['Information', 'information'],
      ['AllRepositories', 'roll-up'],
      ['API', 'repository'],
      ['site', 'repository'],
    ]);
  });

  it('list workspace and system tables under Information, and repository tables once in each repository', () => {
    const tables = read('sys_tables');
    const inSchema = (schema: string): readonly CellValue[] =>
      tables.filter((row) => row['SchemaName'] === schema).map((row) => row['TableName'] ?? null);
    expect(inSchema('Information')).toEqual(
      expect.arrayContaining(['Workspaces', 'Projects', 'Repositories', 'Users', 'sys_tables']),
    );
    expect(inSchema('site')).toContain('PullRequests');
    // A project that shares its name with a repository brings the tables of projects along.
    expect(inSchema('API')).toEqual(expect.arrayContaining([...inSchema('site'), 'ProjectDeployKeys']));
    expect(inSchema('site')).not.toContain('ProjectDeployKeys');
    expect(tables.find((row) => row['TableName'] === 'sys_schemas')?.['TableType']).toBe('SYSTEM TABLE');
  });

  it('list the tables of the repositories once more under AllRepositories, with the repository in their keys', () => {
    const of = (name: string, schema: string, column: string): readonly CellValue[] =>
      read(name)
        .filter((row) => row['SchemaName'] === schema && row['TableName'] === 'PullRequests')
        .map((row) => row[column] ?? null);
    const tables = read('sys_tables').filter((row) => row['SchemaName'] === 'AllRepositories');
    expect(tables.map((row) => row['TableName'])).toContain('PullRequestComments');
    expect(of('sys_tablecolumns', 'AllRepositories', 'ColumnName')).toEqual([
      'RepositorySlug',
      'ProjectKey',
      ...of('sys_tablecolumns', 'site', 'ColumnName'),
    ]);
    expect(of('sys_primarykeys', 'AllRepositories', 'ColumnName')).toEqual(['RepositorySlug', 'Id']);
  });

  it('describe columns as RowDescription does', () => {
    const columns = read('sys_tablecolumns').filter(
      (row) => row['SchemaName'] === 'site' && row['TableName'] === 'PullRequests',
    );
    expect(columns.find((row) => row['ColumnName'] === 'Id')).toMatchObject({
      DataTypeName: 'BIGINT',
      TypeOid: 20,
      TypeModifier: -1,
      NumericPrecision: 19,
      Ordinal: 1,
      IsKey: true,
      IsNullable: false,
    });
    expect(columns.find((row) => row['ColumnName'] === 'Title')).toMatchObject({
      TypeOid: 1043,
      TypeModifier: 259,
      Length: 255,
    });
    expect(columns.find((row) => row['ColumnName'] === 'Description')).toMatchObject({
      TypeOid: 1043,
      TypeModifier: -1,
      Length: null,
    });
  });

  it('never show a secret', () => {
    const rows = read('sys_connection_props');
    expect(JSON.stringify(rows)).not.toContain('not for your eyes');
    expect(rows.map((row) => [row['PropertyName'], row['Value'], row['Sensitivity']])).toEqual([
      ['MaxRows', '10', 'NONE'],
      ['APIToken', '', 'PASSWORD'],
      ['AuthScheme', '10', 'NONE'],
    ]);
    expect(rows[2]?.['Values']).toBe('OAuth,APIToken');
  });
});
