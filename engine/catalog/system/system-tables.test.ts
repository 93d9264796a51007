import { describe, expect, it } from 'vitest';
import { schemaNames } from '../schema-name.ts';
import { systemTables } from '../system-tables.ts';
import { apiTables } from '../tables.ts';
import type { CellValue, ColumnDef } from '../table.ts';
import type { ConnectionPropertyFact, SystemFacts } from './system-table.ts';
import { sampleFacts } from './test-support/sample-facts.ts';

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
  ...sampleFacts(
    schemaNames(
      [{ key: 'API', name: 'Interfaces', uuid: '{p1}' }],
      [
        { slug: 'api', uuid: '{r1}', projectKey: 'API' },
        { slug: 'site', uuid: '{r2}', projectKey: 'API' },
      ],
    ),
  ),
  connectionProperties: [
    property,
    { ...property, name: 'APIToken', value: 'not for your eyes', sensitivity: 'secret', ordinal: 2 },
    { ...property, name: 'AuthScheme', choices: ['OAuth', 'APIToken'], ordinal: 3 },
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
    const { columns } = table.definition;
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([columns.length]));
    const misfits = rows.flatMap((row) =>
      columns.flatMap((column, index) =>
        fits(column, row[index] ?? null) ? [] : [[column.name, row[index]]],
      ),
    );
    expect(misfits).toEqual([]);
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

describe('keys', () => {
  const about = (name: string, schema: string, table: string): readonly Row[] =>
    read(name).filter((row) => row['SchemaName'] === schema && row['TableName'] === table);

  it('lead to a table of the same repository, or to one of the workspace', () => {
    const keys = about('sys_foreignkeys', 'site', 'PullRequestComments');
    expect(keys).toContainEqual(
      expect.objectContaining({
        ColumnName: 'PullRequestId',
        KeySeq: 1,
        ForeignKeyName: 'PullRequestComments_PullRequestId_fkey',
        PrimaryKeyName: 'PullRequests_pkey',
        ReferencedSchemaName: 'site',
        ReferencedTableName: 'PullRequests',
        ReferencedColumnName: 'Id',
      }),
    );
    expect(keys).toContainEqual(
      expect.objectContaining({ ColumnName: 'UserUUID', ReferencedSchemaName: 'Information' }),
    );
  });

  it('of AllRepositories have the repository in front where they lead to a table of it', () => {
    const keys = about('sys_foreignkeys', 'AllRepositories', 'PullRequestComments');
    const ofPullRequest = keys.filter((row) => row['ReferencedTableName'] === 'PullRequests');
    expect(
      ofPullRequest.map((row) => [
        row['ColumnName'],
        row['KeySeq'],
        row['ReferencedSchemaName'],
        row['ReferencedColumnName'],
      ]),
    ).toEqual([
      ['RepositorySlug', 1, 'AllRepositories', 'RepositorySlug'],
      ['PullRequestId', 2, 'AllRepositories', 'Id'],
    ]);
    const toUsers = keys.filter((row) => row['ReferencedTableName'] === 'Users');
    expect(toUsers.map((row) => [row['ColumnName'], row['ReferencedSchemaName']])).toEqual([
      ['UserUUID', 'Information'],
      ['ResolvedByUUID', 'Information'],
    ]);
  });

  it('in every schema refer to all columns of a primary key that is listed', () => {
    const primary = new Map<string, CellValue[]>();
    const place = (row: Row, kind: string): string =>
      JSON.stringify([row[`${kind}SchemaName`], row[`${kind}TableName`]]);
    for (const row of read('sys_primarykeys')) {
      primary.set(place(row, ''), [...(primary.get(place(row, '')) ?? []), row['ColumnName'] ?? null]);
    }
    const foreign = new Map<string, { readonly to: string; readonly columns: CellValue[] }>();
    for (const row of read('sys_foreignkeys')) {
      const key = JSON.stringify([row['SchemaName'], row['ForeignKeyName']]);
      const known = foreign.get(key) ?? { to: place(row, 'Referenced'), columns: [] };
      known.columns.push(row['ReferencedColumnName'] ?? null);
      foreign.set(key, known);
    }
    expect(foreign.size).toBeGreaterThan(100);
    for (const [key, { to, columns }] of foreign) expect([key, columns]).toEqual([key, primary.get(to)]);
  });

  it('stand in sys_keycolumns once for each key that a column belongs to', () => {
    const rows = about('sys_keycolumns', 'site', 'PullRequestReviewers').filter(
      (row) => row['ColumnName'] === 'PullRequestId',
    );
    expect(rows.map((row) => [row['IsKey'], row['IsForeignKey'], row['ReferencedTableName']])).toEqual([
      [true, false, null],
      [false, true, 'PullRequests'],
    ]);
    const count = (name: string): number => read(name).length;
    expect(count('sys_keycolumns')).toBe(count('sys_primarykeys') + count('sys_foreignkeys'));
  });

  it('that are primary are unique indexes', () => {
    expect(
      about('sys_indexes', 'AllRepositories', 'Branches').map((row) => [
        row['ColumnName'],
        row['OrdinalPosition'],
        row['IsUnique'],
      ]),
    ).toEqual([
      ['RepositorySlug', 1, true],
      ['Name', 2, true],
    ]);
  });
});

it('sys_tables says what can be written', () => {
  const writable = read('sys_tables').filter((row) => row['IsUpdateable'] === true);
  const names = new Set(writable.map((row) => row['TableName']));
  expect(names).toEqual(
    new Set(apiTables.filter(({ writes }) => writes !== undefined).map(({ name }) => name)),
  );
});

it('a row never has the primary key of another one', () => {
  for (const table of systemTables) {
    const { definition } = table;
    const places = definition.primaryKey.map((name) =>
      definition.columns.findIndex((column) => column.name === name),
    );
    const keys = table.rows(facts).map((row) => JSON.stringify(places.map((place) => row[place])));
    expect([definition.name, new Set(keys).size]).toEqual([definition.name, keys.length]);
  }
});

it('calls are told with their statement and in UTC', () => {
  expect(read('sys_requests')).toMatchObject([
    { RequestId: 7, StartedAt: 1_000_000, Method: 'GET', Status: 200, QueryId: 1, Statement: 'SELECT 1' },
  ]);
});

it('the quota is told with what is left, and never less than nothing', () => {
  expect(read('sys_quota')).toMatchObject([
    {
      DataSources: 'Harbour, Pier',
      CallsLimit: 10,
      CallsMade: 12,
      CallsLeft: 0,
      ResetAt: 5_000_000,
      BitbucketLimit: 1000,
      BitbucketLeft: 988,
      BitbucketResetAt: 62_000_000,
    },
  ]);
});
