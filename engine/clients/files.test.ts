/** Every file with hostile names, read back by somebody else's parser. */
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allTables } from '../catalog/tables.ts';
import { dqy } from './excel-dqy.ts';
import { odc } from './excel-odc.ts';
import type { ClientFacts, ClientFile } from './client.ts';
import { chosenTables, offeredTables } from './offered-tables.ts';
import { pbids } from './power-bi-pbids.ts';
import { tdc } from './tableau-tdc.ts';
import { tds } from './tableau-tds.ts';
import { dsnNames, sampleFacts } from './test-support/sample-facts.ts';

interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string | null;
  readonly children: readonly Node[];
}

const program = `
import json, sys, xml.etree.ElementTree as tree
def node(e): return {'tag': e.tag, 'attributes': e.attrib, 'text': e.text, 'children': [node(c) for c in e]}
print(json.dumps([node(tree.fromstring(text.encode('utf-8'))) for text in json.load(sys.stdin)]))
`;

/** By Python's parser, all in one process. */
function parsed(texts: readonly string[]): readonly Node[] {
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Node[];
}

function textOf(file: ClientFile, facts: ClientFacts, tables: readonly string[] = []): string {
  const names = tables.map((table) => ({ schema: '', table }));
  const { bytes } = file.make(facts, chosenTables(facts.defaultSchema, names));
  return Buffer.from(bytes).toString(file.kind === 'dqy' ? 'latin1' : 'utf8');
}

const all = (node: Node, tag: string): readonly Node[] => [
  ...(node.tag === tag ? [node] : []),
  ...node.children.flatMap((child) => all(child, tag)),
];
const one = (node: Node, tag: string): Node => {
  const [only, ...more] = all(node, tag);
  if (only === undefined || more.length > 0) throw new Error(`There is not one ${tag}.`);
  return only;
};
const parse = (text: string): Node => {
  const [only] = parsed([text]);
  if (only === undefined) throw new Error('Nothing was parsed.');
  return only;
};

const names = fc.sample(dsnNames, 120);

describe('a Tableau data source', () => {
  it('names the data source whatever it is called', () => {
    const roots = parsed(names.map((name) => textOf(tds, sampleFacts({ name }), ['Users'])));
    expect(roots.map((root) => one(root, 'named-connection').attributes['caption'])).toEqual(names);
    for (const [index, root] of roots.entries()) {
      const connection = all(root, 'connection').find(
        ({ attributes }) => attributes['class'] === 'genericodbc',
      );
      expect(connection?.attributes).toMatchObject({
        'odbc-dsn': names[index],
        'odbc-dbms-name': 'Drawbridge',
      });
    }
  });

  it('has a record and a column for every column of every table', () => {
    const tables = offeredTables('harbor-app').filter(({ table }) => table.scope !== 'project');
    expect(tables.length).toBeGreaterThan(10);
    const roots = parsed(tables.map(({ table }) => textOf(tds, sampleFacts(), [table.name])));
    for (const [index, { schema, table }] of tables.entries()) {
      const root = roots[index];
      if (root === undefined) throw new Error('A file is missing.');
      const { attributes } = one(root, 'relation');
      expect(attributes).toMatchObject({
        name: table.name,
        table: `[${schema}].[${table.name}]`,
        type: 'table',
      });
      expect(one(root, 'named-connection').attributes['name']).toBe(attributes['connection']);
      const records = all(root, 'metadata-record');
      expect(records.map((record) => one(record, 'remote-name').text)).toEqual(
        table.columns.map(({ name }) => name),
      );
      for (const record of records) {
        for (const tag of [
          'remote-type',
          'local-name',
          'parent-name',
          'ordinal',
          'local-type',
          'aggregation',
          'contains-null',
        ])
          expect(one(record, tag).text).toMatch(/./);
      }
      expect(all(root, 'column').map((column) => one(column, 'run').text)).toEqual(
        table.columns.map(({ description }) => description),
      );
    }
  });

  it('joins tables along their keys, and gives each column a name of its own', () => {
    const root = parse(textOf(tds, sampleFacts(), ['Users', 'PullRequestComments', 'PullRequests']));
    const conditions = all(root, 'clause').map((clause) =>
      all(clause, 'expression').map(({ attributes }) => attributes['op']),
    );
    // The comments refer to the other two, so that no row is repeated; the last join is the outermost.
    expect(conditions).toEqual([
      ['=', '[PullRequestComments].[PullRequestId]', '[PullRequests].[Id]'],
      ['=', '[PullRequestComments].[UserUUID]', '[Users].[UUID]'],
    ]);
    const fields = all(root, 'column').map(({ attributes }) => attributes['name']);
    expect(new Set(fields).size).toBe(fields.length);
    expect(all(root, 'map').map(({ attributes }) => attributes['key'])).toEqual(fields);
    expect(all(root, 'map').map(({ attributes }) => attributes['value'])).toContain('[PullRequests].[Title]');
  });

  it('says which key it joined on, and when that repeats rows', () => {
    const made = (tables: string[]) =>
      tds.make(
        sampleFacts(),
        chosenTables(
          'harbor-app',
          tables.map((table) => ({ schema: '', table })),
        ),
      ).notes;
    expect(made(['PullRequests', 'Users'])).toEqual(['Joined on PullRequests.AuthorUUID = Users.UUID.']);
    expect(made(['Users', 'PullRequests', 'Commits'])).toContainEqual(
      expect.stringContaining('are repeated for each row'),
    );
  });

  it('refuses tables that no key links, and none at all', () => {
    expect(() => textOf(tds, sampleFacts(), ['Workspaces', 'Issues'])).toThrow(/No key links/);
    expect(() => textOf(tds, sampleFacts())).toThrow('No table is chosen.');
  });

  it('reads a table in a schema with a dot by a statement, and says so', () => {
    const facts = sampleFacts({ defaultSchema: 'tide.tables' });
    const names = ['Commits', 'Users'].map((table) => ({ schema: '', table }));
    const { bytes, notes } = tds.make(facts, chosenTables('tide.tables', names));
    const relations = all(parse(Buffer.from(bytes).toString()), 'relation');
    const commits = relations.find(({ attributes }) => attributes['name'] === 'Commits');
    expect(commits?.attributes).toMatchObject({ type: 'text' });
    expect(commits?.text).toBe(wholeTable('tide.tables', 'Commits'));
    expect(relations.find(({ attributes }) => attributes['name'] === 'Users')?.attributes).toMatchObject({
      table: '[Information].[Users]',
    });
    expect(notes[0]).toContain('reads Commits by a statement');
  });

  it('doubles a bracket in a name', () => {
    const root = parse(textOf(tds, sampleFacts({ defaultSchema: 'a]b' }), ['Commits']));
    expect(one(root, 'relation').attributes['table']).toBe('[a]]b].[Commits]');
  });

  it('makes keys dimensions and other numbers measures', () => {
    const root = parse(textOf(tds, sampleFacts(), ['PullRequests']));
    const roles = new Map(
      all(root, 'column').map(({ attributes }) => [attributes['name'], attributes['role']]),
    );
    expect(roles.get('[Id]')).toBe('dimension');
    expect(roles.get('[CommentCount]')).toBe('measure');
    expect(roles.get('[CreatedOn]')).toBe('dimension');
  });
});

it('a Tableau customization is the one in the data source', () => {
  const root = parse(textOf(tdc, sampleFacts()));
  expect(root).toMatchObject({
    tag: 'connection-customization',
    attributes: { class: 'genericodbc', enabled: 'true' },
  });
  const inside = one(parse(textOf(tds, sampleFacts(), ['Users'])), 'connection-customization');
  const settings = (node: Node) => all(node, 'customization').map(({ attributes }) => attributes);
  expect(settings(root)).toEqual(settings(inside));
  expect(new Set(settings(root).map(({ name }) => name)).size).toBe(settings(root).length);
});

it('a Power BI data source names the data source whatever it is called', () => {
  for (const name of names) {
    expect(JSON.parse(textOf(pbids, sampleFacts({ name })))).toEqual({
      version: '0.1',
      connections: [
        {
          details: { protocol: 'odbc', address: { connectionString: `DSN=${name}` } },
          mode: 'Import',
        },
      ],
    });
  }
});

const wholeTable = (schema: string, name: string): string => {
  const columns = allTables.find((table) => table.name === name)?.columns ?? [];
  return `SELECT ${columns.map((column) => `"${column.name}"`).join(', ')} FROM "${schema}"."${name}"`;
};

it("an Excel data connection is a page with the connection's island", () => {
  const roots = parsed(names.map((name) => textOf(odc, sampleFacts({ name }), ['Users'])));
  const office = '{urn:schemas-microsoft-com:office:odc}';
  for (const [index, root] of roots.entries()) {
    expect(one(root, `${office}Connection`).attributes).toEqual({ [`${office}Type`]: 'ODBC' });
    expect(one(root, `${office}ConnectionString`).text).toBe(`DSN=${names[index]}`);
    expect(one(root, `${office}CommandType`).text).toBe('SQL');
    expect(one(root, `${office}CommandText`).text).toBe(wholeTable('Information', 'Users'));
  }
});

describe('an Excel query', () => {
  it('has its lines in their order, each with CR LF', () => {
    const text = textOf(dqy, sampleFacts({ name: 'Söhne' }), ['Users']);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const [word, version, connection, statement, none, nothing, columns, end] = text.split('\r\n');
    expect([word, version, connection, statement, none, nothing, end]).toEqual([
      'XLODBC',
      '1',
      'DSN=Söhne;',
      wholeTable('Information', 'Users'),
      '',
      '',
      '',
    ]);
    expect(columns?.split('\t')).toEqual(
      allTables.find(({ name }) => name === 'Users')?.columns.map(({ name }) => name),
    );
  });

  it('tells that letters beyond ASCII depend on the code page, and refuses those beyond it', () => {
    const users = chosenTables('harbor-app', [{ schema: 'information', table: 'users' }]);
    expect(dqy.make(sampleFacts(), users).notes).toEqual([]);
    expect(dqy.make(sampleFacts({ name: 'Söhne' }), users).notes).toHaveLength(1);
    expect(() => dqy.make(sampleFacts({ name: '港' }), users)).toThrow(/cannot hold/);
  });

  it('holds one table', () => {
    expect(() => textOf(dqy, sampleFacts())).toThrow('No table is chosen.');
    expect(() => textOf(dqy, sampleFacts(), ['Users', 'Projects'])).toThrow(
      'This kind of file holds one table.',
    );
  });
});

describe('the tables of a file', () => {
  const choose = (defaultSchema: string, schema: string, table: string) =>
    chosenTables(defaultSchema, [{ schema, table }]).map((one) => `${one.schema}.${one.table.name}`);

  it('are found without regard to case, in the default schema or in Information', () => {
    expect(choose('harbor-app', '', 'pullrequests')).toEqual(['harbor-app.PullRequests']);
    expect(choose('harbor-app', '', 'USERS')).toEqual(['Information.Users']);
    expect(choose('harbor-app', 'information', 'users')).toEqual(['Information.Users']);
  });

  it('may be those of another repository', () => {
    expect(choose('harbor-app', 'api', 'Commits')).toEqual(['api.Commits']);
    expect(choose('Information', 'api', 'Commits')).toEqual(['api.Commits']);
  });

  it('may be those of all repositories, with the repository in front', () => {
    const [all] = chosenTables('harbor-app', [{ schema: 'allrepositories', table: 'commits' }]);
    const [one] = chosenTables('AllRepositories', [{ schema: 'api', table: 'Commits' }]);
    const byDefault = offeredTables('AllRepositories').find(({ table }) => table.name === 'Commits');
    expect(all?.table.columns[0]?.name).toBe('RepositorySlug');
    expect(byDefault?.table).toBe(all?.table);
    expect(one?.table.columns[0]?.name).not.toBe('RepositorySlug');
  });

  it('are those of a project where one is named, since the default schema is hardly ever one', () => {
    expect(choose('harbor-app', 'OPS', 'projectdeploykeys')).toEqual(['OPS.ProjectDeployKeys']);
    expect(() => choose('harbor-app', '', 'ProjectDeployKeys')).toThrow(/in the schema of a project/);
  });

  it('are refused where they are not, and where no repository is named', () => {
    expect(() => choose('harbor-app', '', 'Pulls')).toThrow('There is no table Pulls.');
    expect(() => choose('harbor-app', 'api', 'Users')).toThrow('There is no table api.Users.');
    expect(() => choose('harbor-app', 'Information', 'Commits')).toThrow(
      'There is no table Information.Commits.',
    );
    expect(() => choose('Information', '', 'Commits')).toThrow(/none is named/);
    expect(() => choose('harbor-app', '', 'sys_tables')).toThrow('There is no table sys_tables.');
  });
});
